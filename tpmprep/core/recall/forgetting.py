"""The forgetting curve of FSRS-6, for whoever needs the chance of recall without the scheduler."""

from __future__ import annotations

# w20 of the FSRS-6 default parameters (open-spaced-repetition/fsrs4anki, algorithm page)
DECAY = -0.1542
FACTOR = 0.9 ** (1 / DECAY) - 1


def retrievability(stability: float, days: float) -> float:
    """The chance of recall, 0–1, after ``days`` since the last review at a ``stability`` in days.

    R(t, S) = (1 + FACTOR · t / S) ^ DECAY, so that R(S, S) = 0.9; time before the review counts as none.
    """
    return float((1 + FACTOR * max(0.0, days) / max(stability, 1e-3)) ** DECAY)
