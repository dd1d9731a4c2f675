"""The aim's service: choosing, moving and changing what the person prepares for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.aim.faces import AimDraft, AimFace, What
from tpmprep.core.db.tables.aim import Aim
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import today
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database

FEWEST_MINUTES, MOST_MINUTES = 5, 240


class Aims:
    """The current aim over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def current(self) -> AimFace | None:
        """The current aim, None before one was chosen."""
        with self._db.reading() as session:
            row = current_row(session)
            return None if row is None else _face(row, today(self._db.clock))

    def choose(self, draft: AimDraft) -> AimFace:
        """Ends the current aim and begins another; raises ``aim.minutes`` or ``aim.past``."""
        self._check(draft.minutes, draft.due_on)
        now = self._db.clock.now()
        with self._db.step("aim.chosen", Change.AIM, page="today") as session:
            old = current_row(session)
            if old is not None:
                old.ended_at = now
            row = Aim(what=draft.what, created_at=now)
            _fill(row, draft)
            session.add(row)
            session.flush()
            return _face(row, today(self._db.clock))

    def move(self, due_on: date | None) -> AimFace:
        """Moves the date; raises ``aim.past`` for a day before today, ``aim.none`` without an aim."""
        with self._db.step("aim.moved", Change.AIM, page="today") as session:
            row = _need(session)
            self._check(row.minutes, due_on)
            row.due_on = due_on
            return _face(row, today(self._db.clock))

    def change(self, draft: AimDraft) -> AimFace:
        """Changes the current aim in place; raises as ``choose`` does."""
        self._check(draft.minutes, draft.due_on)
        with self._db.step("aim.changed", Change.AIM, page="today") as session:
            row = _need(session)
            _fill(row, draft)
            return _face(row, today(self._db.clock))

    def _check(self, minutes: int, due_on: date | None) -> None:
        if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
            raise UserError("aim.minutes", minutes=minutes, low=FEWEST_MINUTES, high=MOST_MINUTES)
        if due_on is not None and due_on < today(self._db.clock):
            raise UserError("aim.past", day=due_on.isoformat())


def current_row(session: Session) -> Aim | None:
    """The newest aim that has not ended."""
    return session.scalar(select(Aim).where(Aim.ended_at.is_(None)).order_by(Aim.id.desc()).limit(1))


def _need(session: Session) -> Aim:
    row = current_row(session)
    if row is None:
        raise UserError("aim.none")
    return row


def _fill(row: Aim, draft: AimDraft) -> None:
    row.what, row.minutes, row.due_on = draft.what, draft.minutes, draft.due_on
    row.company, row.round = draft.company.strip(), draft.round
    row.role, row.zone = draft.role, draft.zone


def _face(row: Aim, day: date) -> AimFace:
    what: What = row.what  # type: ignore[assignment]  # the column holds only these words
    left = None if row.due_on is None else (row.due_on - day).days
    return AimFace(row.id, what, row.company, row.round, row.due_on, left, row.minutes, row.role, row.zone)
