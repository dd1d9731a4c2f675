"""Works out the next state of a memory for each rating; the only module that speaks fsrs.

FSRS-6 by py-fsrs, counted in study days as Anki counts them (py-fsrs alone counts whole 24-hour spans):
it is fed midnights whose distance is the number of study days gone by.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from tpmprep.core.recall.faces import Intervals, Rating, State
from tpmprep.core.recall.formulas import Formulas
from tpmprep.core.recall.fuzz import MAX_DAYS, spread

if TYPE_CHECKING:
    import fsrs
    from fsrs import Card, Scheduler

    from tpmprep.core.recall.moment import Moment

LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)
_REVIEW, _RELEARNING = int(State.REVIEW), int(State.RELEARNING)
_START = datetime(2000, 1, 1, tzinfo=UTC)


class Known(NamedTuple):
    """A memory as stored: ``stability`` days, ``difficulty`` 1–10, instants in milliseconds."""

    state: int = State.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_ms: int | None = None
    last_ms: int | None = None
    reps: int = 0
    lapses: int = 0


class Graded(NamedTuple):
    """A memory after a rating; ``interval`` is whole days or a learning step."""

    state: int
    step: int | None
    stability: float
    difficulty: float
    due_ms: int
    last_ms: int
    reps: int
    lapses: int
    interval: timedelta


class _Outcome(NamedTuple):
    state: int
    step: int | None
    stability: float
    difficulty: float
    interval: timedelta


class _Wish(NamedTuple):
    """The desired retention, and whether minutes count as intervals."""

    retention: float
    steps: bool


def grade(
    thing_id: int, known: Known, rating: Rating, at: Moment, retention: float, *, steps: bool = True
) -> Graded:
    """The memory after one answer.

    Args:
        thing_id: whose memory it is; with the number of reviews it seeds the fuzz.
        known: the memory before.
        rating: how the recall went.
        at: when; a clock that went backwards counts as no time gone by.
        retention: the desired chance of recall when due, 0–1.
        steps: whether what is new or was forgotten comes back within minutes (cards do; an item or a
            question, whose reasons were just read, comes back tomorrow at the earliest).
    """
    out = _outcomes_at(thing_id, known, at, retention, steps=steps)[rating - 1]
    days, seconds = out.interval.days, out.interval.seconds
    lapsed = known.state == State.REVIEW and rating == Rating.AGAIN
    return Graded(
        state=out.state,
        step=out.step,
        stability=out.stability,
        difficulty=out.difficulty,
        due_ms=at.start_ms(days) if days else at.now_ms + seconds * 1000,
        last_ms=at.now_ms,
        reps=known.reps + 1,
        lapses=known.lapses + lapsed,
        interval=out.interval,
    )


def intervals(thing_id: int, known: Known, at: Moment, retention: float) -> Intervals:
    """How long until the next showing for each rating; what ``grade`` will then do."""
    again, hard, good, easy = _outcomes_at(thing_id, known, at, retention)
    return Intervals(again.interval, hard.interval, good.interval, easy.interval)


def _outcomes_at(
    thing_id: int, known: Known, at: Moment, retention: float, *, steps: bool = True
) -> tuple[_Outcome, ...]:
    gone = None if known.last_ms is None or known.state == State.NEW else at.days_since(known.last_ms)
    seed = (thing_id, known.reps)
    state = (known.state, known.step, known.stability, known.difficulty)
    return _outcomes(seed, *state, gone, _Wish(retention, steps))


def fetch() -> None:
    """Imports the library, in a thread, so that the first card need not wait for it."""
    import fsrs  # noqa: F401


@lru_cache(maxsize=256)
def _outcomes(
    seed: tuple[int, int],
    state: int,
    step: int | None,
    stability: float | None,
    difficulty: float | None,
    gone: int | None,
    wish: _Wish,
) -> tuple[_Outcome, ...]:
    """The four outcomes; kept, because an answer needs again what the buttons already showed."""
    speak = _tongue(wish)
    if state == State.REVIEW and stability is not None and difficulty is not None:
        return _reviewed(speak, stability, difficulty, gone or 0, seed)
    card = speak.card(
        card_id=seed[0],
        state=speak.states[state],
        step=0 if state == 0 else step,
        stability=stability if state else None,
        difficulty=difficulty if state else None,
        due=_START,
        last_review=None if gone is None else _START,
    )
    now = _START + timedelta(days=gone or 0)
    review = speak.scheduler.review_card
    cards = [review(card, rating, now)[0] for rating in speak.ratings]
    return _spread([_outcome(after, after.due - now) for after in cards], seed)


def _reviewed(
    speak: _Tongue, stability: float, difficulty: float, gone: int, seed: tuple[int, int]
) -> tuple[_Outcome, ...]:
    """The outcomes of a memory in review, without the library: it takes most of the time of an answer."""
    strengths = speak.formulas.after(stability, difficulty, gone)
    relearns = bool(speak.scheduler.relearning_steps)
    waits = accumulate((days for _, _, days in strengths[relearns:]), max)
    out = [
        _Outcome(_REVIEW, None, strength[0], strength[1], _days(days))
        for strength, days in zip(strengths[relearns:], spread(list(waits), seed), strict=True)
    ]
    if relearns:
        again = strengths[0]
        out.insert(0, _Outcome(_RELEARNING, 0, again[0], again[1], RELEARNING_STEPS[0]))
    return tuple(out)


@lru_cache(maxsize=4096)
def _days(days: int) -> timedelta:
    return timedelta(days=days)


def _outcome(after: Card, interval: timedelta) -> _Outcome:
    if after.stability is None or after.difficulty is None:
        msg = "a graded memory has a stability and a difficulty"
        raise ValueError(msg)
    return _Outcome(int(after.state), after.step, after.stability, after.difficulty, interval)


def _spread(plain: list[_Outcome], seed: tuple[int, int]) -> tuple[_Outcome, ...]:
    """Fuzzes the day-long intervals; they are the last ones, because steps come before days."""
    short = [out for out in plain if not out.interval.days]
    long = plain[len(short) :]
    ordered = accumulate((min(MAX_DAYS, out.interval.days) for out in long), max)
    moved = spread(list(ordered), seed)
    return (
        *short,
        *(
            _Outcome(out.state, out.step, out.stability, out.difficulty, _days(days))
            for out, days in zip(long, moved, strict=True)
        ),
    )


class _Tongue(NamedTuple):
    """The words of fsrs this module speaks, fetched at the first grade."""

    scheduler: Scheduler
    card: type[Card]
    states: tuple[fsrs.State, ...]
    ratings: tuple[fsrs.Rating, ...]
    formulas: Formulas


@cache
def _tongue(wish: _Wish) -> _Tongue:
    import fsrs

    scheduler = fsrs.Scheduler(
        desired_retention=wish.retention,
        learning_steps=LEARNING_STEPS if wish.steps else (),
        relearning_steps=RELEARNING_STEPS if wish.steps else (),
        maximum_interval=MAX_DAYS,
        enable_fuzzing=False,
    )
    learning, review, relearning = fsrs.State
    states = (learning, learning, review, relearning)
    own = Formulas(scheduler.parameters, wish.retention, MAX_DAYS)
    return _Tongue(scheduler, fsrs.Card, states, tuple(fsrs.Rating), own)
