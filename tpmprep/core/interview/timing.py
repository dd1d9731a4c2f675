"""How long one thinks before answering a question of a round: as long as an interviewer waits kindly."""

from __future__ import annotations

from typing import Final

THINK_SECONDS: Final = {
    "screening": 15,
    "behavioural": 30,
    "product": 60,
    "technical": 60,
    "execution": 60,
    "offer": 30,
}
USUAL, LONG, LONGEST = 30, 120, 180
LONG_FROM, LONGEST_FROM = 8, 20


def think_seconds(round_: str, minutes: float) -> int:
    """Seconds to think before an answer of so many minutes: 2 minutes wait half a minute, 35 wait three."""
    if minutes >= LONGEST_FROM:
        return LONGEST
    return LONG if minutes >= LONG_FROM else THINK_SECONDS.get(round_, USUAL)
