"""Which backups are kept: all of two days, then daily, weekly and monthly ones; never the newest three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import datetime

EVERY: Final = timedelta(hours=48)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
NEWEST: Final = 3
UPGRADES: Final = 3
BEFORE_UPGRADE: Final = "before-upgrade-from-"


@dataclass(frozen=True, slots=True)
class Copy:
    """A good backup as retention sees it: its name, when and why it was made, its running number."""

    name: str
    at: datetime
    why: str = ""
    number: int = 0


def to_keep(copies: Iterable[Copy], now: datetime) -> dict[str, str]:
    """The names of the copies to keep, each with the rule that keeps it.

    A copy of the future was made while the clock was wrong: it is kept until its time has come, and takes
    no other copy's place. The newest three go by their running number, not by the clock. Days, weeks and
    months are those that hold a copy, so a clock that jumps ahead empties no shelf. Each shelf begins where
    the one before ends, and the newest copy of each of the latest weeks and months stays besides: a week
    that reaches into the next month must not cost the month its only copy.
    """
    every = sorted(copies, key=lambda copy: (copy.at, copy.number, copy.name), reverse=True)
    kept: dict[str, str] = {}
    _note(kept, "newest", newest(every)[:NEWEST])
    _note(kept, "upgrade", _before_upgrades(every))
    _note(kept, "recent", [copy for copy in every if copy.at > now - EVERY])
    old = rest = [copy for copy in every if copy.at <= now - EVERY]
    for rule, count, bucket in _SHELVES:
        chosen, rest = _first_of_each(rest, count, bucket)
        latest, _ = _first_of_each(old, count, bucket)
        _note(kept, rule, [*chosen, *latest])
    return kept


def newest(copies: Sequence[Copy]) -> list[Copy]:
    """The copies in the order of making, the newest first."""
    return sorted(copies, key=lambda copy: (copy.number, copy.at, copy.name), reverse=True)


def _note(kept: dict[str, str], rule: str, copies: Iterable[Copy]) -> None:
    for copy in copies:
        kept.setdefault(copy.name, rule)


def _first_of_each(
    copies: Sequence[Copy], count: int, bucket: Callable[[Copy], Hashable]
) -> tuple[list[Copy], list[Copy]]:
    """The newest copy of each of the first ``count`` buckets, and what is older than all of these."""
    chosen: dict[Hashable, Copy] = {}
    for at, copy in enumerate(copies):
        found = bucket(copy)
        if found not in chosen and len(chosen) == count:
            return list(chosen.values()), list(copies[at:])
        chosen.setdefault(found, copy)
    return list(chosen.values()), []


def _before_upgrades(copies: Sequence[Copy]) -> list[Copy]:
    """The newest copy made before each of the last upgrades; one that was tried twice counts once."""
    last: dict[str, Copy] = {}
    for copy in newest(copies):
        if copy.why.startswith(BEFORE_UPGRADE):
            last.setdefault(copy.why, copy)
    return list(last.values())[:UPGRADES]


def _day(copy: Copy) -> Hashable:
    return copy.at.date()


def _week(copy: Copy) -> Hashable:
    return copy.at.isocalendar()[:2]


def _month(copy: Copy) -> Hashable:
    return copy.at.year, copy.at.month


_SHELVES: Final = (("daily", DAILY, _day), ("weekly", WEEKLY, _week), ("monthly", MONTHLY, _month))
