"""Spreads day-long intervals a little, the same way each time, keeping hard < good < easy."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DAYS = 36_500
_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
_WORD = (1 << 64) - 1


@lru_cache(maxsize=4096)
def fuzz_range(days: int) -> tuple[int, int]:
    """The shortest and longest interval, in days, that fuzz may make of ``days`` (Anki's bands)."""
    if days < 2.5:
        return days, days
    delta = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _BANDS)
    return max(2, round(days - delta)), min(MAX_DAYS, round(days + delta))


def spread(days: Sequence[int], seed: tuple[int, int]) -> list[int]:
    """Ascending intervals in days, each moved inside its range by one number drawn from the seed.

    One draw for all keeps their order; where two different intervals meet, the longer one grows by a day,
    which its wider range always allows below ``MAX_DAYS``. Equal intervals stay equal.

    Args:
        days: intervals of rising ratings, none shorter than the one before.
        seed: the thing's id and its number of reviews so far.
    """
    part = _draw(*seed)
    moved: list[int] = []
    shorter = longest = 0
    for plain in days:
        if plain != shorter:
            low, high = fuzz_range(plain)
            day = min(high, low + int(part * (high - low + 1)))
            longest = day if day > longest else min(longest + 1, MAX_DAYS)
            shorter = plain
        moved.append(longest)
    return moved


def _draw(thing_id: int, reps: int) -> float:
    """A number in [0, 1) from two whole numbers, by the mixing steps of SplitMix64 (Steele et al., 2014)."""
    word = (thing_id * 0x9E3779B97F4A7C15 + (reps + 1) * 0xD1B54A32D192ED03) & _WORD
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _WORD
    return (word ^ (word >> 31)) / (_WORD + 1)
