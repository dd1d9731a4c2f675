"""Words of the quiz page: kinds, tiers, how the last try went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from tpmprep.core.ground.clock import study_day
from tpmprep.ui.kit.days import day_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from tpmprep.core.quiz.faces import ItemRow

KINDS: Final = ("single_choice", "multiple_response", "true_false", "numeric")
TRUE_FALSE, NUMERIC = KINDS[2], KINDS[3]
TIERS: Final = ("core", "useful", "rare")
LEVELS: Final = ("1", "2", "3")
LETTERS: Final = "ABCDEF"


def letters(kind: str) -> str:
    """The keys that choose the options of a kind of item, in their order."""
    return tr("TF") if kind == TRUE_FALSE else LETTERS


def tr(text: str) -> str:
    """A sentence of this page in the language of the window."""
    return QCoreApplication.translate("Quiz", text)


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun; both templates hold ``{0}``."""
    return (one if number == 1 else many).replace("{0}", str(number))


def kind_words(kind: str) -> str:
    """A kind of item; an unknown one is shown by its name."""
    known = {
        "single_choice": tr("One right"),
        "multiple_response": tr("Several right"),
        "true_false": tr("True or false"),
        "numeric": tr("A number"),
    }
    return known.get(kind, kind)


def tier_words(tier: str) -> str:
    """How much a thing matters, in a word."""
    return {"core": tr("Core"), "useful": tr("Useful"), "rare": tr("Rare")}.get(tier, tier)


def difficulty_words(level: str) -> str:
    """How hard an item is, in a word."""
    return {"1": tr("Easy"), "2": tr("Medium"), "3": tr("Hard")}.get(level, level)


def field_words(field: str) -> str:
    """What a field of an item (``number.value``) is called in the editor; an unknown one by its own name."""
    known = {
        "stem": tr("Question"),
        "options": tr("The options"),
        "number": tr("Right value"),
        "number.value": tr("Right value"),
        "number.tolerance": tr("Tolerance"),
        "number.units": tr("Other units taken"),
        "number.slips": tr("Common wrong values"),
    }
    return known.get(".".join(field.split(".")[:2]), field)


def result_words(score: float | None) -> str:
    """How the last try went."""
    if score is None:
        return tr("Not tried")
    if score >= 1:
        return tr("Right")
    return tr("Partly right") if score > 0 else tr("Missed")


def result_drawing(score: float | None) -> tuple[str, str]:
    """Icon and colour token of a last try."""
    if score is None:
        return ("circle-dashed", "muted")
    if score >= 1:
        return ("circle-check", "good")
    return ("rotate-ccw", "warn")


def when_words(at: datetime | None, today: date) -> str:
    """When it was last tried; empty where it never was."""
    return "" if at is None else day_words(study_day(at), today)


def history_words(row: ItemRow, today: date) -> str:
    """How often an item was tried and how the last try went."""
    if row.last_at is None:
        return tr("Not tried yet.")
    tries = counted(row.responses, tr("Tried once"), tr("Tried {0} times"))
    last = tr("last {when}: {result}.").replace("{when}", when_words(row.last_at, today))
    return f"{tries}, {last.replace('{result}', result_words(row.last_score).lower())}"
