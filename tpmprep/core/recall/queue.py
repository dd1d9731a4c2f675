"""What is due now, what is still learning, what is new, as ids and counts read from the due index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.db.codes import DRILL, ROOMS, day_number

if TYPE_CHECKING:
    import sqlite3

    from tpmprep.core.recall.ledger import MemoryKind, Room
    from tpmprep.core.recall.moment import Moment

Learning = tuple[int, int]
"""A thing in a learning step: its id, and when that step ends in milliseconds."""
IN_STEPS: Final = (1, 3)
"""The states of a memory in a learning step."""
SHOWN = "suspended = 0 AND (buried_on IS NULL OR buried_on != :day)"


def due_ids(raw: sqlite3.Connection, kind: MemoryKind, at: Moment, limit: int = -1) -> list[int]:
    """Things to recall now: learning steps that are over, then due reviews, the longest waiting first."""
    rows = raw.execute(
        f"SELECT thing_id FROM memory INDEXED BY ix_memory_due WHERE kind = :kind AND state IN (1, 2, 3) "  # noqa: S608
        f"AND due_at <= :now AND {SHOWN} ORDER BY state = 2, due_at, thing_id LIMIT :limit",
        {"kind": kind, "now": at.now_ms, "day": at.day.isoformat(), "limit": limit},
    )
    return [row[0] for row in rows]


def learning_ids(raw: sqlite3.Connection, kind: MemoryKind, at: Moment, ahead_ms: int) -> list[Learning]:
    """``(thing_id, due_ms)`` of things in a learning step that ends within ``ahead_ms``, soonest first."""
    rows = raw.execute(
        f"SELECT thing_id, due_at FROM memory INDEXED BY ix_memory_due WHERE kind = :kind "  # noqa: S608
        f"AND state IN (1, 3) AND due_at <= :until AND {SHOWN}",
        {"kind": kind, "until": at.now_ms + ahead_ms, "day": at.day.isoformat()},
    )
    return sorted(rows.fetchall(), key=soonest)


def due_count(raw: sqlite3.Connection, kind: MemoryKind, at: Moment) -> int:
    """How many things are to be recalled now."""
    row = raw.execute(
        f"SELECT count(*) FROM memory INDEXED BY ix_memory_due WHERE kind = :kind AND state IN (1, 2, 3) "  # noqa: S608
        f"AND due_at <= :now AND {SHOWN}",
        {"kind": kind, "now": at.now_ms, "day": at.day.isoformat()},
    ).fetchone()
    return int(row[0])


def introduced(raw: sqlite3.Connection, room: Room, at: Moment) -> int:
    """How many things of a room were met for the first time in this study day."""
    row = raw.execute(
        "SELECT count(*) FROM review WHERE study_day = ? AND room = ? AND state_before = 0 "
        "AND kind != ? AND undone_at IS NULL",
        (day_number(at.day), ROOMS[room], DRILL),
    ).fetchone()
    return int(row[0])


def soonest(row: Learning) -> Learning:
    """The order of learning steps: by their end, then by id."""
    return row[1], row[0]
