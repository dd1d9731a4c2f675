from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.conftest import FakeClock
from tpmprep.core.ground.clock import day_start, study_day
from tpmprep.core.recall import scheduler
from tpmprep.core.recall.faces import Rating, State
from tpmprep.core.recall.fuzz import MAX_DAYS, fuzz_range, spread
from tpmprep.core.recall.moment import Moment, moment
from tpmprep.core.recall.scheduler import Graded, Known

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(now: datetime, zone: str = "Europe/Berlin") -> Moment:
    return moment(FakeClock(now, zone))


def stored(after: Graded) -> Known:
    return Known(
        after.state,
        after.step,
        after.stability,
        after.difficulty,
        after.due_ms,
        after.last_ms,
        after.reps,
        after.lapses,
    )


def test_a_new_card_takes_the_steps_of_one_and_ten_minutes() -> None:
    shown = scheduler.intervals(7, Known(), at(NINE), 0.9)
    assert (shown.again, shown.hard, shown.good) == (
        timedelta(minutes=1),
        timedelta(minutes=5, seconds=30),
        timedelta(minutes=10),
    )
    assert shown.easy.days in range(*fuzz_range(8)) or shown.easy.days == fuzz_range(8)[1]


def test_good_twice_graduates_a_new_card_to_the_start_of_a_study_day() -> None:
    first = scheduler.grade(7, Known(), Rating.GOOD, at(NINE), 0.9)
    assert (first.state, first.step, first.due_ms) == (State.LEARNING, 1, at(NINE).now_ms + 600_000)
    later = NINE + timedelta(minutes=10)
    second = scheduler.grade(7, stored(first), Rating.GOOD, at(later), 0.9)
    assert second.state == State.REVIEW
    assert second.interval.days >= 1
    due = datetime.fromtimestamp(second.due_ms / 1000, UTC)
    zone = ZoneInfo("Europe/Berlin")
    assert due == day_start(study_day(later, zone) + second.interval, zone)


def test_again_on_a_review_counts_a_lapse_and_relearns_in_ten_minutes() -> None:
    review = Known(State.REVIEW, None, 10.0, 5.0, at(NINE).now_ms, at(NINE - timedelta(days=10)).now_ms, 4, 1)
    after = scheduler.grade(7, review, Rating.AGAIN, at(NINE), 0.9)
    assert (after.state, after.lapses, after.reps, after.interval) == (
        State.RELEARNING,
        2,
        5,
        timedelta(minutes=10),
    )


def test_an_evening_and_the_next_morning_are_one_study_day_apart() -> None:
    evening = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    morning = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    known = Known(State.REVIEW, None, 3.0, 5.0, 0, at(evening).now_ms, 3, 0)
    same_day = scheduler.grade(1, known, Rating.GOOD, at(evening + timedelta(hours=1)), 0.9)
    next_day = scheduler.grade(1, known, Rating.GOOD, at(morning), 0.9)
    a_day_later = scheduler.grade(1, known, Rating.GOOD, at(morning + timedelta(hours=16)), 0.9)
    assert next_day.stability == a_day_later.stability
    assert next_day.stability != same_day.stability


def test_before_four_in_the_morning_it_is_still_yesterday() -> None:
    evening = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    night = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
    assert at(night).days_since(at(evening).now_ms) == 0


def test_what_the_buttons_say_is_what_a_grade_does() -> None:
    known = Known(State.REVIEW, None, 21.0, 6.0, 0, at(NINE - timedelta(days=20)).now_ms, 5, 0)
    shown = scheduler.intervals(3, known, at(NINE), 0.9)
    done = [scheduler.grade(3, known, rating, at(NINE), 0.9).interval for rating in Rating]
    assert done == [shown.again, shown.hard, shown.good, shown.easy]


def test_a_higher_wished_retention_shortens_the_intervals() -> None:
    known = Known(State.REVIEW, None, 100.0, 5.0, 0, at(NINE - timedelta(days=90)).now_ms, 5, 0)
    lax = scheduler.intervals(3, known, at(NINE), 0.8)
    strict = scheduler.intervals(3, known, at(NINE), 0.95)
    assert strict.good < lax.good


@given(
    st.lists(st.integers(1, MAX_DAYS), min_size=3, max_size=3).map(sorted), st.integers(1), st.integers(0, 99)
)
def test_fuzz_stays_in_range_and_keeps_the_order(days: list[int], thing: int, reps: int) -> None:
    moved = spread(days, (thing, reps))
    for plain, day in zip(days, moved, strict=True):
        low, high = fuzz_range(plain)
        assert low <= day <= high
    for (short, long), (a, b) in zip(itertools.pairwise(days), itertools.pairwise(moved), strict=True):
        assert a < b or (short == long and a == b) or b == MAX_DAYS


def test_fuzz_is_the_same_each_time_and_differs_between_cards() -> None:
    assert spread([100], (5, 2)) == spread([100], (5, 2))
    assert len({spread([100], (card, 2))[0] for card in range(200)}) > 5


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(Rating), st.integers(-3 * 86_400, 200 * 86_400)), min_size=1, max_size=12
    ),
    st.integers(1, 10**6),
)
def test_no_history_or_clock_makes_a_negative_interval_or_unordered_buttons(
    answers: list[tuple[Rating, int]], thing: int
) -> None:
    known, now = Known(), NINE
    for rating, seconds in answers:
        now += timedelta(seconds=seconds)
        here = at(now, "Australia/Lord_Howe")
        shown = scheduler.intervals(thing, known, here, 0.9)
        assert timedelta(0) < shown.again < shown.hard <= shown.good <= shown.easy
        after = scheduler.grade(thing, known, rating, here, 0.9)
        assert after.due_ms > here.now_ms
        assert 1 <= after.difficulty <= 10
        assert after.stability > 0
        known = stored(after)


def test_an_item_answered_wrong_comes_back_tomorrow_and_not_in_a_minute(clock: FakeClock) -> None:
    at = moment(clock)
    for rating in Rating:
        graded = scheduler.grade(7, Known(), rating, at, 0.9, steps=False)
        assert graded.interval >= timedelta(days=1)
        assert graded.state == State.REVIEW
