"""Sorts items into what can be practised: missed, never tried, and each domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tpmprep.core.quiz.faces import ItemRow

TIERS: Final = ("core", "useful", "rare")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Group:
    """Items to practise together, the one to ask first in front.

    ``key`` is ``missed``, ``new`` or empty for a domain, whose name is ``title``.
    """

    key: str
    title: str
    item_ids: tuple[int, ...]
    tried: int
    right: int


def is_missed(row: ItemRow) -> bool:
    """Whether the last try was not fully right."""
    return row.last_score is not None and row.last_score < 1


def missed(rows: Iterable[ItemRow]) -> Group:
    """What was not right last time, the longest waiting first."""
    waiting = sorted(filter(is_missed, rows), key=lambda row: row.last_at or _LONG_AGO)
    return _group("missed", "", waiting)


def untried(rows: Iterable[ItemRow]) -> Group:
    """What was never tried, core first."""
    new = [row for row in rows if row.last_score is None]
    return _group("new", "", sorted(new, key=_tier))


def domains(rows: Iterable[ItemRow]) -> list[Group]:
    """One group for each domain in the order of the syllabus; items of no domain come last."""
    inside: dict[str, list[ItemRow]] = {}
    for row in rows:
        inside.setdefault(row.domain, []).append(row)
    names = sorted(inside, key=lambda name: not name)
    return [_group("", name, sorted(inside[name], key=_urgency)) for name in names]


def _urgency(row: ItemRow) -> tuple[int, int, datetime]:
    """Missed before new before right; among the tried the longest ago first."""
    state = 0 if is_missed(row) else 1 if row.last_score is None else 2
    return (state, _tier(row), row.last_at or _LONG_AGO)


def _tier(row: ItemRow) -> int:
    return TIERS.index(row.tier) if row.tier in TIERS else len(TIERS)


def _group(key: str, title: str, rows: Sequence[ItemRow]) -> Group:
    scores = [row.last_score for row in rows if row.last_score is not None]
    ids = tuple(row.id for row in rows)
    return Group(key, title, ids, len(scores), sum(score >= 1 for score in scores))
