"""Backups: whole, checked, published with their hash and counts, brought back with nothing left over."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.faults import worded
from tpmprep.core.db.fingerprint import table_names
from tpmprep.core.db.head import APPLICATION_ID
from tpmprep.core.db.identity import beside, open_without_trace, schema_version
from tpmprep.core.db.mortal import step_done
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import sync_folder, unwritable, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders

_PAGE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupFace:
    """A published backup: its file, its SHA-256, its schema, and the rows of each table."""

    file: Path
    sha256: str
    version: int
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the file that was there before is kept (None when there was none)."""

    face: BackupFace
    set_aside: Path | None


def backup(file: Path, target: Path) -> BackupFace:
    """Copies a database, also while it is written to, and publishes the copy when it is found whole.

    Raises:
        UserError: ``backup.exists``, ``profile.damaged`` (nothing is published), a full or read-only disk.
    """
    if target.exists():
        raise UserError("backup.exists", file=target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with worded(target):
            face = _copy(file, temporary, target)
        step_done()
        write_atomically(_card(target), _card_text(face))
        step_done()
        temporary.replace(target)
        step_done()
        sync_folder(target.parent)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        for place in (temporary, *beside(temporary)):
            place.unlink(missing_ok=True)
    return face


def backup_name(folder: Path, why: str, now: datetime) -> Path:
    """A free name such as ``20260302T120000Z-close.sqlite3``; names sort by time."""
    stem = f"{now:%Y%m%dT%H%M%SZ}-{why}"
    names: Iterator[str] = (f"{stem}{f'-{n}' if n else ''}.sqlite3" for n in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def read_backup(file: Path) -> BackupFace:
    """Checks a backup against its card: hash, identity, schema; without a card every page is checked.

    Raises:
        UserError: ``backup.bad_hash``, ``backup.unreadable``, ``profile.not_ours`` or ``profile.newer``.
    """
    if not file.is_file():
        raise UserError("input.file_missing", file=file)
    sha256 = _sha256(file)
    card = _read_card(file)
    if card is not None and card != sha256:
        raise UserError("backup.bad_hash", file=file)
    version = schema_version(file)
    try:
        with closing(open_without_trace(file)) as raw:
            _refuse_damage(raw, file, "quick_check" if card else "integrity_check")
            return BackupFace(file, sha256, version, count_rows(raw))
    except sqlite3.DatabaseError as error:
        raise UserError("backup.unreadable", file=file, why=getattr(error, "sqlite_errorname", "")) from error


def restore(folders: Folders, file: Path, now: datetime) -> Restored:
    """Puts a backup in the place of the present file, which is kept among the backups.

    The caller holds the lock and has closed the database. Killed at any point, the file is the one before
    or the one restored.

    Raises:
        UserError: as ``read_backup`` does; nothing was changed then.
    """
    present = folders.database
    coming = present.with_name(f"{present.name}.coming")
    face = read_backup(file)
    try:
        shutil.copyfile(file, coming)
        if _sha256(coming) != face.sha256:
            raise UserError("backup.unreadable", file=file, why="it changed while it was read")
        _sync(coming)
        coming.chmod(0o600)
        step_done()
        kept = _set_aside(folders, now) if present.exists() else None
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
        coming.unlink(missing_ok=True)
    return Restored(face, kept)


def count_rows(raw: sqlite3.Connection) -> dict[str, int]:
    """The rows of each of the file's own tables."""
    return {
        table: int(raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608  (schema names)
        for table in table_names(raw)
    }


def _copy(file: Path, temporary: Path, target: Path) -> BackupFace:
    temporary.touch(mode=0o600)
    with (
        closing(open_without_trace(file)) as present,
        closing(sqlite3.connect(temporary, isolation_level=None)) as copy,
    ):
        present.backup(copy)
        step_done()
        copy.execute("PRAGMA journal_mode=DELETE")
        _refuse_damage(copy, file, "quick_check")
        if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise UserError("profile.not_ours", file=file, why="another program wrote it")
        version = int(copy.execute("PRAGMA user_version").fetchone()[0])
        rows = count_rows(copy)
    _sync(temporary)
    return BackupFace(target, _sha256(temporary), version, rows)


def _refuse_damage(raw: sqlite3.Connection, file: Path, check: str) -> None:
    found = str(raw.execute(f"PRAGMA {check}(1)").fetchone()[0])
    if found != "ok":
        raise UserError("profile.damaged", file=file, why=found, backups=file.parent / "backups")


def _set_aside(folders: Folders, now: datetime) -> Path:
    """Keeps the present file: as a backup where it is whole, else byte by byte with what lies beside it."""
    present = folders.database
    target = backup_name(folders.backups, "before-restore", now)
    with suppress(UserError, sqlite3.DatabaseError):
        return backup(present, target).file
    target = backup_name(folders.backups, "damaged", now)
    for place in (present, *beside(present)):
        kept = target.with_name(target.name + place.name.removeprefix(present.name))
        shutil.copyfile(place, kept)
        _sync(kept)
    sync_folder(folders.backups)
    return target


def _card(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _card_text(face: BackupFace) -> bytes:
    values = {**asdict(face), "file": face.file.name}
    return json.dumps(values, indent=1, sort_keys=True).encode()


def _read_card(file: Path) -> str | None:
    """The hash on a backup's card; None without a card."""
    try:
        return str(json.loads(_card(file).read_bytes())["sha256"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UserError("backup.unreadable", file=file, why="its card cannot be read") from error


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_PAGE):
            digest.update(block)
    return digest.hexdigest()


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
