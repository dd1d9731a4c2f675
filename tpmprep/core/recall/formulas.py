"""The FSRS-6 formulas for a memory in review, as py-fsrs has them, for the four buttons of the hot path.

Sources: open-spaced-repetition/awesome-fsrs, "The Algorithm"; py-fsrs 6.3, ``Scheduler.review_card``. A test
holds every result equal to the library's; whatever is not in review goes through the library itself.
"""

from __future__ import annotations

import math
from typing import NamedTuple

LEAST_STABILITY = 0.001
LEAST_DIFFICULTY, MOST_DIFFICULTY = 1.0, 10.0


class Strength(NamedTuple):
    """What a rating leads to: ``stability`` in days, ``difficulty`` 1–10, and the whole days to wait."""

    stability: float
    difficulty: float
    days: int


class Formulas:
    """The formulas under one set of parameters.

    Args:
        parameters: the 21 weights w0–w20 of FSRS-6.
        retention: the desired chance of recall when due, 0–1.
        longest: the most days to wait.
    """

    def __init__(self, parameters: tuple[float, ...], retention: float, longest: int) -> None:
        w = parameters
        self._decay: float = -w[20]
        self._factor: float = 0.9 ** (1 / self._decay) - 1
        self._stretch: float = retention ** (1 / self._decay) - 1
        self._longest = longest
        self._growth, self._growth_power, self._growth_recall = math.e ** w[8], -w[9], w[10]
        self._bonuses = (w[15], 1.0, w[16])  # hard, good, easy
        self._forget = (w[11], -w[12], w[13], w[14])
        self._forget_short = math.e ** (w[17] * w[18])
        self._same_day = tuple(math.e ** (w[17] * (rating - 3 + w[18])) for rating in (1, 2, 3, 4))
        self._same_day_power = -w[19]
        self._steps = tuple(-(w[6] * (rating - 3)) for rating in (1, 2, 3, 4))
        self._easiest: float = w[7] * (w[4] - math.e ** (w[5] * 3) + 1)
        self._kept = 1 - w[7]

    def after(self, stability: float, difficulty: float, gone: int) -> tuple[Strength, ...]:
        """What each of the four ratings leads to, ``gone`` study days after the last review."""
        grown = self._same_day_growth(stability) if gone < 1 else self._recalls(stability, difficulty, gone)
        return tuple(
            Strength(strong, self._difficulty(difficulty, step), self._days(strong))
            for strong, step in zip(grown, self._steps, strict=True)
        )

    def _same_day_growth(self, stability: float) -> list[float]:
        """Stability after each rating when the last review was on the same day."""
        damped = stability**self._same_day_power
        growth = [rated * damped for rated in self._same_day]
        return [
            max(stability * (more if rating == 0 else max(more, 1.0)), LEAST_STABILITY)
            for rating, more in enumerate(growth)
        ]

    def _recalls(self, stability: float, difficulty: float, gone: int) -> list[float]:
        """Stability after each rating on a later day."""
        recall = (1 + self._factor * gone / stability) ** self._decay
        lost = 1 - recall
        scale, hard, strong, late = self._forget
        forgot = min(
            scale * (difficulty**hard) * (((stability + 1) ** strong) - 1) * (math.e ** (lost * late)),
            stability / self._forget_short,
        )
        gain = (
            self._growth
            * (11 - difficulty)
            * (stability**self._growth_power)
            * ((math.e ** (lost * self._growth_recall)) - 1)
        )
        recalled = (stability * (1 + gain * bonus) for bonus in self._bonuses)
        return [max(strong, LEAST_STABILITY) for strong in (forgot, *recalled)]

    def _difficulty(self, difficulty: float, step: float) -> float:
        moved = difficulty + (10.0 - difficulty) * step / 9.0
        return min(max(self._easiest + self._kept * moved, LEAST_DIFFICULTY), MOST_DIFFICULTY)

    def _days(self, stability: float) -> int:
        return min(max(round((stability / self._factor) * self._stretch), 1), self._longest)
