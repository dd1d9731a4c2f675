"""Brings a file to the newest schema: all revisions in one transaction, nothing of the history lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import StaticPool, create_engine, event

from tpmprep.core.db.engine import connect
from tpmprep.core.db.faults import worded
from tpmprep.core.db.fingerprint import fingerprints, table_names, what_was_lost
from tpmprep.core.db.guards import drop_triggers, make_guards, rebuild_search
from tpmprep.core.db.head import APPLICATION_ID
from tpmprep.core.db.mortal import step_done
from tpmprep.core.db.undo import forget_all
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    import sqlite3

    from alembic.runtime.migration import MigrationContext
    from sqlalchemy import Connection

Progress = Callable[[float], None]
"""Told the share that is done, 0–1."""

SCRIPTS: Final = Path(__file__).resolve().parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which schema to which, and how many steps can no longer be undone."""

    found: int
    reached: int
    forgotten: int


def upgrade(file: Path, on_progress: Progress | None = None, more: Sequence[Path] = ()) -> Upgraded:
    """Runs every missing revision on a file; a new or empty file gets the whole schema.

    All or nothing: killed at any point, the file is as it was, and the next call starts again. The caller
    holds the profile's lock, and has no other connection open.

    Args:
        file: the SQLite file.
        on_progress: told the share done, from the calling thread.
        more: further folders of revisions (tests).

    Raises:
        UserError: ``profile.upgrade_failed`` when history would be lost or a reference broken; a full disk.
    """
    raw = connect(file, writes=True)
    try:
        raw.execute("PRAGMA foreign_keys=OFF")
        if "TPMPREP_DIE_AT" in os.environ:
            raw.set_trace_callback(lambda _: step_done())
        with worded(file):
            done = _upgrade_all(raw, scripts(more), on_progress or (lambda _: None))
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return done
    finally:
        raw.close()


def scripts(more: Sequence[Path] = ()) -> ScriptDirectory:
    """The revisions, read from the package's files."""
    return ScriptDirectory(SCRIPTS, version_locations=[SCRIPTS / "versions", *more])


def _upgrade_all(raw: sqlite3.Connection, script: ScriptDirectory, on_progress: Progress) -> Upgraded:
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin_immediate)
    with engine.connect() as connection, connection.begin():
        found = int(raw.execute("PRAGMA user_version").fetchone()[0])
        before, counters = fingerprints(raw), _counters(raw)
        drop_triggers(raw)
        _run_revisions(connection, script, on_progress)
        _keep_counters(raw, counters)
        make_guards(raw)
        rebuild_search(raw)
        _refuse(what_was_lost(raw, before) or _broken_reference(raw))
        forgotten = forget_all(raw)
        reached = int(script.get_current_head() or 0)
        raw.execute(f"PRAGMA user_version={reached}")
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    on_progress(1.0)
    return Upgraded(found, reached, forgotten)


def _run_revisions(connection: Connection, script: ScriptDirectory, on_progress: Progress) -> None:
    def missing(heads: Any, _context: MigrationContext) -> Any:  # noqa: ANN401  (Alembic's own types)
        steps = script._upgrade_revs("head", heads)  # noqa: SLF001  (what alembic.command.upgrade calls)
        total = len(steps) + 1
        for number, step in enumerate(steps):
            on_progress(number / total)
            yield step

    with EnvironmentContext(Config(), script, fn=missing) as environment:
        environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
        environment.run_migrations()


def _counters(raw: sqlite3.Connection) -> dict[str, int]:
    if not raw.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
        return {}
    return {str(name): int(seq) for name, seq in raw.execute("SELECT name, seq FROM sqlite_sequence")}


def _keep_counters(raw: sqlite3.Connection, counters: dict[str, int]) -> None:
    """An id once given is never given again, though the batch mode copies a table and forgets its counter."""
    present = set(table_names(raw))
    lost = [
        str(name)
        for name in counters
        if name in present and "AUTOINCREMENT" not in _sql_of(raw, name).upper()
    ]
    _refuse(", ".join(f"AUTOINCREMENT of {name}" for name in lost))
    for name, seq in counters.items():
        raw.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name))
        raw.execute(
            "INSERT INTO sqlite_sequence(name, seq) SELECT ?, ? "
            "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
            (name, seq, name),
        )


def _sql_of(raw: sqlite3.Connection, table: str) -> str:
    query = "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?"
    return str(raw.execute(query, (table,)).fetchone()[0])


def _broken_reference(raw: sqlite3.Connection) -> str:
    broken = raw.execute("PRAGMA foreign_key_check").fetchone()
    return f"{broken[0]} → {broken[2]}" if broken else ""


def _refuse(why: str) -> None:
    if why:
        raise UserError("profile.upgrade_failed", why=why)


def _begin_immediate(connection: Connection) -> None:
    """Begins a writing transaction at once, so that it never fails half way for want of the lock."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
