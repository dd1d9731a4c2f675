"""The clock, and the study day that begins at 04:00 local time, or at the hour a person chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

ROLL_OVER = time(4, 0)


class Clock(Protocol):
    """Tells the time; tests bring their own."""

    def now(self) -> datetime:
        """The present instant in UTC."""

    def zone(self) -> tzinfo | None:
        """The zone days are counted in, None for the machine's own; ``on_the_wall`` tells the time of day."""


@dataclass(frozen=True)
class SystemClock:
    """The machine's clock in the machine's zone."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)

    def zone(self) -> tzinfo | None:
        """None: the machine's zone."""
        return None


@dataclass(frozen=True)
class StudyZone(tzinfo):
    """The zone in which it is 04:00 when the wall shows another full hour, so that days begin then.

    Args:
        begins: the hour of the wall, 0–12.
        wall: the zone of the wall; None means the machine's own.
    """

    begins: int
    wall: tzinfo | None = None

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """How far it is from UTC at a time of its own."""
        if at is None:
            return None
        shown = (at.replace(tzinfo=None) + self._behind).replace(fold=at.fold)
        offset = (shown.astimezone() if self.wall is None else shown.replace(tzinfo=self.wall)).utcoffset()
        return None if offset is None else offset - self._behind

    def fromutc(self, at: datetime) -> datetime:
        """The time of its own at a time of UTC."""
        shown = at.replace(tzinfo=UTC).astimezone(self.wall)
        return (shown.replace(tzinfo=None) - self._behind).replace(tzinfo=self, fold=shown.fold)

    def dst(self, at: datetime | None) -> timedelta | None:
        """None: nobody asks it."""
        return None

    def tzname(self, at: datetime | None) -> str:
        """The hour at which its days begin."""
        return f"days from {self.begins:02}:00"

    @property
    def _behind(self) -> timedelta:
        return timedelta(hours=self.begins - ROLL_OVER.hour)


@dataclass(frozen=True)
class StudyClock:
    """Another clock whose days begin at an hour a person chose."""

    clock: Clock
    begins: int

    def now(self) -> datetime:
        """The present instant in UTC."""
        return self.clock.now()

    def zone(self) -> tzinfo | None:
        """The zone days are counted in."""
        return study_zone(self.begins, self.clock.zone())


def days_from(clock: Clock, begins: int) -> Clock:
    """The clock whose days begin at a full hour, 0–12; the clock itself for the usual one."""
    return clock if begins == ROLL_OVER.hour else StudyClock(clock, begins)


def study_zone(begins: int, wall: tzinfo | None) -> tzinfo | None:
    """The zone to count days in that begin at a full hour of the wall, 0–12."""
    return wall if begins == ROLL_OVER.hour else StudyZone(begins, wall)


def on_the_wall(instant: datetime, zone: tzinfo | None) -> datetime:
    """An instant as the wall shows it, whatever hour days begin at."""
    return instant.astimezone(zone.wall if isinstance(zone, StudyZone) else zone)


def day_start(day: date, zone: tzinfo | None = None) -> datetime:
    """The UTC instant at which a study day begins: 04:00 wall time, or the first instant after a gap."""
    wall = datetime.combine(day, ROLL_OVER)
    local = wall.astimezone() if zone is None else wall.replace(tzinfo=zone)
    return local.astimezone(UTC)


def study_day(instant: datetime, zone: tzinfo | None = None) -> date:
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
