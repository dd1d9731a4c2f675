"""Tests of the clock; every odd zone is walked through among the promises."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tpmprep.core.ground.clock import SystemClock, day_start, study_day, today

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_day_begins_at_four_on_the_wall() -> None:
    assert day_start(date(2026, 1, 15), BERLIN) == datetime(2026, 1, 15, 3, tzinfo=UTC)
    assert day_start(date(2026, 7, 15), BERLIN) == datetime(2026, 7, 15, 2, tzinfo=UTC)


def test_the_night_belongs_to_the_day_before() -> None:
    assert study_day(datetime(2026, 1, 15, 2, 59, tzinfo=UTC), BERLIN) == date(2026, 1, 14)
    assert study_day(datetime(2026, 1, 15, 3, 0, tzinfo=UTC), BERLIN) == date(2026, 1, 15)


def test_the_machine_s_clock_tells_utc_in_the_machine_s_zone() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.zone() is None
    assert abs((today(clock) - clock.now().date()).days) <= 1
