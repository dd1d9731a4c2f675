"""The open file: one writer whose every change is a step that can be undone, and readers."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tpmprep.core.db import images, undo
from tpmprep.core.db.engine import Writer, connect, fold_at, roomy
from tpmprep.core.db.faults import worded
from tpmprep.core.db.guards import rebuild_search
from tpmprep.core.db.images import Mode, Now
from tpmprep.core.db.instants import to_ms
from tpmprep.core.db.readers import Readers
from tpmprep.core.db.resting import Resting
from tpmprep.core.ground.change import Change, Changes
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.later import Later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tpmprep.core.db.backups.keeper import Keeper
    from tpmprep.core.db.undo import Step
    from tpmprep.core.ground.clock import Clock


PAUSE_S, REST_S = 1.5, 30.0
"""After a pause a long log is folded, after a rest any."""
LOG_COMMITS = 64
"""From so many commits on the log is a long one; of answers it then has 3 MB."""
BULK = 10
"""From so many things on a delete is a large one."""


class Database:
    """One profile's SQLite file, already at the present schema.

    Args:
        file: the SQLite file.
        clock: tells the time of steps.
        changes: told after each commit what changed.
        writes: False for a process that only reads beside an open window; every write then raises
            ``profile.in_use``.
        on_close: called once before the connections close, with this database.

    ``version`` changes with each transaction: what was read at one still holds while it is the same.
    ``written`` says whether something a person did was committed since the newest copy of the file;
    ``keeper`` makes such copies, where there is one.
    """

    def __init__(
        self,
        file: Path,
        clock: Clock,
        changes: Changes | None = None,
        *,
        writes: bool = True,
        on_close: Callable[[Database], None] | None = None,
    ) -> None:
        self.file = file
        self.clock = clock
        self.changes = changes or Changes()
        self.version = 0
        self.written = False
        self._counts = True
        self.keeper: Keeper | None = None
        self._on_close = on_close
        self._readers = Readers(file)
        self._lock = threading.RLock()
        self._commits = 0
        self._left = False
        self._pausing = Resting(lambda: self.fold_log(LOG_COMMITS), PAUSE_S)
        self._resting = Resting(self.fold_log, REST_S)
        self._raw: sqlite3.Connection | None = None
        self._now = Now()
        if writes:
            with worded(file):
                self._raw = connect(file, writes=True, factory=Writer)
                self._now = images.install(self._raw)
        self.sessions = Later("tpmprep.core.db.sessions", "Sessions", file, self._raw)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one committed state and cannot write."""
        with worded(self.file), self.sessions.reading() as session:
            yield session

    @contextmanager
    def hot_reading(self) -> Iterator[sqlite3.Connection]:
        """As ``reading``, without the ORM, for where a key press waits."""
        with worded(self.file), self._readers.one() as raw:
            yield raw

    @contextmanager
    def step(self, name: str, changed: Change, **says: object) -> Iterator[Session]:
        """One gesture: one transaction, one entry in the undo list.

        Args:
            name: what undo calls it, e.g. ``"card.answered"``; ``ui`` words it.
            changed: the kinds of thing it changes, told after the commit.
            says: values for the wording, and ``page``/``ref`` for where it happened; ids and short titles.
        """
        with self.hot_step(name, changed, **says), self.sessions.writing() as session:
            yield session

    @contextmanager
    def bulk_step(self, name: str, changed: Change, *, copy: str = "", **says: object) -> Iterator[Session]:
        """A step for very many new rows: undo keeps their range of ids, search is written once at the end.

        With ``copy`` the state before it is copied before it is committed, as ``secure`` does, if it changes
        anything. One that changes nothing is no reason to copy the file later either. Its log is folded in
        the next pause, not while somebody waits for the commit.
        """
        with self._log_left(), self.hot_step(name, changed, **says) as raw, roomy(raw):
            undo.watch_new_rows(raw, self._now)
            with self.sessions.writing() as session:
                yield session
            undo.keep_ranges(raw, self._now)
            self._counts = undo.changes_anything(raw)
            if copy and self._counts:
                self.secure(copy, wait=True)

    @contextmanager
    def hot_step(self, name: str, changed: Change, **says: object) -> Iterator[sqlite3.Connection]:
        """A step without the ORM, for where a key press waits: yields the writing connection itself.

        The caller only executes statements; begin, commit and rollback stay here. Arguments as in ``step``.
        """
        with self._transaction() as raw:
            step_id = undo.open_step(raw, name, says, to_ms(self.clock.now()), changed)
            self._now.mode = Mode.STEP
            yield raw
            undo.close_step(raw, self._now, step_id)
        self.changes.tell(changed)

    @contextmanager
    def unlogged(
        self, changed: Change = Change.NOTHING, *, bulk: bool = False, counts: bool = True
    ) -> Iterator[Session]:
        """A transaction outside the undo list: drafts and window state, or content at install.

        With ``bulk`` the search index is written once at the end. Without ``counts`` it is nothing a person
        would miss, and no reason to copy the file. Whoever changes rows of ``image`` tables
        here also ends the undo list (``forget_steps``), because older images would bring back older rows.
        """
        with self.hot_unlogged(changed, bulk=bulk, counts=counts), self.sessions.writing() as session:
            yield session

    @contextmanager
    def hot_unlogged(
        self, changed: Change = Change.NOTHING, *, bulk: bool = False, counts: bool = True
    ) -> Iterator[sqlite3.Connection]:
        """As ``unlogged``, without the ORM, for where a key press waits."""
        with self._transaction(counts=counts) as raw:
            self._now.mode = Mode.BULK_UNLOGGED if bulk else Mode.UNLOGGED
            yield raw
            if bulk:
                rebuild_search(raw)
        self.changes.tell(changed)

    def undoable(self) -> Step | None:
        """The step that ``undo`` would take back."""
        with self.hot_reading() as raw:
            return undo.newest_done(raw)

    def redoable(self) -> Step | None:
        """The step that ``redo`` would bring back."""
        with self.hot_reading() as raw:
            return undo.oldest_undone(raw)

    def undo(self) -> Step | None:
        """Takes the newest step back and returns it; None when there is none."""
        with self._transaction() as raw:
            step = undo.newest_done(raw)
            if step is not None:
                undo.take_back(raw, self._now, step, to_ms(self.clock.now()))
        self.changes.tell(step.changed if step else Change.NOTHING)
        return step

    def redo(self) -> Step | None:
        """Brings the last undone step back and returns it; None when there is none."""
        with self._transaction() as raw:
            step = undo.oldest_undone(raw)
            if step is not None:
                undo.bring_back(raw, self._now, step)
        self.changes.tell(step.changed if step else Change.NOTHING)
        return step

    def forget_steps(self) -> int:
        """Empties the undo list; returns how many steps can no longer be undone."""
        with self._transaction() as raw:
            return undo.forget_all(raw)

    def secure(self, why: str, *, wait: bool = False) -> None:
        """Has a copy made of the state as it is now, before something large is done to it.

        Args:
            why: ``before-import``, ``before-delete``, …
            wait: whether it must lie there before the caller goes on; else it is made beside, of this state.

        Raises:
            UserError: it could not be made, and ``wait`` was asked for.
        """
        if self.keeper is None:
            return
        if wait:
            self.keeper.copy(why)
        else:
            self.keeper.begin(why)

    def before_delete(self, count: int) -> None:
        """Has a copy made beside when a delete takes many things at once."""
        if count >= BULK:
            self.secure("before-delete")

    def close(self) -> None:
        """Closes all connections; the write-ahead log is folded into the file."""
        on_close, self._on_close = self._on_close, None
        self._pausing.end()
        self._resting.end()
        try:
            if on_close is not None:
                on_close(self)
        finally:
            if self.sessions.is_here:
                self.sessions.close()
            self._readers.close()
            if self._raw is not None:
                self._raw.close()

    @contextmanager
    def _transaction(self, *, counts: bool = True) -> Iterator[sqlite3.Connection]:
        """The one way to write: locked, begun at once, committed or rolled back, its errors worded."""
        raw = self._raw
        if raw is None:
            raise UserError("profile.in_use", folder=self.file.parent)
        with self._lock, worded(self.file):
            raw.execute("BEGIN IMMEDIATE")
            self.version += 1
            self._counts = counts
            try:
                yield raw
                raw.execute("COMMIT")
                self._commits += 1
            except BaseException:
                self.version += 1
                raise
            finally:
                self._now.mode = Mode.CLOSED
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
            if self._counts:
                self.written = True
        self._pausing.stir()
        self._resting.stir()

    @contextmanager
    def _log_left(self) -> Iterator[None]:
        """What is committed in it makes a long log, which no commit folds: the next pause does."""
        raw, before = self._raw, self._commits
        if raw is None:
            raise UserError("profile.in_use", folder=self.file.parent)
        with self._lock:
            fold_at(raw, 0)
            try:
                yield
            finally:
                if self._commits == before:
                    fold_at(raw)
                else:
                    self._commits += LOG_COMMITS
                    self._left = True

    def fold_log(self, commits: int = 1) -> None:
        """Folds the write-ahead log into the file, if so many commits lie in it; the next one overwrites it.

        That next commit waits for the disk twice, and each that lengthens the log waits longer: so it is
        folded seldom, and while nobody waits. It runs on the writer itself: SQLite before 3.51.3 can corrupt
        a file that two connections write. What fails here (a full disk) loses nothing: the log holds all, and
        the next commit says it.
        """
        with self._lock, suppress(sqlite3.Error):
            if self._raw is not None and self._commits >= commits:
                self._commits = 0
                self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
                if self._left:
                    self._left = False
                    fold_at(self._raw)
