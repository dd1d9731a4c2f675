"""What comes on the next thirty days: cards that are due, and what new ones by the plan add."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.db.instants import to_ms
from tpmprep.core.ground.clock import day_start, today
from tpmprep.core.recall.faces import Rating, State
from tpmprep.core.recall.moment import moment
from tpmprep.core.recall.scheduler import Known, grade

if TYPE_CHECKING:
    import sqlite3
    from datetime import tzinfo

    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings

AHEAD_DAYS = 30
CALM_DAYS = 3  # before a date nothing new is begun
QUARTER_MS = 900_000

_DUE = """
SELECT max(due_at, :start) / :quarter, count(*) FROM memory
WHERE kind = 'card' AND state > 0 AND due_at < :end AND suspended = 0 GROUP BY 1
"""
_NEW = "SELECT count(*) FROM memory WHERE kind = 'card' AND state = 0 AND suspended = 0"


def load(raw: sqlite3.Connection, clock: Clock) -> tuple[tuple[date, int], ...]:
    """Cards due on each of the next 30 study days; what is overdue counts today."""
    day, zone = today(clock), clock.zone()
    days = [day + timedelta(days=n) for n in range(AHEAD_DAYS + 1)]
    # no zone in use begins a day within a quarter of an hour, so whole quarters belong to one day
    starts = [to_ms(day_start(on, zone)) for on in days]
    counts = [0] * AHEAD_DAYS
    values = {"start": starts[0], "end": starts[-1], "quarter": QUARTER_MS}
    for quarter, count in raw.execute(_DUE, values):
        counts[min(max(bisect_right(starts, quarter * QUARTER_MS) - 1, 0), AHEAD_DAYS - 1)] += count
    return tuple(zip(days, counts, strict=False))


def fresh(
    raw: sqlite3.Connection, clock: Clock, settings: Settings, due_on: date | None
) -> tuple[tuple[date, int], ...]:
    """What new cards by the plan add to each of the next 30 study days: themselves, and their returns.

    Nothing new is begun in the last three days before a date. Returns are those of a card that is always
    remembered, so this is a little less than a person who forgets will see.
    """
    day = today(clock)
    days = [day + timedelta(days=n) for n in range(AHEAD_DAYS)]
    added = dict.fromkeys(days, 0)
    left: int = raw.execute(_NEW).fetchone()[0]
    a_day = new_allowed(raw, settings, moment(_Later(clock, 1)))
    if left and a_day:
        back = _returns(clock, settings.number("desired_retention"))
        for on in days:
            if due_on is not None and on >= due_on - timedelta(days=CALM_DAYS):
                break
            begun = min(left, new_allowed(raw, settings, moment(clock)) if on == day else a_day)
            left -= begun
            for offset in (0, *back):
                if on + timedelta(days=offset) in added:
                    added[on + timedelta(days=offset)] += begun
    return tuple(added.items())


@dataclass(frozen=True, slots=True)
class _Later:
    """The same clock, whole days later."""

    clock: Clock
    days: int

    def now(self) -> datetime:
        return self.clock.now() + timedelta(days=self.days)

    def zone(self) -> tzinfo | None:
        return self.clock.zone()


def _returns(clock: Clock, retention: float) -> tuple[int, ...]:
    """After how many days a card that is always remembered comes back, within the next 30."""
    known, days, found = Known(), 0, []
    for _ in range(AHEAD_DAYS):
        after = grade(0, known, Rating.GOOD, moment(_Later(clock, days)), retention)
        known = Known(after.state, after.step, after.stability, after.difficulty, after.due_ms, after.last_ms)
        days += after.interval.days
        if days >= AHEAD_DAYS:
            break
        if after.state == State.REVIEW:
            found.append(days)
    return tuple(found)
