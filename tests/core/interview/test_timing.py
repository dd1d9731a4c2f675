"""Tests of the time to think before an answer."""

from __future__ import annotations

import pytest

from tpmprep.core.interview.timing import THINK_SECONDS, think_seconds


@pytest.mark.parametrize(
    ("round_", "minutes", "seconds"),
    [
        ("behavioural", 2, 30),
        ("behavioural", 3, 30),
        ("screening", 1, 15),
        ("technical", 5, 60),
        ("technical", 10, 120),
        ("technical", 35, 180),
        ("of a newer pack", 3, 30),
    ],
)
def test_longer_answers_are_thought_over_longer(round_: str, minutes: float, seconds: int) -> None:
    assert think_seconds(round_, minutes) == seconds


@pytest.mark.parametrize("round_", THINK_SECONDS)
def test_nobody_thinks_longer_than_the_answer_takes(round_: str) -> None:
    assert all(think_seconds(round_, minutes) <= 60 * minutes for minutes in (1, 2, 5, 8, 20, 45))
