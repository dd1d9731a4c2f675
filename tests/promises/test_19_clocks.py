"""Promise 19: whatever a zone does with its clocks, no study day is lost or doubled."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tpmprep.core.ground.clock import (
    StudyClock,
    StudyZone,
    SystemClock,
    day_start,
    on_the_wall,
    study_day,
    today,
)

ZONES = [
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "Pacific/Kwajalein",
    "Pacific/Kiritimati",
    "America/St_Johns",
    "America/New_York",
    "America/Caracas",
    "America/Sao_Paulo",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Gaza",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Istanbul",
    "UTC",
]
SKIPPED = {"Pacific/Apia": {date(2011, 12, 30)}, "Pacific/Kwajalein": {date(1993, 8, 21)}}
SPANS = [(datetime(2010, 1, 1, 12, tzinfo=UTC), 3), (datetime(2024, 1, 1, 12, tzinfo=UTC), 3)]


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize(("start", "years"), SPANS)
def test_days_follow_each_other_without_a_gap_or_a_way_back(
    zone_name: str, start: datetime, years: int
) -> None:
    zone = ZoneInfo(zone_name)
    seen: list[date] = []
    for number in range(years * 365 * 4):
        day = study_day(start + number * timedelta(hours=6), zone)
        assert not seen or day >= seen[-1]
        if not seen or day != seen[-1]:
            seen.append(day)
    calendar = {seen[0] + timedelta(days=n) for n in range((seen[-1] - seen[0]).days + 1)}
    assert calendar - set(seen) <= SKIPPED.get(zone_name, set())


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize("year", [1993, 2011, 2015, 2016, 2018, 2019, 2024, 2026])
def test_a_day_lasts_from_its_start_to_the_next_one(zone_name: str, year: int) -> None:
    zone = ZoneInfo(zone_name)
    starts = [day_start(date(year, 1, 1) + timedelta(days=n), zone) for n in range(366)]
    assert starts == sorted(starts)
    for number, (begin, end) in enumerate(itertools.pairwise(starts)):
        day = date(year, 1, 1) + timedelta(days=number)
        if begin == end:
            assert day in SKIPPED[zone_name]
            continue
        assert study_day(begin, zone) == study_day(end - timedelta(microseconds=1), zone) == day
        assert timedelta(hours=0) < end - begin <= timedelta(hours=48)


@given(
    instant=st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001  (Hypothesis wants it so)
    ahead=st.timedeltas(timedelta(0), timedelta(days=400)),
    zone_name=st.sampled_from(ZONES),
)
def test_later_is_never_an_earlier_day(instant: datetime, ahead: timedelta, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    then = instant.replace(tzinfo=UTC)
    day, later = study_day(then, zone), study_day(then + ahead, zone)
    assert later >= day
    assert day_start(day, zone) <= then < day_start(day + timedelta(days=1), zone)


@pytest.mark.parametrize("zone_name", ZONES)
def test_the_day_turns_at_four_in_the_morning_of_the_wall(zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    before = datetime(2026, 1, 15, 3, 59, 59, tzinfo=zone)
    assert study_day(before.astimezone(UTC), zone) == date(2026, 1, 14)
    assert study_day((before + timedelta(seconds=1)).astimezone(UTC), zone) == date(2026, 1, 15)


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize("hour", [0, 2, 6, 12])
def test_at_another_hour_days_follow_each_other_too(zone_name: str, hour: int) -> None:
    zone = StudyZone(hour, ZoneInfo(zone_name))
    for year in (1993, 2011, 2018, 2026):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
        starts = [day_start(day, zone) for day in days]
        assert starts == sorted(starts)
        for day, (begin, end) in zip(days, itertools.pairwise(starts), strict=False):
            if begin == end:
                assert day in SKIPPED[zone_name]
                continue
            assert study_day(begin, zone) == study_day(end - timedelta(microseconds=1), zone) == day
            assert timedelta(hours=0) < end - begin <= timedelta(hours=48)
            shown = on_the_wall(begin, zone)
            before = on_the_wall(begin - timedelta(hours=3), zone)
            assert (shown.date(), shown.hour) == (day, hour) or shown.utcoffset() != before.utcoffset()


@pytest.mark.parametrize("zone_name", ["Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize("hour", [0, 6])
def test_the_machine_s_own_zone_counts_from_another_hour_as_the_named_one(zone_name: str, hour: int) -> None:
    zone = ZoneInfo(zone_name)
    for start in (datetime(2026, 3, 7, tzinfo=zone), datetime(2026, 4, 4, tzinfo=zone)):
        for hours in range(0, 24 * 4, 5):
            at = start.astimezone(UTC).astimezone(zone) + timedelta(hours=hours)
            with time_machine.travel(at, tick=False):
                clock = StudyClock(SystemClock(), hour)
                assert today(clock) == study_day(at.astimezone(UTC), StudyZone(hour, zone))


@pytest.mark.parametrize("zone_name", ["Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize("hours", range(0, 24 * 4, 5))
def test_the_machine_s_own_zone_counts_as_the_named_one(zone_name: str, hours: int) -> None:
    zone = ZoneInfo(zone_name)
    for day in (
        datetime(2026, 3, 7, tzinfo=zone),
        datetime(2026, 4, 4, tzinfo=zone),
        datetime(2026, 10, 31, tzinfo=zone),
    ):
        at = day.astimezone(UTC).astimezone(zone) + timedelta(hours=hours)
        with time_machine.travel(at, tick=False):
            assert today(SystemClock()) == study_day(at.astimezone(UTC), zone)


def test_a_clock_that_jumps_back_gives_the_earlier_day_and_forward_the_later() -> None:
    noon = datetime(2026, 5, 10, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    days = []
    for jump in (0, -40, 40, 0):
        with time_machine.travel(noon + timedelta(days=jump), tick=False):
            days.append(today(SystemClock()))
    assert days == [date(2026, 5, 10), date(2026, 3, 31), date(2026, 6, 19), date(2026, 5, 10)]
