"""The instant of a gesture with its study day, worked out once and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from tpmprep.core.db.types import from_ms, to_ms
from tpmprep.core.ground.clock import day_start, study_day

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from tpmprep.core.ground.clock import Clock

QUARTER_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: as an instant, in milliseconds, and as the study day it belongs to."""

    now: datetime
    now_ms: int
    day: date
    zone: ZoneInfo | None

    def days_since(self, then_ms: int) -> int:
        """Study days from an earlier instant to this one; never negative, whatever the clock did."""
        return max(0, (self.day - _day_of(then_ms // QUARTER_MS, self.zone)).days)

    def start_ms(self, days_ahead: int) -> int:
        """The instant, in milliseconds, at which the study day so many days ahead begins."""
        return _start_ms(self.day.toordinal() + days_ahead, self.zone)


def moment(clock: Clock) -> Moment:
    """The present moment of a clock."""
    now, zone = clock.now(), clock.zone()
    now_ms = to_ms(now)
    return Moment(now, now_ms, _day_of(now_ms // QUARTER_MS, zone), zone)


@lru_cache(maxsize=4096)
def _start_ms(ordinal: int, zone: ZoneInfo | None) -> int:
    return to_ms(day_start(date.fromordinal(ordinal), zone))


@lru_cache(maxsize=4096)
def _day_of(quarter: int, zone: ZoneInfo | None) -> date:
    """The study day of a quarter of an hour since 1970; no zone in use begins a day within one."""
    return study_day(from_ms(quarter * QUARTER_MS), zone)
