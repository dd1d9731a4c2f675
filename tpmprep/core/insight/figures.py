"""The figures of Progress, read from roll-ups and memories, never from the log of reviews."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tpmprep.core.insight.faces import MonthRetention, SureShare, TakeWeek, WeekTime
from tpmprep.core.insight.shares import wilson

if TYPE_CHECKING:
    import sqlite3


WEEKS, MONTHS = 12, 12

_MONTHS = """
SELECT substr(study_day, 1, 7), sum(good), sum(answers) FROM day_tally
WHERE room = 'cards' AND kind = 'review' AND study_day >= ? GROUP BY 1 HAVING sum(answers) > 0 ORDER BY 1
"""
_WEEKS = """
SELECT study_day, room, sum(ms) FROM day_tally WHERE study_day >= ?
GROUP BY study_day, room HAVING sum(ms) > 0
"""
_SURE = """
SELECT confidence, count(*), sum(score >= 1.0) FROM response WHERE undone_at IS NULL
GROUP BY confidence ORDER BY confidence
"""
_TAKES = """
SELECT study_day, count(*), sum(score), min(score), max(score) FROM rehearsal
WHERE undone_at IS NULL AND score IS NOT NULL AND study_day >= ? GROUP BY study_day
"""


def minutes(ms: int) -> int:
    """Minutes, rounded, yet never 0 where there was any time: a short day is a study day too."""
    return max(round(ms / 60_000), int(ms > 0))


def tenths(ms: int) -> float:
    """Minutes of one room, below ten to a tenth: places of seconds each are no minute each."""
    return round(ms / 60_000, 1) if ms < 600_000 else float(round(ms / 60_000))


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
    return tuple(WeekTime(m, tuple((r, tenths(ms)) for r, ms in spent[m].items())) for m in mondays)


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


def _take_week(monday: date, rows: list[tuple[int, int, int, int]]) -> TakeWeek:
    count = sum(row[0] for row in rows)
    mean = sum(row[1] for row in rows) / count
    return TakeWeek(monday, mean, min(row[2] for row in rows), max(row[3] for row in rows), count)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
