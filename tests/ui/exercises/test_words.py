from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.db.stage import StillClock
from tpmprep.ui.exercises import words
from tpmprep.ui.exercises.stopwatch import Stopwatch


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=30), "30 d"),
        (timedelta(days=92), "3 mo"),
        (timedelta(days=548), "1.5 y"),
        (timedelta(days=731), "2 y"),
    ],
)
def test_an_interval_is_short_enough_for_a_button(span: timedelta, said: str) -> None:
    assert words.interval(span) == said


def test_a_coming_instant_is_told_in_study_days() -> None:
    clock = StillClock()
    now = clock.now()
    said = [words.when(now + timedelta(days=days), clock) for days in (0, 1, 8, 30, 92)]
    assert said == ["later today", "tomorrow", "in 8 days", "in 30 days", "in 3 months"]


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [words.listed(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_stopwatch_stands_still_while_paused() -> None:
    at = [0.0]
    watch = Stopwatch(lambda: at[0])
    watch.restart()
    at[0] = 2.0
    watch.pause()
    at[0] = 60.0
    watch.go_on()
    at[0] = 61.5
    assert watch.ms() == 3_500
