"""Ratings, states and intervals as other rooms and the window see them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class Rating(IntEnum):
    """How a recall went."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    """Where a memory stands; NEW was never reviewed."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Intervals:
    """How long until the next showing, for each rating."""

    again: timedelta
    hard: timedelta
    good: timedelta
    easy: timedelta


@dataclass(frozen=True, slots=True)
class MemoryFace:
    """A memory: ``stability`` days, ``difficulty`` 1–10, ``retrievability`` 0–1 now; None while new."""

    state: State
    due_at: datetime | None
    stability: float | None
    difficulty: float | None
    retrievability: float | None
    reps: int
    lapses: int
    suspended: bool
    buried: bool


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of a card's history."""

    at: datetime
    rating: Rating
    kind: str
    duration_ms: int
    interval: timedelta | None
    undone: bool
