"""Rehearsals: takes kept in history, and what a self-score does to the memory of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.db.tables.interview import Rehearsal
from tpmprep.core.ground.clock import study_day
from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.faces import TakeRow
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.interview.faces import TakeDraft

# A self-score of 1–5 as a rating: what failed comes back soon, a strong yes rests longest.
RATING_OF_SCORE = {1: Rating.AGAIN, 2: Rating.AGAIN, 3: Rating.HARD, 4: Rating.GOOD, 5: Rating.EASY}


def keep_take(
    session: Session, question_id: int, draft: TakeDraft, clock: Clock, settings: Settings
) -> TakeRow:
    """Keeps a take inside an open step; with a score it also grades the question's memory.

    Raises ``take.score`` for a score outside 1–5.
    """
    if draft.score is not None and draft.score not in RATING_OF_SCORE:
        raise UserError("take.score", score=draft.score)
    now = clock.now()
    row = Rehearsal(
        thing_id=question_id,
        at=now,
        study_day=study_day(now, clock.zone()),
        duration_ms=max(0, draft.duration_ms),
        score=draft.score,
        improve=draft.improve.strip(),
        text=draft.text,
        parts=list(draft.parts),
    )
    session.add(row)
    session.flush()
    if draft.score is not None:
        _grade(session, question_id, draft, clock, settings)
    return take_rows(session, question_id)[0]


def take_rows(session: Session, thing_id: int) -> tuple[TakeRow, ...]:
    """The takes of a question or story, newest first, numbered from the oldest."""
    query = (
        select(Rehearsal, func.row_number().over(order_by=Rehearsal.id))
        .where(Rehearsal.thing_id == thing_id, Rehearsal.undone_at.is_(None))
        .order_by(Rehearsal.id.desc())
    )
    return tuple(
        TakeRow(
            row.id,
            number,
            row.at,
            row.study_day,
            row.duration_ms,
            row.score,
            row.improve,
            row.text,
            tuple(row.parts),
        )
        for row, number in session.execute(query)
    )


def _grade(session: Session, question_id: int, draft: TakeDraft, clock: Clock, settings: Settings) -> None:
    from tpmprep.core.recall.memory import grade

    if draft.score is not None:
        grade(
            session,
            question_id,
            RATING_OF_SCORE[draft.score],
            room="interview",
            clock=clock,
            settings=settings,
            duration_ms=draft.duration_ms,
        )
