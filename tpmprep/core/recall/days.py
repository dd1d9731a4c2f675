"""Keeps what comes back as a study day begins at the hour that days begin at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.db.kept import keep, kept
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import ROLL_OVER, day_start, study_day, study_zone

if TYPE_CHECKING:
    from datetime import tzinfo

    from tpmprep.core.db.database import Database

_KEPT: Final = "day_begins"


def begin_days(database: Database, wall: tzinfo | None, begins: int) -> int:
    """Moves what comes back as a day begins, when another hour was chosen; returns how many memories moved.

    The days of past answers stay as they are. The undo list ends: its images would bring the old hour back.

    Args:
        database: open to write; nothing is written when its days begin at this hour already.
        wall: the zone of the wall; None means the machine's own.
        begins: the hour, 0–12.
    """
    with database.hot_reading() as raw:
        before = int((kept(raw, _KEPT) or {"hour": ROLL_OVER.hour})["hour"])
    if before == begins:
        return 0
    from tpmprep.core.db.undo import forget_all

    old, new = study_zone(before, wall), study_zone(begins, wall)
    with database.hot_unlogged(Change.MEMORY) as raw:
        due = raw.execute("SELECT DISTINCT due_at FROM memory WHERE due_at IS NOT NULL").fetchall()
        moves = {at: moved for (at,) in due if (moved := _moved(at, old, new)) is not None}
        rows = raw.execute("SELECT thing_id, due_at FROM memory WHERE due_at IS NOT NULL").fetchall()
        changes = [(moves[at], thing_id) for thing_id, at in rows if at in moves]
        raw.executemany("UPDATE memory SET due_at = ? WHERE thing_id = ?", changes)
        keep(raw, _KEPT, {"hour": begins})
        forget_all(raw)
    return len(changes)


def _moved(due_ms: int, old: tzinfo | None, new: tzinfo | None) -> int | None:
    """The new beginning of the day that an instant is the old beginning of; None for any other instant."""
    from tpmprep.core.db.instants import from_ms, to_ms

    day = study_day(from_ms(due_ms), old)
    return to_ms(day_start(day, new)) if to_ms(day_start(day, old)) == due_ms else None
