"""The names of steps, worded for undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from tpmprep.core.db.faces import UndoFace

WORDS = {
    "aim.chosen": "the new aim",
    "aim.moved": "moving the date",
    "aim.changed": "the change of your aim",
    "answer.saved": "the change of an answer note",
    "card.answered": "the answer to a card",
    "card.buried": "hiding cards until tomorrow",
    "card.suspended": "taking cards out of the schedule",
    "card.resumed": "bringing cards back into the schedule",
    "concept.met": "reading a concept",
    "deck.added": "the new deck “{title}”",
    "deck.deleted": "deleting the deck “{title}”",
    "deck.moved": "moving the deck “{title}”",
    "deck.renamed": "renaming a deck",
    "import.applied": "the import of {title}",
    "item.added": "the new quiz item",
    "item.deleted": "deleting quiz items",
    "item.edited": "the change of a quiz item",
    "item.answered": "the answer to a quiz item",
    "note.added": "the new note “{title}”",
    "note.deleted": "deleting notes",
    "note.edited": "the change of “{title}”",
    "note.moved": "moving notes to “{title}”",
    "note.tagged": "the change of tags",
    "note.shipped_again": "going back to the shipped text",
    "pack.removed": "removing the pack “{title}”",
    "path.deleted": "deleting the path “{title}”",
    "path.edited": "the change of a path",
    "path.followed": "following a path",
    "path.hours": "the hours a week",
    "path.left": "letting go of a path",
    "path.made": "the new path “{title}”",
    "path.milestone": "the change of a milestone",
    "path.ordered": "the order of a path",
    "path.taken_out": "taking a step out of a path",
    "question.added": "the new question",
    "question.deleted": "deleting questions",
    "question.edited": "the change of a question",
    "question.starred": "the star on a question",
    "sitting.ended": "ending the sitting",
    "sitting.moved": "moving on",
    "sitting.started": "beginning the sitting",
    "step.added": "the new step “{title}”",
    "step.cost": "the cost of a step",
    "step.due": "the day of a step",
    "step.edited": "the change of a step",
    "step.evidence": "the proof “{title}”",
    "step.evidence_removed": "taking proof away",
    "step.fields": "what you filled in on a step",
    "step.hours": "the planned hours of a step",
    "step.minutes": "{minutes} min on a step",
    "step.needs": "what comes before a step",
    "step.notes": "the notes on a step",
    "step.status": "the status of a step",
    "story.added": "the new story “{title}”",
    "story.deleted": "deleting a story",
    "story.edited": "the change of the story “{title}”",
    "take.kept": "keeping a take",
    "trash.put_back": "putting back “{title}”",
}


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def words(step: UndoFace) -> str:
    """What a step was, e.g. “the answer to a card”."""
    template = WORDS.get(step.name, step.name.replace(".", " ").replace("_", " "))
    said = QCoreApplication.translate("Undo", template)
    return said.format_map(_Known(step.says))
