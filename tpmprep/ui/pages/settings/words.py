"""Words of the page Settings: the effect of a retention, help, and the parts shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

# FSRS-6: interval(R) is proportional to R^(-1/decay) - 1; decay is parameter w20, 0.1542 by default
DECAY = 0.1542
PARTS = (
    ("Python", "", "PSF-2.0"),
    ("Qt, by PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("SQLite", "", "public domain"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("Alembic", "alembic", "MIT"),
    ("FSRS, by py-fsrs", "fsrs", "MIT"),
    ("Markdown", "Markdown", "BSD-3-Clause"),
    ("Pygments", "Pygments", "BSD-2-Clause"),
    ("nh3", "nh3", "MIT"),
    ("PyYAML", "PyYAML", "MIT"),
    ("pydantic", "pydantic", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
    ("tomlkit", "tomlkit", "MIT"),
    ("Inter", "", "OFL-1.1"),
    ("JetBrains Mono", "", "OFL-1.1"),
    ("Lucide icons", "", "ISC"),
)
PROBLEMS = {
    "file": "The file is damaged: close tpmprep and start it again, it offers the newest good backup.",
    "reference": "Some rows point to something that is not there.",
    "orphan": "Some cards have lost what they belong to.",
    "kind": "Some things are not of the kind they are listed as.",
    "text": "Some content cannot be read.",
    "search.missing": "Search does not know everything there is.",
    "search": "The search index is not up to date; it can be made anew.",
    "pack": "A pack is listed of which nothing is there.",
    "edit": "Some edits belong to nothing that was shipped.",
    "guard": "Guards of your history are missing; they can be made anew.",
    "tally": "Some daily counts differ from what was answered; they can be made anew from it.",
    "media": "Some pictures or sounds are missing or damaged.",
}
"""A sentence for each kind of problem, by its whole name or the part before the dot."""

HELP = """### How it works

Cards help you remember a concept, the quiz lets you apply it, the interview lets you say it, a path lets
you do it. A missed item brings its cards forward, and a weak take names what mends it. *Today* picks
from all four for the minutes you have. Your readiness for each round stands in *Progress*, with what
raises it most.

### The places

| Place | What it is for |
|---|---|
| Today | The day's plan: one button starts it. |
| Cards | Decks and notes; a card comes back just before it fades. |
| Quiz | Items to practise, each option explained. |
| Interview | Questions, your answer notes, stories, and takes said aloud. |
| Paths | Steps with hours and days, evidence, and a forecast. |
| Progress | How ready you are, where your time goes, what is ahead. |
| Library | All concepts, packs of content, import and export, the trash. |
| Settings | The few settings, keys, backups, this help. |

### Keys worth knowing

| Key | Does |
|---|---|
| `Space` | starts, shows the answer, goes on |
| `1` to `4` | how a recall went: again, hard, good, easy |
| `Ctrl+K` | finds every action and every thing |
| `Ctrl+Z` | takes back the newest step, whatever it was |
| `?` | shows the keys of the page |
| `Esc` | goes one step back |
| `Ctrl+1` … `Ctrl+8` | changes the page |
| `Ctrl +` and `Ctrl -` | makes everything larger or smaller |

### Where your data lies

In one folder on this computer, named under *Profile*. Nothing leaves it: there is no account and no
network. A backup is made while you work and when you close the window; the tab *Backups* goes back to
one. What you delete rests for 30 days in the trash, in *Library*.

### When something is wrong

Note what you did last and what you expected. The log in the folder `logs` of your profile says what
happened, in ids and never in your words; send both to whoever gave you tpmprep.

### Licences

tpmprep is free software under the MIT licence. The parts it is made of are named under *About*.
"""


def say(text: str, /, **values: object) -> str:
    """A sentence of this page with its ``{named}`` values filled in."""
    return QCoreApplication.translate("Settings", text).format(**values)


def number_of(count: int, one: str, many: str, /, **values: object) -> str:
    """The words for one, or those for none and many with ``{n}``."""
    return say(one if count == 1 else many, n=f"{count:,}", **values)


def found_words(problems: Sequence[tuple[str, str]], unused: int = 0) -> str:
    """What a check found, one sentence for each kind of problem, and how many media no text names."""
    kinds = dict.fromkeys(what for what, _ in problems)
    found = [say(PROBLEMS.get(kind) or PROBLEMS[kind.partition(".")[0]]) for kind in kinds]
    if not found:
        found = [say("Nothing is wrong: every page, reference, count and index is as it should be.")]
    if unused:
        one = "One picture or sound is used nowhere; it goes by itself after 30 days."
        many = "{n} pictures and sounds are used nowhere; they go by themselves after 30 days."
        found.append(number_of(unused, one, many))
    return " ".join(found)


def reviews_against_usual(retention: float) -> float:
    """How many times as many reviews a desired retention (0–1) asks for as 0.90 does.

    Source: the interval formula of FSRS-6 (open-spaced-repetition, "The Algorithm").
    """
    return float((0.9 ** (-1 / DECAY) - 1) / (retention ** (-1 / DECAY) - 1))


def effect(retention: float) -> str:
    """What a desired retention means, in words."""
    share = f"{round(retention * 100)}\u00a0%"
    times = reviews_against_usual(retention)
    if abs(times - 1) < 0.05:
        return say("You remember about {share} of what comes back. This is the usual balance.", share=share)
    return say(
        "You remember about {share} of what comes back, for about {times} times the reviews of 90\u00a0%.",
        share=share,
        times=f"{times:.1f}",
    )
