"""The instant of a gesture with its study day, worked out once and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from tpmprep.core.db.instants import to_ms
from tpmprep.core.ground.clock import day_start

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from tpmprep.core.ground.clock import Clock

_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: as an instant, in milliseconds, and as the study day it belongs to."""

    now: datetime
    now_ms: int
    day: date
    zone: tzinfo | None

    def days_since(self, then_ms: int) -> int:
        """Study days from an earlier instant to this one; never negative, whatever the clock did."""
        return max(0, self.day.toordinal() - _ordinal_of(then_ms, self.zone))

    def start_ms(self, days_ahead: int) -> int:
        """The instant, in milliseconds, at which the study day so many days ahead begins."""
        return _start_ms(self.day.toordinal() + days_ahead, self.zone)


def moment(clock: Clock) -> Moment:
    """The present moment of a clock."""
    now, zone = clock.now(), clock.zone()
    now_ms = to_ms(now)
    return Moment(now, now_ms, date.fromordinal(_ordinal_of(now_ms, zone)), zone)


@lru_cache(maxsize=4096)
def _start_ms(ordinal: int, zone: tzinfo | None) -> int:
    return to_ms(day_start(date.fromordinal(ordinal), zone))


def _ordinal_of(then_ms: int, zone: tzinfo | None) -> int:
    """The study day of an instant, as ``study_day`` says it, from the starts of days already known."""
    guess = _EPOCH + then_ms // _DAY_MS + 2
    while _start_ms(guess, zone) > then_ms:
        guess -= 1
    return guess
