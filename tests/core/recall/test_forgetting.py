from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Scheduler, State

from tpmprep.core.recall.forgetting import retrievability


def test_nine_tenths_are_left_after_the_stability_has_passed() -> None:
    assert retrievability(12.0, 12.0) == pytest.approx(0.9)


def test_time_that_ran_backwards_forgets_nothing() -> None:
    assert retrievability(12.0, -3) == 1.0


@pytest.mark.parametrize("days", [0, 1, 30, 4_000])
def test_the_curve_is_the_schedulers_own(days: int) -> None:
    last = datetime(2026, 1, 1, tzinfo=UTC)
    card = Card(card_id=1, state=State.Review, stability=17.5, difficulty=5.0, due=last, last_review=last)
    theirs = Scheduler().get_card_retrievability(card, last + timedelta(days=days))
    assert retrievability(17.5, days) == pytest.approx(theirs, rel=1e-12)
