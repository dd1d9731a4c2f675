"""Counts, states and days are said in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tpmprep.core.cards.faces import DeckRow
from tpmprep.core.recall.faces import Rating, ReviewRow
from tpmprep.ui.pages.cards import words

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(minutes=-5), "now"),
        (timedelta(hours=3), "today"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=5), "in 5 days"),
        (timedelta(days=30), "1 Apr"),
        (timedelta(days=400), "6 Apr 2027"),
    ],
)
def test_a_due_moment_is_said_from_today(after: timedelta, said: str) -> None:
    assert words.due_words(NOW + after, NOW, None) == said


def test_a_new_card_is_due_at_no_time() -> None:
    assert words.due_words(None, NOW, None) == ""


@pytest.mark.parametrize(
    ("new", "learning", "due", "said"),
    [
        (0, 0, 0, "nothing waits here today"),
        (10, 2, 14, "2 learning, 14 due, 10 new"),
        (1, 0, 0, "1 new"),
    ],
)
def test_what_waits_in_a_deck_leaves_zeros_out(new: int, learning: int, due: int, said: str) -> None:
    assert (
        words.waiting(
            DeckRow(1, None, 0, "RICE", shipped=False, new=new, learning=learning, due=due, cards=9)
        )
        == said
    )


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=6), "6 d"),
        (timedelta(days=90), "3 mo"),
        (timedelta(days=548), "1.5 y"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, said: str) -> None:
    assert words.span_words(span) == said


def test_a_review_is_one_line_and_says_when_it_was_taken_back() -> None:
    review = ReviewRow(NOW, Rating.GOOD, "review", 14_200, timedelta(days=6), undone=True)
    assert words.review_words(review, None).endswith("12:00 · Good · 14 s · again in 6 d (taken back)")
