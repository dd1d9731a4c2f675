"""The demo's person: a memory with a forgetting curve of its own, and a clock that is moved by hand."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(slots=True)
class MovedClock:
    """A clock that stands still until it is moved."""

    at: datetime
    place: ZoneInfo | None = None

    def now(self) -> datetime:
        """The present instant in UTC."""
        return self.at

    def zone(self) -> ZoneInfo | None:
        """The zone days are counted in."""
        return self.place

    def pass_by(self, seconds: float) -> None:
        """Lets time pass."""
        self.at += timedelta(seconds=seconds)


@dataclass(slots=True)
class _Trace:
    strength: float
    last: datetime


@dataclass(slots=True)
class Person:
    """Remembers by a power law (not the scheduler's own curve) and knows a little more each week.

    Args:
        seed: the same seed lives the same life.
    """

    seed: int = 7
    draw: random.Random = field(init=False)
    _traces: dict[int, _Trace] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)  # noqa: S311  (a made-up life, not a secret)

    def rating(self, card_id: int, now: datetime) -> Rating:
        """How a card goes: recalled with a chance that falls with time and grows with practice."""
        trace = self._traces.setdefault(card_id, _Trace(self.draw.uniform(0.6, 2.5), now))
        days = (now - trace.last).total_seconds() / 86_400
        chance = (1 + days / (6 * trace.strength)) ** -0.75
        trace.last = now
        if self.draw.random() > chance * 0.985:
            trace.strength = max(0.5, trace.strength * 0.4)
            return Rating.AGAIN
        trace.strength *= self.draw.uniform(1.3, 2.4) if days > 0.3 else 1.05
        mood = self.draw.random()
        return Rating.HARD if mood < 0.14 else Rating.EASY if mood > 0.93 else Rating.GOOD

    def answers_right(self, difficulty: int, week: int) -> bool:
        """Whether an item is answered right: harder ones less often, later weeks more often."""
        return self.draw.random() < min(0.93, 0.68 + week * 0.02 - (difficulty - 1) * 0.12)

    def seconds(self, low: float, high: float) -> float:
        """How long something took."""
        return self.draw.uniform(low, high)

    def studies(self, day: int) -> bool:
        """Whether a day is one of study: a week was missed, and now and then an evening."""
        return not 38 <= day <= 44 and self.draw.random() > 0.12


def evening(day_starts: datetime, minutes: float) -> datetime:
    """When an evening's study begins: a while after 18:00 of the study day."""
    return day_starts.astimezone(UTC) + timedelta(hours=14, minutes=minutes)
