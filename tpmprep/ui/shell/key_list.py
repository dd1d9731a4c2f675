"""Owns the list of every key that can be changed, also those of pages and exercises not shown just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpmprep.ui.kit.host import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpmprep.ui.kit.host import PageSpec

ENTER, SAVE = "Space / Return / Enter", "Ctrl+Return / Ctrl+Enter"
SAVE_NOTE = f"{SAVE} / Ctrl+S"

PAGES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "today": (
        ("today.start", "Start", "Space"),
        ("today.short", "5 minutes only", "5"),
        ("today.talk", "Only talk", "T"),
        ("today.move", "Move the date", "M"),
    ),
    "cards": (
        ("deck.study", "Study the deck", "Space"),
        ("deck.rename", "Rename the deck", "F2"),
        ("deck.move", "Move the deck", "M"),
        ("deck.delete", "Delete the deck", "Del"),
        ("deck.new", "New deck", "D"),
        ("note.new", "New note", "N"),
        ("note.search", "Search notes", "/"),
        ("note.open", "Open the note", "Return / Enter"),
        ("note.suspend", "Suspend or resume", "S"),
        ("note.hide", "Hide until tomorrow", "B"),
        ("note.move", "Move to deck…", "M"),
        ("note.tags", "Tags…", "T"),
        ("note.delete", "Delete notes", "Del"),
        ("note.all", "Choose all notes", "Ctrl+A"),
        ("note.save", "Save the note", SAVE_NOTE),
    ),
    "quiz": (
        ("quiz.start", "Practise the first row", "Space"),
        ("quiz.missed", "Practise what was missed", "M"),
        ("quiz.fresh", "Practise what is new", "U"),
        ("item.new", "Write an item", "N"),
        ("item.search", "Search items", "/"),
        ("item.practise", "Practise this item", "P / Space"),
        ("item.edit", "Edit this item", "E"),
        ("item.delete", "Delete this item", "Del"),
        ("item.save", "Save the item", "Ctrl+Return / Ctrl+S"),
        ("option.add", "Add an option", "Alt+A"),
        ("option.up", "Move the option up", "Alt+Up"),
        ("option.down", "Move the option down", "Alt+Down"),
        ("option.remove", "Remove the option", "Alt+Del"),
        ("slip.add", "Add a wrong value", "Alt+A"),
    ),
    "interview": (
        ("interview.say", "Say it now", "Space"),
        ("interview.other", "Another question", "A"),
        ("interview.read", "Read it first", "O"),
        ("question.new", "A new question of your own", "N"),
        ("question.search", "Search questions", "/"),
        ("question.rehearse", "Rehearse the question", "R"),
        ("question.star", "Star the question", "S"),
        ("question.answer", "Write your answer", "E"),
        ("question.keep", "Save your answer", "Ctrl+S"),
        ("question.delete", "Delete your question", "Del"),
        ("question.save", "Save the question", "Ctrl+Return / Ctrl+S"),
        ("take.compare", "Compare two takes", "C"),
        ("story.new", "A new story", "N"),
        ("story.save", "Save the story", "Ctrl+S"),
        ("story.delete", "Delete the story", "Del"),
    ),
    "paths": (
        ("step.next", "Status: Next", "1"),
        ("step.doing", "Status: Doing", "2"),
        ("step.waiting", "Status: Waiting", "3"),
        ("step.done", "Status: Done", "4"),
        ("step.not_for_me", "Status: Not for me", "5"),
        ("step.minutes", "Log time on the step", "M"),
        ("step.evidence", "Add evidence", "Shift+E"),
        ("step.fields", "Fill in the step's fields", "F"),
        ("step.notes", "Write notes", "N"),
        ("step.due", "Set the day of the step", "D"),
        ("path.add_step", "Add a step to your path", "A"),
        ("path.edit", "Change your path", "E"),
        ("path.up", "Move the step up", "Alt+Up"),
        ("path.down", "Move the step down", "Alt+Down"),
        ("path.new", "Make a path of your own", "Shift+N"),
        ("path.hours", "Change the hours a week", "H"),
    ),
    "progress": (("progress.numbers", "Numbers behind the charts", "T"),),
    "library": (("library.search", "Search everything", "/ / Ctrl+F"),),
}
"""Action, title and shipped keys, by page."""

SITTING: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Concept": (("concept.got_it", "Got it", ENTER),),
    "Card": (
        ("card.turn", "Show the answer, then Good", ENTER),
        ("card.again", "Again", "1"),
        ("card.hard", "Hard", "2"),
        ("card.good", "Good", "3"),
        ("card.easy", "Easy", "4"),
        ("card.hint", "Hint for a typed answer", "F2"),
        ("card.sound", "Play or pause the sound", "P"),
        ("card.edit", "Edit the note", "E"),
        ("card.history", "History", "H"),
        ("card.concept", "Open the concept", "C"),
        ("card.bury", "Hide until tomorrow", "-"),
        ("card.suspend", "Take out of the schedule", "!"),
        ("card.save", "Save the note", SAVE_NOTE),
    ),
    "Quiz item": (
        *(
            (f"item.option_{n}", f"Choose {letter}", f"{letter} / {n}")
            for n, letter in enumerate("ABCDEF", start=1)
        ),
        ("item.down", "Next option", "Down"),
        ("item.up", "Option before", "Up"),
        ("item.think", "Answer: think so", "Return / Enter"),
        ("item.sure", "Answer: sure", "Shift+Return / Shift+Enter"),
        ("item.guess", "Answer: a guess", "G"),
        ("item.next", "Next", ENTER),
        ("item.make_card", "Make a card", "M"),
        ("item.concept", "Open the concept", "C"),
        ("item.save_card", "Save the card", SAVE),
    ),
    "Rehearsal": (
        ("take.main", "Start, then finish", "Space"),
        ("take.finish", "Finish", SAVE),
        ("take.pause", "Pause", "P / Alt+P"),
        ("take.type", "Type your words", "T"),
        ("take.later", "Later", "L"),
        ("take.story", "Your stories, one after the other", "S / Alt+S"),
        *((f"take.part_{n}", f"Tick part {n}", f"{n} / Alt+{n}") for n in range(1, 8)),
        *((f"take.score_{n}", f"Score {n}", str(n)) for n in range(1, 6)),
        ("take.keep", "Keep the take", "Return / Enter / Ctrl+Return"),
    ),
    "Step": (
        ("step.mark_done", "Mark as done", "D"),
        ("step.open", "Open the page", "O"),
        ("step.log", "Log the minutes", "T"),
        ("step.later", "Later", "Space / L"),
    ),
    "End": (("end.today", "Back to where it was begun", ENTER),),
}
"""Action, title and shipped keys, by what is shown in a sitting."""


def page_keys(specs: Mapping[str, PageSpec]) -> list[tuple[str, list[Key]]]:
    """The keys of every page of the rail, then of every exercise, by where they work; they run nothing."""
    listed = sorted((spec for spec in specs.values() if spec.name in PAGES), key=lambda spec: spec.order)
    pages = [(spec.title, PAGES[spec.name]) for spec in listed]
    sittings = [(_say("Sitting: {0}").replace("{0}", _say(name)), keys) for name, keys in SITTING.items()]
    return [(where, [_key(*one) for one in keys]) for where, keys in (*pages, *sittings)]


def _key(action: str, title: str, keys: str) -> Key:
    return Key(action, _say(title), keys, lambda: None)


def _say(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
