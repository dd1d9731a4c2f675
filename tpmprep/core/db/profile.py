"""Opens a profile: made when new, refused when not ours, upgraded when older, checked before any write."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups.copying import backup_name
from tpmprep.core.db.backups.keeper import Keeper
from tpmprep.core.db.backups.keeping import BEFORE_UPGRADE
from tpmprep.core.db.backups.shelf import put_one_more, sweep_leftovers
from tpmprep.core.db.database import Database
from tpmprep.core.db.engine import check_sqlite
from tpmprep.core.db.faults import worded
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.identity import beside, open_without_trace, schema_version
from tpmprep.core.db.kept import keep
from tpmprep.core.db.mortal import step_done
from tpmprep.core.db.shrink import shrink
from tpmprep.core.db.whole import missing_tables, only_search_is_damaged, verdict
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import sync_folder, tighten, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpmprep.core.ground.change import Changes
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.folders import Folders

    Progress = Callable[[float], None]

FULL_CHECK_DAYS: Final = 7
CHECKED: Final = "file.checked"
"""Where the day of the last full check is kept."""


def open_profile(
    folders: Folders, clock: Clock, changes: Changes | None = None, on_progress: Progress | None = None
) -> Database:
    """Opens a profile for writing; the caller holds its lock. May run in a thread.

    Closing the database makes a backup when something was written.

    Args:
        folders: the profile's places, prepared.
        clock: tells the time of steps and backups.
        changes: told after each commit what changed.
        on_progress: told the share done of a new or upgraded schema, 0–1, from this thread.

    Raises:
        UserError: ``sqlite.too_old``, ``profile.not_ours``, ``profile.newer``, ``profile.damaged``,
            ``profile.missing`` (backups are there, the file is not),
            ``profile.upgrade_failed``; a full, read-only or busy disk. The file is then as it was.
    """
    check_sqlite()
    file = folders.database
    with worded(file):
        if not file.exists() and not file.is_symlink():
            if any(folders.backups.glob("*.sqlite3")):
                raise UserError("profile.missing", file=file, backups=folders.backups)
            _make(folders, clock, on_progress)
        version = schema_version(file)
        unclean = folders.in_use.exists()
        sweep_leftovers(folders.backups)
        tighten(file)
        if version < HEAD:
            _check_or_mend(folders, clock, full=unclean)
            _upgrade(folders, version, clock, on_progress)
        _refuse_missing(folders)
        full = unclean or _full_check_is_due(file, clock)
        _check_or_mend(folders, clock, full=full)
        write_atomically(folders.in_use, b"")
        database = Database(file, clock, changes, on_close=lambda closing: _at_close(folders, closing))
        database.keeper = Keeper(folders, database)
    if full and os.access(file, os.W_OK):
        _note_full_check(database)
    return database


def open_reading(folders: Folders, clock: Clock) -> Database:
    """Opens a profile beside an open window: it reads, and every write raises ``profile.in_use``.

    Raises:
        UserError: as ``open_profile`` does, and ``profile.older`` for a schema that waits for its upgrade.
    """
    check_sqlite()
    if not folders.database.exists():
        raise UserError("input.file_missing", file=folders.database)
    version = schema_version(folders.database)
    if version < HEAD:
        raise UserError("profile.older", file=folders.database, found=version, known=HEAD)
    return Database(folders.database, clock, writes=False)


def _make(folders: Folders, clock: Clock, on_progress: Progress | None) -> None:
    """Makes a new file under another name and then puts it in place: there is never half a profile."""
    from tpmprep.core.db.migrate import upgrade

    coming = folders.database.with_name(f"{folders.database.name}.new")
    for leftover in (coming, *beside(coming)):
        leftover.unlink(missing_ok=True)
    coming.touch(mode=0o600)
    upgrade(coming, on_progress)
    for stale in beside(folders.database):
        stale.rename(
            backup_name(
                folders.backups, f"found{stale.name.removeprefix(folders.database.name)}", clock.now()
            )
        )
    coming.replace(folders.database)
    step_done()
    sync_folder(folders.root)


def _upgrade(folders: Folders, version: int, clock: Clock, on_progress: Progress | None) -> None:
    from tpmprep.core.db.migrate import upgrade

    put_one_more(folders, f"{BEFORE_UPGRADE}{version}", clock.now())
    step_done()
    upgrade(folders.database, on_progress)
    step_done()
    shrink(folders.database)


def _refuse_missing(folders: Folders) -> None:
    with closing(open_without_trace(folders.database)) as raw:
        missing = missing_tables(raw)
    if missing:
        why = f"these tables are missing: {', '.join(missing)}"
        raise UserError("profile.damaged", file=folders.database, why=why, backups=folders.backups)


def _check_or_mend(folders: Folders, clock: Clock, *, full: bool) -> None:
    """As ``_check``; a search index that is damaged alone is made anew: nothing of a person's is in it."""
    try:
        _check(folders.database, full=full)
    except UserError as error:
        if error.code != "profile.damaged" or not only_search_is_damaged(folders.database):
            raise
        from tpmprep.core.db.mending import mend_search  # a sound file never needs it

        if not mend_search(folders, clock.now()):
            raise


def _check(file: Path, *, full: bool) -> None:
    """Checks every page on a reader; with ``full`` also that the indexes agree with their tables."""
    with closing(open_without_trace(file)) as raw:
        found = verdict(raw, "integrity_check" if full else "quick_check")
    if found != "ok":
        raise UserError("profile.damaged", file=file, why=found, backups=file.parent / "backups")


def _full_check_is_due(file: Path, clock: Clock) -> bool:
    with closing(open_without_trace(file)) as raw:
        row = raw.execute("SELECT json_extract(value, '$.on') FROM kept WHERE key = ?", (CHECKED,)).fetchone()
    try:
        checked = date.fromisoformat(row[0])
    except (TypeError, ValueError):
        return True
    today = clock.now().date()
    return not today - timedelta(days=FULL_CHECK_DAYS) < checked <= today


def _note_full_check(database: Database) -> None:
    """Notes the day; where it cannot be written just now the next start looks again."""
    with suppress(UserError), database.hot_unlogged(counts=False) as raw:
        keep(raw, CHECKED, {"on": database.clock.now().date().isoformat()})


def _at_close(folders: Folders, database: Database) -> None:
    if database.keeper is not None:
        database.keeper.close()
    shrink(folders.database)
    folders.in_use.unlink(missing_ok=True)
