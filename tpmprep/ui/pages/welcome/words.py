"""Owns the words of the first start: the questions, their choices, and the consequence in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.aim.faces import AimDraft
    from tpmprep.core.insight.faces import Consequence

WEEKS = (1, 2, 4, 6)
MINUTES = (10, 20, 30, 45, 60)
OTHER, NONE = "other", "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer offered: its value, its words, and what it means."""

    value: object
    text: str
    about: str


def say(text: str) -> str:
    """A word of ours in the user's language."""
    return QCoreApplication.translate("Welcome", text)


def what_choices() -> list[Choice]:
    """What may be ahead."""
    return [
        Choice("interview", say("An interview"), say("Rounds, stories and questions for a date you have.")),
        Choice("role", say("Becoming a TPM"), say("The whole craft, from the first concept to the offer.")),
        Choice("certificate", say("A certificate"), say("An exam, with the time it takes until then.")),
        Choice("look", say("Just looking around"), say("No plan yet; everything is open to you.")),
    ]


def date_title(what: str) -> str:
    """The question for the date."""
    return {
        "interview": say("When is the interview?"),
        "certificate": say("When is the exam?"),
    }.get(what, say("By when do you want to be ready?"))


def date_choices(today: date) -> list[Choice]:
    """In so many weeks, another day, or none yet."""
    weeks = [Choice(today + timedelta(weeks=n), _weeks(n), day(today + timedelta(weeks=n))) for n in WEEKS]
    return [
        *weeks,
        Choice(OTHER, say("On another day"), say("You choose it")),
        Choice(NONE, say("No date yet"), say("It can be set later")),
    ]


def minutes_choices(days: int | None) -> list[Choice]:
    """Minutes a day, and what they come to."""

    def about(minutes: int) -> str:
        if days is None:
            return say("{h} h a week").replace("{h}", _hours(minutes * 7 / 60))
        return say("{h} h until then").replace("{h}", _hours(max(days, 1) * minutes / 60))

    return [Choice(n, say("{n} minutes").replace("{n}", str(n)), about(n)) for n in MINUTES]


def role_choices() -> list[Choice]:
    """The two jobs, each in one sentence."""
    return [
        Choice(
            "product",
            say("Technical product manager"),
            say("Decides what a technical product does next, and why."),
        ),
        Choice(
            "program",
            say("Technical programme manager"),
            say("Brings many teams to ship one thing, on a day."),
        ),
        Choice("both", say("I do not know yet"), say("Both are prepared; you can choose later.")),
    ]


def consequence(draft: AimDraft, found: Consequence) -> str:
    """What the aim means, in one sentence, ``**bold**`` where it counts."""
    some = "concepts" in found.left_out
    many = say("{n} of the core concepts") if some else say("the {n} core concepts")
    parts = [
        _count(found.concepts, say("one core concept") if some else say("the one core concept"), many),
        _count(found.stories, say("one story"), say("{n} stories")),
    ]
    if found.mocks:
        parts.append(_count(found.mocks, say("one mock round"), say("{n} mock rounds")))
    fits = say("{names} and {last}").replace("{names}", ", ".join(parts[:-1])).replace("{last}", parts[-1])
    hours = say("{h} hours until then") if draft.due_on else say("{h} hours in the first weeks")
    said = say("**{hours}** are enough for {fits}{not}.")
    said = said.replace("{hours}", hours.replace("{h}", _hours(found.hours))).replace("{fits}", fits)
    return said.replace("{not}", _left_out(found.left_out))


def day(on: date) -> str:
    """A day in the user's own way, with its weekday."""
    return QLocale().toString(QDate(on.year, on.month, on.day), "ddd d MMM")


def _left_out(codes: tuple[str, ...]) -> str:
    names = {
        "exam": say("not for a certificate beside it"),
        "concepts": say("not for every core concept"),
    }
    known = [names[code] for code in codes if code in names]
    return "; " + "; ".join(known) if known else ""


def _weeks(number: int) -> str:
    return _count(number, say("In 1 week"), say("In {n} weeks"))


def _count(number: int, one: str, many: str) -> str:
    return (one if number == 1 else many).replace("{n}", str(number))


def _hours(hours: float) -> str:
    return f"{hours:.0f}" if hours >= 10 else f"{hours:.1f}".removesuffix(".0")
