"""How sure a share of counted answers is."""

from __future__ import annotations

import math

Z_90 = 1.645


def wilson(right: int, answers: int) -> tuple[float, float]:
    """A 90 % interval around a share of counted answers; (0, 1) for none.

    Wilson (1927): it stays inside 0–1 and is honest about few answers.
    """
    if not answers:
        return 0.0, 1.0
    share, z = right / answers, Z_90
    spread = z * math.sqrt(share * (1 - share) / answers + z * z / (4 * answers * answers))
    middle, whole = share + z * z / (2 * answers), 1 + z * z / answers
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
