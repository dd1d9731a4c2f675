"""One memory for everything that can be recalled, for rooms that hold a database session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.recall import ledger
from tpmprep.core.recall.hot import raw_of
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from tpmprep.core.catalog.putting import Put, Row
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.faces import Rating
    from tpmprep.core.recall.ledger import MemoryKind, Room
    from tpmprep.core.recall.scheduler import Graded


def new_memory(session: Session, thing_id: int, kind: MemoryKind, position: int | None = None) -> None:
    """Gives a thing a new memory unless it has one; ``position`` orders what is new (the id by default)."""
    ledger.new_memory(raw_of(session), thing_id, kind, position)


def remember(session: Session, put: Put[Row], kind: MemoryKind) -> None:
    """Gives a row that is new a memory, and takes up that of one which came out of its rest."""
    if put.new:
        new_memory(session, put.row.thing_id, kind)
    elif put.woke:
        suspend(session, [put.row.thing_id], suspended=False)


def grade(
    session: Session,
    thing_id: int,
    rating: Rating,
    *,
    room: Room,
    clock: Clock,
    settings: Settings,
    duration_ms: int,
) -> Graded:
    """Grades a memory inside an open step and logs the answer; raises LookupError when there is none."""
    answer = ledger.Answer(rating, room, duration_ms)
    wished = settings.number("desired_retention")
    return ledger.grade(raw_of(session), thing_id, answer, moment(clock), wished)


def suspend(session: Session, thing_ids: Sequence[int], *, suspended: bool) -> None:
    """Takes memories out of the schedule, or back in."""
    ledger.suspend(raw_of(session), thing_ids, suspended=suspended)
