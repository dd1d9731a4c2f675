"""When a path ends: the person's own pace, and an honest spread around it."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_FINISHED = 3
RUNS = 400
MOST_WEEKS = 520


def personal_factor(finished: Sequence[tuple[float, float]]) -> float:
    """Hours spent over hours planned of finished steps, 0.5–3; 1.0 until three steps are finished.

    Args:
        finished: (planned hours, hours spent) of finished steps; tested-out steps are left out by the caller.
    """
    planned = sum(plan for plan, _ in finished)
    spent = sum(hours for _, hours in finished)
    if len(finished) < FEWEST_FINISHED or planned <= 0 or spent <= 0:
        return 1.0
    return min(3.0, max(0.5, spent / planned))


def finish_dates(
    remaining: float, weekly_hours: float, weeks: Sequence[float], today: date, seed: int
) -> tuple[date, date] | tuple[None, None]:
    """The days by which a path ends with 50 % and 85 % likelihood.

    With four or more logged weeks they are drawn from those weeks (Monte Carlo, seeded), else from the
    planned hours and a spread of a third. Nothing is foretold beyond ten years.

    Args:
        remaining: hours left, the personal factor included.
        weekly_hours: planned hours a week.
        weeks: hours logged in each of the last weeks, oldest first, idle weeks included.
        today: the first day of the forecast.
        seed: keeps the answer the same while nothing changed.
    """
    if remaining <= 0:
        return today, today
    usable = list(weeks)[-12:]
    if len(usable) < 4 or sum(usable) <= 0:
        needed = min(remaining / weekly_hours, MOST_WEEKS)
        return _after(today, needed), _after(today, needed * 4 / 3)
    draw = random.Random(seed)  # noqa: S311  (a forecast, not a secret)
    runs = sorted(_weeks_needed(remaining, usable, draw) for _ in range(RUNS))
    return _after(today, runs[RUNS // 2]), _after(today, runs[int(RUNS * 0.85)])


def _weeks_needed(remaining: float, weeks: Sequence[float], draw: random.Random) -> float:
    left = remaining
    for year in range(0, MOST_WEEKS, 52):
        for week, hours in enumerate(draw.choices(weeks, k=52)):
            if hours >= left:
                return year + week + left / hours
            left -= hours
    return float(MOST_WEEKS)


def _after(today: date, weeks: float) -> date:
    return today + timedelta(days=math.ceil(weeks * 7))
