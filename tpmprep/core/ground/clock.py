"""The clock, and the study day that begins at 04:00 local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ROLL_OVER = time(4, 0)


class Clock(Protocol):
    """Tells the time; tests bring their own."""

    def now(self) -> datetime:
        """The present instant in UTC."""

    def zone(self) -> ZoneInfo | None:
        """The zone days are counted in; None means the machine's own."""


@dataclass(frozen=True)
class SystemClock:
    """The machine's clock in the machine's zone."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)

    def zone(self) -> ZoneInfo | None:
        """None: the machine's zone."""
        return None


def day_start(day: date, zone: ZoneInfo | None = None) -> datetime:
    """The UTC instant at which a study day begins: 04:00 wall time, or the first instant after a gap."""
    wall = datetime.combine(day, ROLL_OVER)
    local = wall.astimezone() if zone is None else wall.replace(tzinfo=zone)
    return local.astimezone(UTC)


def study_day(instant: datetime, zone: ZoneInfo | None = None) -> date:
    """The study day of an instant: the latest day that has begun.

    Monotone by construction, so no time zone or daylight-saving change loses or doubles a day.
    """
    guess = (instant + timedelta(days=2)).astimezone(zone).date()
    while day_start(guess, zone) > instant:
        guess -= timedelta(days=1)
    return guess


def today(clock: Clock) -> date:
    """The present study day."""
    return study_day(clock.now(), clock.zone())
