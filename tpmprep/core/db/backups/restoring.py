"""Bringing a backup back: the present file set aside, nothing stale left, and the way back noted down."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups.bringing import bring_out
from tpmprep.core.db.backups.card import read_card
from tpmprep.core.db.backups.copying import backup_name, read_backup, sha256_of, sync
from tpmprep.core.db.backups.shelf import put_one_more
from tpmprep.core.db.faults import worded
from tpmprep.core.db.identity import beside, open_without_trace
from tpmprep.core.db.mortal import step_done
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import discard, sync_folder, unwritable, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.backups.card import BackupFace
    from tpmprep.core.ground.folders import Folders

BEFORE_RESTORE: Final = "before-restore"
DAMAGED: Final = "damaged"
_NOTED: Final = "restored.json"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, where the file before it is kept (None when there was none), and what is missing.

    ``missing`` counts pictures and recordings that the backup names and nobody has any more.
    """

    face: BackupFace
    set_aside: Path | None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class WayBack:
    """The last restore: which backup came back and when, and the file that undoes it."""

    came: str
    at: datetime
    set_aside: Path


def restore(folders: Folders, file: Path, now: datetime) -> Restored:
    """Puts a backup in the place of the present file, which is kept among the backups.

    The caller holds the lock and has closed the database. Killed at any point, the file is the one before
    or the one restored, and the next call does it all again.

    Raises:
        UserError: as ``read_backup`` does; nothing was changed then.
    """
    present = folders.database
    coming = present.with_name(f"{present.name}.coming")
    face = read_backup(file)
    try:
        _fetch(file, coming, face.sha256)
        step_done()
        kept = _set_aside(folders, now) if present.exists() else None
        step_done()
        missing = bring_out(face.files, face.store, folders)
        _note(folders, file, kept, now)
        step_done()
        for stale in beside(present):
            stale.unlink()
            step_done()
        coming.replace(present)
        step_done()
        sync_folder(folders.root)
    except OSError as error:
        raise unwritable(present, error) from error
    finally:
        discard(coming)
    return Restored(face, kept, len(missing))


def way_back(folders: Folders) -> WayBack | None:
    """How the last restore can be undone; None when there was none, or its file is gone."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        noted = json.loads((folders.backups / _NOTED).read_bytes())
        kept = folders.backups / str(noted["set_aside"])
        if kept.is_file():
            return WayBack(str(noted["came"]), datetime.fromisoformat(noted["at"]), kept)
    return None


def _fetch(file: Path, coming: Path, sha256: str) -> None:
    """Copies what comes back; a live file, which has no card, comes with what is in the log beside it."""
    if read_card(file) is None and file.with_name(f"{file.name}-wal").exists():
        coming.unlink(missing_ok=True)
        coming.touch(mode=0o600)
        with (
            worded(file),
            closing(open_without_trace(file)) as found,
            closing(sqlite3.connect(coming)) as copy,
        ):
            found.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        shutil.copyfile(file, coming)
        if sha256_of(coming) != sha256:
            raise UserError("backup.unreadable", file=file, why="it changed while it was read")
    sync(coming)
    coming.chmod(0o600)


def _set_aside(folders: Folders, now: datetime) -> Path:
    """Keeps the present file: as a backup where it is whole, else byte by byte with what lies beside it."""
    present = folders.database
    with suppress(UserError, sqlite3.DatabaseError):
        kept = put_one_more(folders, BEFORE_RESTORE, now).file
        _fold(present)
        return kept
    target = backup_name(folders.backups, DAMAGED, now)
    for place in (present, *beside(present)):
        kept = target.with_name(target.name + place.name.removeprefix(present.name))
        shutil.copyfile(place, kept)
        kept.chmod(0o600)
        sync(kept)
    sync_folder(folders.backups)
    return target


def _fold(present: Path) -> None:
    """Puts what a crash left in the log into its file: the log goes before the file is replaced."""
    if present.with_name(f"{present.name}-wal").exists():
        with closing(sqlite3.connect(present, isolation_level=None)) as raw:
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _note(folders: Folders, file: Path, kept: Path | None, now: datetime) -> None:
    """Notes the way back before the file changes; what was damaged is kept, but nobody is sent back to it."""
    if kept is None or BEFORE_RESTORE not in kept.name:
        (folders.backups / _NOTED).unlink(missing_ok=True)
        return
    noted = {"came": file.name, "at": now.isoformat(), "set_aside": kept.name}
    write_atomically(folders.backups / _NOTED, json.dumps(noted).encode())
