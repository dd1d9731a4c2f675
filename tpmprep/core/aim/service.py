"""The aim's service: choosing, moving and changing what the person prepares for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from tpmprep.core.aim.faces import AimFace
from tpmprep.core.db.instants import to_ms
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import today
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    import sqlite3

    from tpmprep.core.aim.faces import AimDraft
    from tpmprep.core.db.database import Database

FEWEST_MINUTES, MOST_MINUTES = 5, 240
_CURRENT: Final = """
SELECT id, what, company, round, due_on, minutes, role, zone FROM aim
WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1
"""
_CHOOSE: Final = """
INSERT INTO aim(what, minutes, due_on, company, round, role, zone, created_at, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')
"""
_CHANGE: Final = """
UPDATE aim SET what = ?, minutes = ?, due_on = ?, company = ?, round = ?, role = ?, zone = ? WHERE id = ?
"""


class Aims:
    """The current aim over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def current(self) -> AimFace | None:
        """The current aim, None before one was chosen."""
        with self._db.hot_reading() as raw:
            return current_aim(raw, today(self._db.clock))

    def choose(self, draft: AimDraft) -> AimFace:
        """Ends the current aim and begins another; raises ``aim.minutes`` or ``aim.past``."""
        self._check(draft.minutes, draft.due_on)
        now, day = to_ms(self._db.clock.now()), today(self._db.clock)
        with self._db.hot_step("aim.chosen", Change.AIM, page="today") as raw:
            old = current_aim(raw, day)
            if old is not None:
                raw.execute("UPDATE aim SET ended_at = ? WHERE id = ?", (now, old.id))
            raw.execute(_CHOOSE, (*_values(draft), now))
            return _need(raw, day)

    def move(self, due_on: date | None) -> AimFace:
        """Moves the date; raises ``aim.past`` for a day before today, ``aim.none`` without an aim."""
        day = today(self._db.clock)
        with self._db.hot_step("aim.moved", Change.AIM, page="today") as raw:
            aim = _need(raw, day)
            self._check(aim.minutes, due_on)
            if due_on != aim.due_on:
                raw.execute("UPDATE aim SET due_on = ? WHERE id = ?", (_day(due_on), aim.id))
            return _need(raw, day)

    def change(self, draft: AimDraft) -> AimFace:
        """Changes the current aim in place; raises as ``choose`` does."""
        self._check(draft.minutes, draft.due_on)
        day = today(self._db.clock)
        with self._db.hot_step("aim.changed", Change.AIM, page="today") as raw:
            aim = _need(raw, day)
            if _values(aim) != _values(draft):
                raw.execute(_CHANGE, (*_values(draft), aim.id))
            return _need(raw, day)

    def _check(self, minutes: int, due_on: date | None) -> None:
        if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
            raise UserError("aim.minutes", minutes=minutes, low=FEWEST_MINUTES, high=MOST_MINUTES)
        if due_on is not None and due_on < today(self._db.clock):
            raise UserError("aim.past", day=due_on.isoformat())


def current_aim(raw: sqlite3.Connection, day: date) -> AimFace | None:
    """The newest aim that has not ended, as it stands on a day."""
    row = raw.execute(_CURRENT).fetchone()
    if row is None:
        return None
    aim, what, company, round_, due, minutes, role, zone = row
    due_on = None if due is None else date.fromisoformat(due)
    left = None if due_on is None else (due_on - day).days
    return AimFace(aim, what, company, round_, due_on, left, minutes, role, zone)


def _need(raw: sqlite3.Connection, day: date) -> AimFace:
    aim = current_aim(raw, day)
    if aim is None:
        raise UserError("aim.none")
    return aim


def _values(draft: AimDraft | AimFace) -> tuple[str | int | None, ...]:
    company = draft.company.strip()
    return draft.what, draft.minutes, _day(draft.due_on), company, draft.round, draft.role, draft.zone


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
