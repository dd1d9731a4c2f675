from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from tpmprep.core.db.instants import to_ms
from tpmprep.core.ground.clock import day_start, study_day
from tpmprep.core.recall.moment import moment

ZONES = ("Pacific/Apia", "Pacific/Kwajalein", "Pacific/Kiritimati", "Australia/Lord_Howe", "Etc/GMT+12")
APIA_SKIPS = datetime(2011, 12, 30, 14, tzinfo=UTC)


@dataclass
class Stopped:
    instant: datetime
    name: str

    def now(self) -> datetime:
        return self.instant

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.name)


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(-100 * 86_400, 400 * 86_400),
    st.sampled_from(ZONES),
)
@example(APIA_SKIPS, 0, "Pacific/Apia")
@example(APIA_SKIPS + timedelta(days=2), 2 * 86_400, "Pacific/Apia")
def test_a_moment_counts_the_study_days_of_the_clock(now: datetime, ago_s: int, name: str) -> None:
    at, then, zone = moment(Stopped(now, name)), now - timedelta(seconds=ago_s), ZoneInfo(name)
    today = study_day(now, zone)
    assert at.day == today
    assert at.days_since(to_ms(then)) == max(0, (today - study_day(then, zone)).days)
    assert at.start_ms(1) == to_ms(day_start(today + timedelta(days=1), zone))
