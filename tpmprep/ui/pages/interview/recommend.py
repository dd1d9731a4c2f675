"""Chooses what to say next: which question of a round is worth a take now, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tpmprep.ui.pages.interview.words import ROUNDS, SHORT_MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tpmprep.core.interview.faces import QuestionRow

Need = Literal["weak", "starred", "written", "fresh", "lift", "again", "warm"]
NEEDS: Final[tuple[Need, ...]] = ("weak", "starred", "written", "fresh", "lift", "again", "warm")
TIERS: Final = ("core", "useful", "rare")
WISHED_TAKES: Final = {"core": 4}
WISHED_OTHERS: Final = 2
WEAK_SCORE, MIDDLING_SCORE = 2, 3


@dataclass(frozen=True, slots=True)
class Advice:
    """A question to say now; ``need`` is why."""

    row: QuestionRow
    need: Need


def need_of(row: QuestionRow) -> Need:
    """Why a question is worth a take; what was said badly comes first, what is warm last."""
    if row.takes == 0:
        if row.starred:
            return "starred"
        return "written" if row.has_answer else "fresh"
    if row.last_score is not None and row.last_score <= WEAK_SCORE:
        return "weak"
    if row.last_score == MIDDLING_SCORE:
        return "lift"
    return "again" if row.takes < WISHED_TAKES.get(row.tier, WISHED_OTHERS) else "warm"


def ranked(rows: Iterable[QuestionRow]) -> list[Advice]:
    """All questions, the one most worth a take first; equal ones in the order of the bank."""
    advice = [Advice(row, need_of(row)) for row in rows]
    advice.sort(key=lambda one: (NEEDS.index(one.need), _tier(one.row)))
    return advice


def per_round(advice: Sequence[Advice], first: str = "") -> list[Advice]:
    """The best of each round, the round named ``first`` before the others."""
    best: dict[str, Advice] = {}
    for one in advice:
        best.setdefault(one.row.round, one)
    order = sorted(best, key=lambda name: (name != first, _place(name)))
    return [best[name] for name in order]


def narrowed(rows: Iterable[QuestionRow], wish: str) -> list[QuestionRow]:
    """The questions a quick filter leaves: ``short`` (two minutes), a round, or all for an empty wish."""
    if wish == "short":
        return [row for row in rows if row.minutes <= SHORT_MINUTES]
    return [row for row in rows if wish in {"", row.round}]


def _tier(row: QuestionRow) -> int:
    return TIERS.index(row.tier) if row.tier in TIERS else len(TIERS)


def _place(name: str) -> int:
    return ROUNDS.index(name) if name in ROUNDS else len(ROUNDS)
