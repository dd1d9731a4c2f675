from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpmprep.core.recall.formulas import Formulas

START = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST = 36_500
STABILITY = st.floats(0.001, 40_000.0)
DIFFICULTY = st.floats(1.0, 10.0)
PARAMETERS = st.tuples(
    *(
        st.floats(low, high)
        for low, high in zip(
            fsrs.scheduler.LOWER_BOUNDS_PARAMETERS, fsrs.scheduler.UPPER_BOUNDS_PARAMETERS, strict=True
        )
    )
)


def by_the_library(
    scheduler: fsrs.Scheduler, stability: float, difficulty: float, gone: int
) -> list[tuple[float, float, int]]:
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=stability,
        difficulty=difficulty,
        due=START,
        last_review=START,
    )
    now = START + timedelta(days=gone)
    after = [scheduler.review_card(card, rating, now)[0] for rating in fsrs.Rating]
    return [(one.stability or 0.0, one.difficulty or 0.0, (one.due - now).days) for one in after]


def both(
    parameters: tuple[float, ...], retention: float, state: tuple[float, float, int]
) -> tuple[list[tuple[float, float, int]], list[tuple[float, float, int]]]:
    scheduler = fsrs.Scheduler(
        parameters=parameters,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
    own = [tuple(strength) for strength in Formulas(scheduler.parameters, retention, LONGEST).after(*state)]
    return own, by_the_library(scheduler, *state)  # type: ignore[return-value]


@settings(max_examples=600, deadline=None)
@given(STABILITY, DIFFICULTY, st.integers(0, 20_000), st.floats(0.70, 0.97))
def test_the_four_buttons_equal_the_library_to_the_last_bit(
    stability: float, difficulty: float, gone: int, retention: float
) -> None:
    own, library = both(fsrs.scheduler.DEFAULT_PARAMETERS, retention, (stability, difficulty, gone))
    assert own == library


@settings(max_examples=200, deadline=None)
@given(PARAMETERS, STABILITY, DIFFICULTY, st.integers(0, 20_000))
def test_they_equal_it_under_any_weights_it_accepts(
    parameters: tuple[float, ...], stability: float, difficulty: float, gone: int
) -> None:
    own, library = both(parameters, 0.9, (stability, difficulty, gone))
    assert own == library


@pytest.mark.parametrize("gone", [0, 1, 7, 400])
@pytest.mark.parametrize(("stability", "difficulty"), [(0.001, 10.0), (3.2, 5.0), (36_500.0, 1.0)])
def test_they_equal_it_at_the_edges(stability: float, difficulty: float, gone: int) -> None:
    own, library = both(fsrs.scheduler.DEFAULT_PARAMETERS, 0.9, (stability, difficulty, gone))
    assert own == library
