"""Words of the page Paths: statuses, hours, days and the forecast, as a person says them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpmprep.core.learning.faces import MilestoneFace, OwnValue, PathFace, StepRow

STALE_DAYS = 365
# status: icon, colour token, role of its words, words
STATUS_LOOK = {
    "next": ("circle", "text", "mid", "Next"),
    "doing": ("loader-circle", "accent", "accent", "Doing"),
    "waiting": ("hourglass", "muted", "mutedstrong", "Waiting"),
    "done": ("circle-check", "good", "good", "Done"),
    "not_for_me": ("ban", "muted", "mutedstrong", "Not for me"),
}


def say(text: str, /, **values: object) -> str:
    """A sentence of this page with its ``{named}`` values filled in."""
    return QCoreApplication.translate("Paths", text).format(**values)


def counted(number: int, one: str, many: str, **values: object) -> str:
    """The sentence for one, or the one for none and many with ``{n}``."""
    return say(one if number == 1 else many, n=number, **values)


def status_words(status: str) -> str:
    """A status in words."""
    return say(STATUS_LOOK[status][3])


def hours(amount: float) -> str:
    """Hours, at most one decimal: ``12 h``, ``7.5 h``."""
    return say("{hours} h", hours=f"{round(amount, 1):g}")


def spent(minutes: int) -> str:
    """Time spent: minutes below an hour, hours above."""
    return say("{minutes} min", minutes=minutes) if minutes < 60 else hours(minutes / 60)


def day(on: date, today: date) -> str:
    """A day, short, with its year only where that is another one: ``29 Nov``."""
    return _written(on, "d MMM" if on.year == today.year else "d MMM yyyy")


def long_day(on: date, today: date) -> str:
    """A day in full: ``12 March``, with its year only where that is another one."""
    return _written(on, "d MMMM" if on.year == today.year else "d MMMM yyyy")


def step_hours(row: StepRow) -> str:
    """What is planned for a step and what it took: ``12 h, 8 h so far``."""
    if not row.minutes_spent:
        return hours(row.hours) if row.hours else ""
    words = "{took} so far" if row.status != "done" else "took {took}"
    part = say(words, took=spent(row.minutes_spent))
    return f"{hours(row.hours)}, {part}" if row.hours else part


def step_day(row: StepRow, today: date) -> str:
    """When a step was done, or is due."""
    if row.status == "done" and row.done_on is not None:
        return day(row.done_on, today)
    if row.due_on is None or row.status in {"done", "not_for_me"}:
        return ""
    return say("due {day}", day=day(row.due_on, today))


def stage_about(stage: MilestoneFace, today: date) -> str:
    """How a milestone stands: ``done on 18 October`` or ``2 of 5 steps``."""
    if stage.done_on is not None:
        return say("done on {day}", day=long_day(stage.done_on, today))
    counted = [row for row in stage.steps if row.status != "not_for_me"]
    done = sum(row.status == "done" for row in counted)
    return say("{done} of {all} steps", done=done, all=len(counted))


def stage_hours(stage: MilestoneFace) -> str:
    """Hours planned and spent for a milestone."""
    planned = say("{hours} planned", hours=hours(stage.hours)) if stage.hours else ""
    if not stage.minutes_spent:
        return planned
    took = say("{took} spent", took=spent(stage.minutes_spent))
    return f"{planned}, {took}" if planned else took


def forecast(face: PathFace, today: date) -> str:
    """When a path ends at its hours a week, with the likely end in bold."""
    if face.hours and face.hours_done >= face.hours:
        return say("All of it is done. **{hours}** of learning, yours to show.", hours=hours(face.hours_done))
    if not any(stage.steps for stage in face.milestones):
        return say("Still empty. Press **A** to add the first step.")
    told = face.forecast
    if not face.hours or told.likely_on is None or told.late_on is None:
        return say("At {hours} h a week; the end shows once there are hours to plan.", hours=_week(face))
    return say(
        "At {hours} h a week: **{likely}**, likely by {late} (85 %)",
        hours=_week(face),
        likely=long_day(told.likely_on, today),
        late=long_day(told.late_on, today),
    )


def told(values: Sequence[OwnValue], today: date) -> str:
    """What lists say of what a person filled in: ``8 of 12 lessons · Exam 12 Mar``."""
    given = {value.field.name: value.text for value in values}
    bounds = {value.field.within for value in values if value.field.within}
    parts = [_told(value, given, today) for value in values if value.field.name not in bounds]
    return " · ".join(part for part in parts if part)


def short_link(address: str) -> str:
    """An address without its scheme, its middle left out where it is long."""
    plain = address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return plain if len(plain) <= 52 else f"{plain[:34]}…{plain[-16:]}"


def is_stale(as_of: date, today: date) -> bool:
    """Whether a fact that changes was last looked at more than twelve months ago."""
    return (today - as_of).days > STALE_DAYS


def _told(value: OwnValue, given: Mapping[str, str], today: date) -> str:
    field, text = value.field, value.text
    if field.shape == "day":
        return f"{say(field.coming or field.label)} {day(date.fromisoformat(text), today)}"
    if field.shape == "link":
        return short_link(text)
    if field.shape != "number":
        return text
    unit = say(field.label).partition(" ")[0].lower()
    if given.get(field.within):
        return say("{done} of {all} {unit}", done=text, all=given[field.within], unit=unit)
    return f"{text} {unit}"


def _week(face: PathFace) -> str:
    return f"{face.weekly_hours:g}"


def _written(on: date, pattern: str) -> str:
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return str(english.toString(QDate(on.year, on.month, on.day), pattern))
