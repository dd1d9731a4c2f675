"""Words of the page Library: kinds of thing, tiers, counts of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from tpmprep.core.exchange.faces import ImportFace

# kind of thing: icon, one, many
KINDS = {
    "concept": ("lightbulb", "Concept", "Concepts"),
    "note": ("layers", "Note", "Notes"),
    "item": ("list-checks", "Quiz item", "Quiz items"),
    "question": ("mic", "Question", "Questions"),
    "story": ("star", "Story", "Stories"),
    "step": ("flag", "Step", "Steps"),
    "path": ("route", "Path", "Paths"),
    "deck": ("folder", "Deck", "Decks"),
}
TIERS = {"core": "Core", "useful": "Useful", "rare": "Rare"}
FORMATS = {
    "csv": "Notes, items, questions",
    "paths": "Paths and steps",
    "stories": "Stories",
    "takes": "Takes",
    "responses": "Log of quiz answers",
    "reviews": "Log of reviews",
}
COUNTS = (
    ("notes_added", "Notes, new"),
    ("notes_updated", "Notes, changed"),
    ("notes_unchanged", "Notes, as they are"),
    ("cards_added", "Cards, new"),
    ("items_added", "Quiz items, new"),
    ("questions_added", "Questions, new"),
    ("steps_added", "Steps, new"),
    ("steps_updated", "Steps, changed"),
    ("stories_added", "Stories, new"),
    ("stories_updated", "Stories, changed"),
    ("takes_added", "Takes, new"),
    ("media_added", "Pictures and sounds, new"),
    ("reviews_added", "Reviews, new"),
)

# count of an import: what came, one of it and many of it
BROUGHT = (
    ("notes_added", "1 new note", "{n} new notes"),
    ("notes_updated", "1 changed note", "{n} changed notes"),
    ("items_added", "1 new quiz item", "{n} new quiz items"),
    ("questions_added", "1 new question", "{n} new questions"),
    ("steps_added", "1 new step", "{n} new steps"),
    ("steps_updated", "1 changed step", "{n} changed steps"),
    ("stories_added", "1 new story", "{n} new stories"),
    ("stories_updated", "1 changed story", "{n} changed stories"),
    ("takes_added", "1 new take", "{n} new takes"),
    ("media_added", "1 picture or sound", "{n} pictures and sounds"),
    ("reviews_added", "1 new review", "{n} new reviews"),
)


def say(text: str, /, **values: object) -> str:
    """A sentence of this page with its ``{named}`` values filled in."""
    return QCoreApplication.translate("Library", text).format(**values)


def counted(count: int, one: str, many: str, /, **values: object) -> str:
    """The sentence for one, or the one for none and many with ``{n}``."""
    return say(one if count == 1 else many, n=f"{count:,}", **values)


def kind_name(kind: str) -> str:
    """A kind of thing, one of it."""
    return say(KINDS[kind][1]) if kind in KINDS else kind.capitalize()


def tier_name(tier: str) -> str:
    """A tier in words."""
    return say(TIERS.get(tier, tier.capitalize()))


def format_name(name: str) -> str:
    """What a format holds."""
    return say(FORMATS.get(name, name.upper()))


def counts(face: ImportFace) -> list[tuple[str, int]]:
    """The counts of an import that are not zero, in words."""
    found = [(say(words), int(getattr(face, name))) for name, words in COUNTS]
    return [(words, count) for words, count in found if count]


def brought(face: ImportFace) -> str:
    """What an import brought, in a sentence; empty where it brought nothing."""
    found = [(int(getattr(face, name)), one, many) for name, one, many in BROUGHT]
    parts = [counted(count, one, many) for count, one, many in found if count]
    *most, last = parts or [""]
    if most:
        return say("Imported {most} and {last}.", most=", ".join(most), last=last)
    return say("Imported {last}.", last=last) if last else ""


def brings(face: ImportFace) -> int:
    """How many things an import adds or changes."""
    return sum(
        int(getattr(face, name)) for name, _ in COUNTS if name not in {"notes_unchanged", "cards_added"}
    )
