"""The memory rows and the append-only log in plain SQL: grading, hiding, history; the hot path of recall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from tpmprep.core.db.codes import DRILL, KIND_WORDS, KINDS, ROOMS, day_number
from tpmprep.core.db.instants import from_ms
from tpmprep.core.recall import scheduler
from tpmprep.core.recall.faces import MemoryFace, Rating, ReviewRow, State
from tpmprep.core.recall.forgetting import retrievability
from tpmprep.core.recall.scheduler import Graded, Known

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from tpmprep.core.recall.moment import Moment

Room = Literal["cards", "quiz", "interview"]
MemoryKind = Literal["card", "item", "question", "story"]
LONGEST_MS = 600_000
KNOWN_COLUMNS = "state, step, stability, difficulty, due_at, last_at, reps, lapses"
_KINDS = ("learn", "learn", "review", "relearn")

_READ = f"SELECT {KNOWN_COLUMNS} FROM memory WHERE thing_id = ?"  # noqa: S608  (our own columns)
_LOG = """
INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before, due_after)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_WRITE = """
UPDATE memory SET state = ?, step = ?, stability = ?, difficulty = ?, due_at = ?, last_at = ?, reps = ?,
    lapses = ?, buried_on = NULL WHERE thing_id = ?
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to be logged: how it went, in which room, and how long it took.

    Only a card's log keeps the time: the time of an item or a take stands in its response or rehearsal, and
    the day's tally would count it twice.
    """

    rating: Rating
    room: Room
    duration_ms: int


def new_memory(raw: sqlite3.Connection, thing_id: int, kind: MemoryKind, position: int | None = None) -> None:
    """Gives a thing a new memory unless it has one; ``position`` orders what is new (the id by default)."""
    raw.execute(
        "INSERT INTO memory(thing_id, kind, state, reps, lapses, suspended, position, deck_id) "
        "VALUES (:thing, :kind, 0, 0, 0, 0, :position, "
        "(SELECT deck_id FROM card WHERE thing_id = :thing AND deleted_at IS NULL)) "
        "ON CONFLICT(thing_id) DO NOTHING",
        {"thing": thing_id, "kind": kind, "position": thing_id if position is None else position},
    )


def known(raw: sqlite3.Connection, thing_id: int) -> Known:
    """The memory of a thing; raises LookupError when it has none."""
    row = raw.execute(_READ, (thing_id,)).fetchone()
    if row is None:
        msg = f"thing {thing_id} has no memory"
        raise LookupError(msg)
    return Known(*row)


def grade(raw: sqlite3.Connection, thing_id: int, answer: Answer, at: Moment, retention: float) -> Graded:
    """Grades a memory and logs the answer with the state before; three statements.

    Raises:
        LookupError: the thing has no memory.
    """
    before = known(raw, thing_id)
    steps = answer.room == "cards"
    after = scheduler.grade(thing_id, before, answer.rating, at, retention, steps=steps)
    _log(raw, thing_id, answer, _KINDS[before.state], at, before, after)
    raw.execute(
        _WRITE,
        (
            after.state,
            after.step,
            after.stability,
            after.difficulty,
            after.due_ms,
            after.last_ms,
            after.reps,
            after.lapses,
            thing_id,
        ),
    )
    return after


def log_drill(raw: sqlite3.Connection, thing_id: int, answer: Answer, at: Moment) -> None:
    """Logs an answer that changes no memory."""
    _log(raw, thing_id, answer, "drill", at, known(raw, thing_id), None)


def suspend(raw: sqlite3.Connection, thing_ids: Sequence[int], *, suspended: bool) -> None:
    """Takes memories out of the schedule, or back in."""
    raw.executemany(
        "UPDATE memory SET suspended = ? WHERE thing_id = ?", [(int(suspended), thing) for thing in thing_ids]
    )


def bury(raw: sqlite3.Connection, thing_id: int, at: Moment) -> None:
    """Hides a memory for the rest of the study day."""
    raw.execute("UPDATE memory SET buried_on = ? WHERE thing_id = ?", (at.day.isoformat(), thing_id))


def graded_on(raw: sqlite3.Connection, thing_id: int, at: Moment) -> bool:
    """Whether a thing's memory was graded in this study day; drills and undone reviews do not count."""
    row = raw.execute(
        "SELECT 1 FROM review WHERE thing_id = ? AND study_day = ? AND kind != ? AND undone_at IS NULL",
        (thing_id, day_number(at.day), DRILL),
    ).fetchone()
    return row is not None


def history(raw: sqlite3.Connection, thing_id: int) -> tuple[ReviewRow, ...]:
    """All reviews of a thing, newest first."""
    rows = raw.execute(
        "SELECT at, rating, kind, duration_ms, due_after, undone_at FROM review WHERE thing_id = ? "
        "ORDER BY at DESC, id DESC",
        (thing_id,),
    )
    return tuple(
        ReviewRow(
            at=from_ms(at),
            rating=Rating(rating),
            kind=KIND_WORDS[kind],
            duration_ms=ms,
            interval=None if due is None else timedelta(milliseconds=due - at),
            undone=undone is not None,
        )
        for at, rating, kind, ms, due, undone in rows
    )


def face(raw: sqlite3.Connection, thing_id: int, at: Moment) -> MemoryFace:
    """The memory of a thing as shown; raises LookupError when it has none."""
    row = raw.execute(
        f"SELECT {KNOWN_COLUMNS}, suspended, buried_on FROM memory WHERE thing_id = ?",  # noqa: S608
        (thing_id,),
    ).fetchone()
    if row is None:
        msg = f"thing {thing_id} has no memory"
        raise LookupError(msg)
    return face_of(Known(*row[:8]), at, suspended=bool(row[8]), buried_on=row[9])


def face_of(memory: Known, at: Moment, *, suspended: bool, buried_on: str | None) -> MemoryFace:
    """A memory already read, as shown."""
    chance = None
    if memory.stability is not None and memory.last_ms is not None:
        chance = retrievability(memory.stability, at.days_since(memory.last_ms))
    return MemoryFace(
        state=State(memory.state),
        due_at=None if memory.due_ms is None else from_ms(memory.due_ms),
        stability=memory.stability,
        difficulty=memory.difficulty,
        retrievability=chance,
        reps=memory.reps,
        lapses=memory.lapses,
        suspended=suspended,
        buried=buried_on == at.day.isoformat(),
    )


def _log(
    raw: sqlite3.Connection,
    thing_id: int,
    answer: Answer,
    kind: str,
    at: Moment,
    before: Known,
    after: Graded | None,
) -> None:
    raw.execute(
        _LOG,
        (
            thing_id,
            ROOMS[answer.room],
            at.now_ms,
            day_number(at.day),
            int(answer.rating),
            KINDS[kind],
            min(max(0, answer.duration_ms), LONGEST_MS) if answer.room == "cards" else 0,
            before.state,
            after.due_ms if after else None,
        ),
    )
