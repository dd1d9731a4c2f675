from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpmprep.core.learning.forecast import finish_dates, personal_factor

TODAY = date(2026, 3, 2)
hours = st.floats(0.1, 3000, allow_nan=False)
paces = st.floats(0.5, 80, allow_nan=False)
weeks = st.lists(st.floats(0, 40, allow_nan=False), max_size=20)
finished = st.lists(st.tuples(st.floats(0, 200), st.floats(0, 600)), max_size=12)


def test_the_pace_is_the_plans_own_until_three_steps_are_finished() -> None:
    assert personal_factor([(2, 6), (1, 3)]) == 1.0
    assert personal_factor([(2, 4), (1, 2), (3, 6)]) == 2.0


@pytest.mark.parametrize(("spent", "factor"), [(0.1, 0.5), (100.0, 3.0), (2.0, 1.0)])
def test_the_pace_stays_within_a_half_and_three(spent: float, factor: float) -> None:
    assert personal_factor([(2, spent)] * 3) == factor


@given(finished)
def test_the_pace_is_always_within_bounds(done: list[tuple[float, float]]) -> None:
    assert 0.5 <= personal_factor(done) <= 3.0


def test_nothing_left_ends_today() -> None:
    assert finish_dates(0, 5, [], TODAY, 1) == (TODAY, TODAY)


def test_without_logged_weeks_the_plan_itself_is_the_forecast_with_a_third_on_top() -> None:
    assert finish_dates(30, 10, [], TODAY, 1) == (date(2026, 3, 23), date(2026, 3, 30))


def test_steady_weeks_give_a_narrow_forecast_and_idle_ones_push_it_back() -> None:
    steady = finish_dates(30, 10, [5.0] * 8, TODAY, 1)
    idle = finish_dates(30, 10, [5.0, 0.0] * 4, TODAY, 1)
    assert steady == (date(2026, 4, 13), date(2026, 4, 13))
    assert idle[0] is not None
    assert steady[0] is not None
    assert idle[0] > steady[0]


@settings(deadline=None, max_examples=30)
@given(hours, paces, weeks, st.integers(0, 2**31))
def test_the_late_day_is_never_before_the_likely_one_nor_either_before_today(
    left: float, pace: float, logged: list[float], seed: int
) -> None:
    likely, late = finish_dates(left, pace, logged, TODAY, seed)
    assert likely is not None
    assert late is not None
    assert TODAY <= likely <= late


@given(hours, hours, paces)
def test_more_hours_never_end_earlier(less: float, more: float, pace: float) -> None:
    few, many = sorted([less, more])
    assert (finish_dates(few, pace, [], TODAY, 1)[0] or TODAY) <= (
        finish_dates(many, pace, [], TODAY, 1)[0] or TODAY
    )


@settings(deadline=None, max_examples=30)
@given(hours, paces, weeks, st.integers(0, 2**31))
def test_the_same_facts_give_the_same_days(left: float, pace: float, logged: list[float], seed: int) -> None:
    assert finish_dates(left, pace, logged, TODAY, seed) == finish_dates(left, pace, logged, TODAY, seed)


def test_a_plan_of_thousands_of_hours_at_a_crawl_still_has_a_day() -> None:
    likely, late = finish_dates(10_000_000, 0.5, [], TODAY, 1)
    assert likely is not None
    assert late is not None
    assert likely.year < 2060
