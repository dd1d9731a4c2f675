"""What database tests stand on: a clock that stands still, a fresh file, a few rows of every kind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tpmprep.core.db.database import Database
from tpmprep.core.db.migrate import upgrade

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class StillClock:
    """A clock that moves only when told."""

    at: datetime = field(default=NOON)

    def now(self) -> datetime:
        return self.at

    def zone(self) -> ZoneInfo | None:
        return None

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def fresh(file: Path) -> Database:
    """A database over a new file."""
    upgrade(file)
    return Database(file, StillClock())


def rows(file: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of a query, read by a connection of its own."""
    with closing(sqlite3.connect(file)) as raw:
        return list(raw.execute(query, values))


def fill(file: Path, reviews: int = 3) -> None:
    """One card with its memory, some reviews, a response, a take, hours and an answer note."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "INSERT INTO thing(kind, ref) VALUES ('card', 'my:card.1'), ('question', 'my:question.1')"
        )
        raw.execute(
            "INSERT INTO memory(thing_id, kind, state, stability, reps, lapses, suspended, position) "
            "VALUES (1, 'card', 2, 3.25, 3, 0, 0, 0)"
        )
        for number in range(reviews):
            raw.execute(
                "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
                "VALUES (1, 0, ?, 20514, 3, 0, 4000, 2)",
                (1_000_000 + number,),
            )
        raw.execute(
            "INSERT INTO response(item_id, at, study_day, given, score, confidence, graded, duration_ms) "
            "VALUES (1, 1, '2026-03-02', '[0]', 1.0, 2, 1, 3000)"
        )
        raw.execute(
            "INSERT INTO rehearsal(thing_id, at, study_day, duration_ms, score, improve, text, parts) "
            "VALUES (2, 1, '2026-03-02', 60000, 4, 'slower', 'I led …', '[]')"
        )
        raw.execute("INSERT INTO hour_log(step_id, at, study_day, minutes) VALUES (2, 1, '2026-03-02', 30)")
        raw.execute("INSERT INTO answer_note(question_id, text, edited_at) VALUES (2, 'My answer', 1)")
        raw.commit()
