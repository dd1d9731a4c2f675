"""Words of certificates: what preparing takes, mock exams, expiry, and what is covered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tpmprep.ui.pages.paths.words import counted, day, hours, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.insight.faces import ExamPartRow
    from tpmprep.core.learning.faces import CertificateFace

VOUCHER_DAYS = 30


def dates(face: CertificateFace, today: date) -> str:
    """When it was passed and until when it counts, or when the exam and the voucher are."""
    if face.passed_on is not None:
        passed = say("passed on {day}", day=day(face.passed_on, today))
        if face.ends_on is None:
            return passed
        words = "{passed}, ran out on {day}" if face.warns == "past" else "{passed}, valid until {day}"
        return say(words, passed=passed, day=day(face.ends_on, today))
    parts = []
    if face.exam_on is not None:
        parts.append(say("exam on {day}", day=day(face.exam_on, today)))
    if face.voucher_until is not None:
        parts.append(say("voucher until {day}", day=day(face.voucher_until, today)))
    if face.step.row.due_on is not None:
        parts.append(say("due {day}", day=day(face.step.row.due_on, today)))
    return " · ".join(parts)


def warning(face: CertificateFace, today: date) -> str:
    """What must not be overlooked, empty where all is well."""
    if face.warns == "past":
        return say("It has run out. Look up whether it can still be renewed.")
    if face.warns and face.ends_on is not None:
        left = (face.ends_on - today).days
        return _in_days(left, "It runs out {when}: renew it in time.")
    if face.passed_on is not None or face.step.row.status == "not_for_me":
        return ""
    if face.exam_on is not None and face.exam_on < today:
        return say("The exam day is over. Write down the result, or book another day.")
    return _voucher(face, today)


def plan(face: CertificateFace, today: date) -> str:
    """What preparing takes until the exam."""
    if face.passed_on is not None or not face.hours_left:
        return ""
    if face.weekly is None or face.exam_on is None:
        return say(
            "{hours} to prepare. Book a day, and the hours a week show here.", hours=hours(face.hours_left)
        )
    return say(
        "{hours} left until {day}: {weekly} a week",
        hours=hours(face.hours_left),
        day=day(face.exam_on, today),
        weekly=hours(face.weekly),
    )


def mocks(face: CertificateFace) -> str:
    """Mock exams, oldest first."""
    if not face.mocks:
        return ""
    return say("Mock exams: {scores}", scores=", ".join(f"{score:g} %" for _, score in face.mocks))


def covered(parts: Sequence[ExamPartRow]) -> str:
    """How much of the exam's concepts and items is covered, in one line."""
    concepts, items = sum(part.concepts for part in parts), sum(part.items for part in parts)
    if not concepts:
        return ""
    met, right = sum(part.met for part in parts), sum(part.right for part in parts)
    words = "{met} of {concepts} concepts met, {right} of {items} questions answered right"
    return say(words, met=met, concepts=concepts, right=right, items=items)


def _voucher(face: CertificateFace, today: date) -> str:
    until = face.voucher_until
    if until is None:
        return ""
    if until < today:
        return say("The voucher has run out.")
    if face.exam_on is not None and face.exam_on > until:
        return say("The exam is after the last day of the voucher.")
    if face.exam_on is None and until - today <= timedelta(days=VOUCHER_DAYS):
        return _in_days((until - today).days, "The voucher ends {when}: book the exam.")
    return ""


def _in_days(left: int, told: str) -> str:
    """A sentence with ``{when}`` said in days."""
    when = say("today") if not left else counted(left, "tomorrow", "in {n} days")
    return say(told, when=when)
