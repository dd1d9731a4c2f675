"""The open file: one writer whose every change is a step that can be undone, and readers."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from tpmprep.core.db import images, undo
from tpmprep.core.db.engine import reader_engine, writer_engine
from tpmprep.core.db.guards import rebuild_search
from tpmprep.core.db.types import to_ms
from tpmprep.core.ground.change import EVERYTHING, Change, Changes
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.db.undo import Step
    from tpmprep.core.ground.clock import Clock

_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class Database:
    """One profile's SQLite file, already at the present schema.

    Args:
        file: the SQLite file.
        clock: tells the time of steps.
        changes: told after each commit what changed.
    """

    def __init__(self, file: Path, clock: Clock, changes: Changes | None = None) -> None:
        self.file = file
        self.clock = clock
        self.changes = changes or Changes()
        self._writer = writer_engine(file)
        self._reader = reader_engine(file)
        self._lock = threading.RLock()
        with self._writer.connect() as connection:
            images.install(_raw(connection))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one committed state and cannot write."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def step(self, name: str, changed: Change, **says: object) -> Iterator[Session]:
        """One gesture: one transaction, one entry in the undo list.

        Args:
            name: what undo calls it, e.g. ``"card.answered"``; ``ui`` words it.
            changed: the kinds of thing it changes, told after the commit.
            says: values for the wording, and ``page``/``ref`` for where it happened; ids and short titles.
        """
        with self._transaction() as (session, raw):
            step_id = undo.open_step(raw, name, says, to_ms(self.clock.now()))
            yield session
            session.flush()
            undo.close_step(raw, step_id)
        self.changes.tell(changed)

    @contextmanager
    def unlogged(self, changed: Change = Change.NOTHING, *, bulk: bool = False) -> Iterator[Session]:
        """A transaction outside the undo list: drafts and window state, or content at install.

        With ``bulk`` the search index is written once at the end. Whoever changes rows of ``image`` tables
        here also ends the undo list (``forget_steps``), because older images would bring back older rows.
        """
        with self._transaction() as (session, raw):
            raw.execute("UPDATE undo_now SET step = ?, bulk = ?", (images.UNLOGGED, int(bulk)))
            yield session
            session.flush()
            if bulk:
                rebuild_search(raw)
        self.changes.tell(changed)

    def undoable(self) -> Step | None:
        """The step that ``undo`` would take back."""
        with self.reading() as session:
            return undo.newest_done(_raw(session.connection()))

    def redoable(self) -> Step | None:
        """The step that ``redo`` would bring back."""
        with self.reading() as session:
            return undo.oldest_undone(_raw(session.connection()))

    def undo(self) -> Step | None:
        """Takes the newest step back and returns it; None when there is none."""
        with self._transaction() as (_, raw):
            step = undo.newest_done(raw)
            if step is not None:
                undo.take_back(raw, step, to_ms(self.clock.now()))
        self.changes.tell(EVERYTHING if step else Change.NOTHING)
        return step

    def redo(self) -> Step | None:
        """Brings the last undone step back and returns it; None when there is none."""
        with self._transaction() as (_, raw):
            step = undo.oldest_undone(raw)
            if step is not None:
                undo.bring_back(raw, step)
        self.changes.tell(EVERYTHING if step else Change.NOTHING)
        return step

    def forget_steps(self) -> int:
        """Empties the undo list; returns how many steps can no longer be undone."""
        with self._transaction() as (_, raw):
            return undo.forget_all(raw)

    def close(self) -> None:
        """Closes all connections; the write-ahead log is folded into the file."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Session, sqlite3.Connection]]:
        with self._lock, Session(self._writer, expire_on_commit=False) as session:
            raw: sqlite3.Connection | None = None
            try:
                raw = _raw(session.connection())
                yield session, raw
                session.flush()
                raw.execute("UPDATE undo_now SET step = ?, bulk = 0", (images.CLOSED,))
                session.commit()
            except BaseException as error:
                session.rollback()
                _say(error, self.file)
                raise


def _raw(connection: Any) -> sqlite3.Connection:  # noqa: ANN401  (SQLAlchemy's Connection)
    raw: sqlite3.Connection = connection.connection.driver_connection
    return raw


def _say(error: BaseException, file: Path) -> None:
    """Turns what a person can mend (disk full, read-only, locked) into a UserError; else returns."""
    cause = getattr(error, "orig", error)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return
    base = code & 0xFF
    if base in _FULL:
        raise UserError("profile.disk_full", file=file) from error
    if base in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        raise UserError("profile.read_only", file=file) from error
    if base in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise UserError("profile.busy", file=file) from error
