"""Owns what help says first about the page it was asked on."""

from __future__ import annotations

HERE: dict[str, str] = {
    "today": """### Here: Today

`Space` starts the plan of the day, or goes on where you stopped. Each line can be swapped for another or
left out. `5` is for five minutes, `T` for talking only, `M` moves the date. What you leave out is planned
anew.
""",
    "cards": """### Here: Cards

A deck holds notes; a note makes one card or several. `Space` studies the chosen deck, `N` writes a note,
`D` a deck, `/` finds a note. `Ctrl+Tab` goes to all notes: there `S` takes cards out of the schedule, `B`
hides them until tomorrow, `M` moves notes, `T` tags them.
""",
    "quiz": """### Here: Quiz

`Space` practises the first row, `M` what was missed, `U` what is new. `N` writes an item of your own, `/`
finds one; on an item `P` practises it and `E` changes it. What you miss brings the cards of its concepts
forward.
""",
    "interview": """### Here: Interview

`Space` rehearses the question that helps most, `A` offers another, `O` reads it first. On a question `R`
rehearses it, `E` writes your answer, `C` puts two takes side by side. Stories are told in five parts; `N`
begins one.
""",
    "paths": """### Here: Paths

Arrow keys go through milestones and steps, `Enter` opens. `1` to `5` set how a step stands, `M` logs
minutes, `Shift+E` adds evidence, `F` fills in its fields, `D` sets its day, `H` changes the hours a week. A
step that waits for another says so behind its title.
""",
    "progress": """### Here: Progress

Each chart says its finding above it. Reached by `Tab`, a chart tells its values by the arrow keys; `T`
shows the numbers behind all of them. A wide line around a value means that little is known yet.
""",
    "library": """### Here: Library

`/` searches everything. Packs, import and export, and the trash stand behind tabs: `Ctrl+Tab` turns them.
In the trash `Enter` puts a thing back, with all that belongs to it.
""",
    "settings": """### Here: Settings

Every setting holds at once. *Keys* changes any key, *Backups* goes back to an earlier state with a look at
what would change, *Profile* names the folder with all your data.
""",
    "sitting": """### Here: a sitting

`Space` shows the answer and goes on, `1` to `4` say how it went. In an item `A` to `F` choose; `Enter`
answers, `Shift+Enter` when you are sure, `G` when you guess. `E` edits a note in place, `-` hides a card
until tomorrow, `!` takes it out. `Esc` leaves; the sitting waits where it stood.
""",
}
"""Markdown by the name of the page."""
