"""The figures of Progress, read from roll-ups and memories, never from the log of reviews."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.db.types import to_ms
from tpmprep.core.ground.clock import day_start, today
from tpmprep.core.insight.faces import MonthRetention, SureShare, TakeWeek, WeekTime
from tpmprep.core.recall.faces import Rating, State
from tpmprep.core.recall.moment import moment
from tpmprep.core.recall.scheduler import Known, grade

if TYPE_CHECKING:
    import sqlite3
    from zoneinfo import ZoneInfo

    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings

AHEAD_DAYS, WEEKS, MONTHS = 30, 12, 12
CALM_DAYS = 3  # before a date nothing new is begun
QUARTER_MS = 900_000
Z_90 = 1.645

_MONTHS = """
SELECT substr(study_day, 1, 7), sum(good), sum(answers) FROM day_tally
WHERE room = 'cards' AND kind = 'review' AND study_day >= ? GROUP BY 1 HAVING sum(answers) > 0 ORDER BY 1
"""
_WEEKS = """
SELECT study_day, room, sum(ms) FROM day_tally WHERE study_day >= ?
GROUP BY study_day, room HAVING sum(ms) > 0
"""
_DUE = """
SELECT max(due_at, :start) / :quarter, count(*) FROM memory
WHERE kind = 'card' AND state > 0 AND due_at < :end AND suspended = 0 GROUP BY 1
"""
_NEW = "SELECT count(*) FROM memory WHERE kind = 'card' AND state = 0 AND suspended = 0"
_SURE = """
SELECT confidence, count(*), sum(score >= 1.0) FROM response WHERE undone_at IS NULL
GROUP BY confidence ORDER BY confidence
"""
_TAKES = """
SELECT study_day, count(*), sum(score), min(score), max(score) FROM rehearsal
WHERE undone_at IS NULL AND score IS NOT NULL AND study_day >= ? GROUP BY study_day
"""


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


def months(raw: sqlite3.Connection, day: date) -> tuple[MonthRetention, ...]:
    """Cards in review that were remembered, by month, the last twelve."""
    first = (day.replace(day=1) - timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    rows = raw.execute(_MONTHS, (first.isoformat(),)).fetchall()[-MONTHS:]
    return tuple(
        MonthRetention(date.fromisoformat(f"{month}-01"), good / answers, *wilson(good, answers), answers)
        for month, good, answers in rows
    )


def weeks(raw: sqlite3.Connection, day: date) -> tuple[WeekTime, ...]:
    """Minutes in each room, by week, the last twelve; empty where there was no time at all."""
    first = _monday(day) - timedelta(weeks=WEEKS - 1)
    spent: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for on, room, ms in raw.execute(_WEEKS, (first.isoformat(),)):
        spent[_monday(date.fromisoformat(on))][room] += ms
    if not spent:
        return ()
    mondays = (first + timedelta(weeks=n) for n in range(WEEKS))
    return tuple(WeekTime(m, tuple((r, round(ms / 60_000)) for r, ms in spent[m].items())) for m in mondays)


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


def sureness(raw: sqlite3.Connection) -> tuple[SureShare, ...]:
    """How often answers to items were right: guessed, thought so, sure."""
    return tuple(
        SureShare(confidence, right / answers, *wilson(right, answers), answers)
        for confidence, answers, right in raw.execute(_SURE)
    )


def takes(raw: sqlite3.Connection, day: date) -> tuple[TakeWeek, ...]:
    """Self-scores of takes by week, the last twelve that hold any."""
    first = _monday(day) - timedelta(weeks=WEEKS - 1)
    found: dict[date, list[tuple[int, int, int, int]]] = defaultdict(list)
    for on, count, total, low, high in raw.execute(_TAKES, (first.isoformat(),)):
        found[_monday(date.fromisoformat(on))].append((count, total, low, high))
    return tuple(_take_week(monday, rows) for monday, rows in sorted(found.items()))


@dataclass(frozen=True, slots=True)
class _Later:
    """The same clock, whole days later."""

    clock: Clock
    days: int

    def now(self) -> datetime:
        return self.clock.now() + timedelta(days=self.days)

    def zone(self) -> ZoneInfo | None:
        return self.clock.zone()


def _take_week(monday: date, rows: list[tuple[int, int, int, int]]) -> TakeWeek:
    count = sum(row[0] for row in rows)
    mean = sum(row[1] for row in rows) / count
    return TakeWeek(monday, mean, min(row[2] for row in rows), max(row[3] for row in rows), count)


def _returns(clock: Clock, retention: float) -> tuple[int, ...]:
    """After how many days a card that is always remembered comes back, within the next 30."""
    known, days, found = Known(), 0, []
    for _ in range(AHEAD_DAYS):
        after = grade(0, known, Rating.GOOD, moment(_Later(clock, days)), retention)
        known = Known(
            after.state, after.step, after.stability, after.difficulty,
            after.due_ms, after.last_ms, after.reps, after.lapses,
        )  # fmt: skip
        days += after.interval.days
        if days >= AHEAD_DAYS:
            break
        if after.state == State.REVIEW:
            found.append(days)
    return tuple(found)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
