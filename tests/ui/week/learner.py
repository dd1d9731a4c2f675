"""A made-up learner: what is forgotten, how sure, how long it takes; the same seed lives the same days."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tpmprep.core.quiz.faces import Confidence

if TYPE_CHECKING:
    from datetime import datetime

    from tpmprep.core.interview.faces import QuestionFace
    from tpmprep.core.quiz.faces import ItemFace

WORDS = (
    "I",
    "chose",
    "less",
    "scope,",
    "told",
    "the",
    "team",
    "why,",
    "and",
    "shipped",
    "2",
    "weeks",
    "sooner",
)


@dataclass(frozen=True)
class Choice:
    """What is given to an item: the options' places on the screen, or a number to type."""

    places: tuple[int, ...]
    number: str
    confidence: Confidence
    seconds: int


@dataclass(frozen=True)
class Said:
    """A take: typed where there are words, ``parts`` ticked by number from 1."""

    words: str
    parts: tuple[int, ...]
    score: int
    improve: str
    seconds: int


@dataclass
class _Trace:
    strength: float
    last: datetime


@dataclass
class Learner:
    """Forgets by a power law, which is not the scheduler's own curve."""

    seed: int
    draw: random.Random = field(init=False)
    _traces: dict[int, _Trace] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)  # noqa: S311  (a made-up life, no secret)

    def rating(self, card: int, now: datetime) -> int:
        """How a card went, 1–4."""
        trace = self._traces.setdefault(card, _Trace(self.draw.uniform(0.5, 2.5), now))
        days = (now - trace.last).total_seconds() / 86_400
        trace.last = now
        if self.draw.random() > 0.93 * (1 + days / (4 * trace.strength)) ** -0.8:
            trace.strength = max(0.4, trace.strength * 0.5)
            return 1
        trace.strength *= 1.8 if days > 0.3 else 1.1
        return self.draw.choices((2, 3, 4), (15, 75, 10))[0]

    def seconds(self, low: int, high: int) -> int:
        """How long something takes."""
        return self.draw.randint(low, high)

    def choice(self, face: ItemFace) -> Choice:
        """What is answered to an item: two of three times what is right."""
        right = self.draw.random() < 0.67
        confidence = self.draw.choice(list(Confidence))
        seconds = self.seconds(8, 70)
        if face.number is not None:
            wrong = face.number.slips[0].value if face.number.slips else "987654321"
            return Choice((), face.number.value if right else wrong, confidence, seconds)
        places = [at for at, option in enumerate(face.options) if option.right]
        others = [at for at, option in enumerate(face.options) if not option.right]
        if not right:
            places = [*places[1:], self.draw.choice(others)]
        return Choice(tuple(places), "", confidence, seconds)

    def take(self, face: QuestionFace) -> Said:
        """What is said, or typed, to a question."""
        typed = self.draw.random() < 0.5
        words = " ".join(self.draw.sample(WORDS, 7)) if typed else ""
        parts = tuple(n for n in range(1, min(len(face.parts), 5) + 1) if self.draw.random() < 0.6)
        improve = "The number sooner" if self.draw.random() < 0.5 else ""
        return Said(words, parts, self.draw.randint(1, 5), improve, self.seconds(50, 200))

    def step(self) -> str:
        """What is done with a step: ``done``, ``log`` or ``later``."""
        return self.draw.choices(("done", "log", "later"), (4, 4, 2))[0]
