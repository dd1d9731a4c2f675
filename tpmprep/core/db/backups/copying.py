"""One copy of a database: made while it is written to, found whole, published with its card."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups.card import STAMP, STORE, BackupFace, KeptFile, read_card, write_card
from tpmprep.core.db.backups.pinning import pin_without_trace
from tpmprep.core.db.engine import PASSING_KIB
from tpmprep.core.db.faults import worded
from tpmprep.core.db.fingerprint import table_names
from tpmprep.core.db.head import APPLICATION_ID
from tpmprep.core.db.identity import beside, open_without_trace, schema_version
from tpmprep.core.db.mortal import step_done
from tpmprep.core.db.whole import verdict
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import discard, sync_folder, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from tpmprep.core.db.backups.pinning import Pinned

_PAGES: Final = 2048


@dataclass(frozen=True, slots=True)
class Note:
    """What a card says beside hash and counts: why and when, the running number, the files that belong."""

    why: str = ""
    at: datetime | None = None
    number: int = 0
    files: tuple[KeptFile, ...] = ()
    kept_in: str = STORE


def backup(file: Path, target: Path, note: Note | None = None, source: Pinned | None = None) -> BackupFace:
    """Copies a database, also while it is written to, and publishes the copy when it is found whole.

    Args:
        file: the database.
        target: where the copy goes; its card goes beside it.
        note: what else the card says.
        source: the state to copy (``pin``), else that of now, read without a trace; a given one stays open.

    Raises:
        UserError: ``backup.exists``, ``profile.damaged`` (nothing is published), a full or read-only disk.
    """
    if target.exists():
        raise UserError("backup.exists", file=target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    given = note or Note()
    try:
        with worded(target):
            face = _copy(file, temporary, target, source)
        face = replace(
            face,
            why=given.why,
            at=given.at,
            number=given.number,
            files=given.files,
            kept_in=given.kept_in,
        )
        step_done()
        write_card(face)
        step_done()
        temporary.replace(target)
        step_done()
        sync_folder(target.parent)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        discard(temporary, *beside(temporary))
    return face


def backup_name(folder: Path, why: str, now: datetime) -> Path:
    """A free name such as ``20260302T120000Z-close.sqlite3``; names sort by time."""
    stem = f"{now.strftime(STAMP)}-{why}"
    names: Iterator[str] = (f"{stem}{f'-{n}' if n else ''}.sqlite3" for n in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def read_backup(file: Path) -> BackupFace:
    """Checks a backup against its card: hash, identity, schema; without a card every page is checked.

    Raises:
        UserError: ``backup.bad_hash``, ``backup.unreadable``, ``profile.not_ours`` or ``profile.newer``.
    """
    if not file.is_file():
        raise UserError("input.file_missing", file=file)
    found = sha256_of(file)
    card = read_card(file)
    if card is not None and card.sha256 != found:
        raise UserError("backup.bad_hash", file=file)
    version = schema_version(file)
    try:
        with closing(open_without_trace(file)) as raw:
            if card is None:  # else its bytes are those that were checked when it was made
                refuse_damage(raw, file, "integrity_check")
            rows = count_rows(raw)
    except sqlite3.DatabaseError as error:
        raise UserError("backup.unreadable", file=file, why=getattr(error, "sqlite_errorname", "")) from error
    known = card or BackupFace(file, found, version, rows, file.stat().st_size)
    return replace(known, version=version, rows=rows)


def count_rows(raw: sqlite3.Connection) -> dict[str, int]:
    """The rows of each of the file's own tables."""
    return {
        table: int(raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608  (schema names)
        for table in table_names(raw)
    }


def refuse_damage(raw: sqlite3.Connection, file: Path, check: str) -> None:
    """Raises ``profile.damaged`` when SQLite's own check (``quick_check``, ``integrity_check``) finds any."""
    found = verdict(raw, check)
    if found != "ok":
        raise UserError("profile.damaged", file=file, why=found, backups=file.parent / "backups")


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb", buffering=0) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(file: Path) -> None:
    """Makes a file's content last through a power cut."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _copy(file: Path, temporary: Path, target: Path, source: Pinned | None) -> BackupFace:
    """Copies, hashes and syncs one state while its pages are checked, which takes as long."""
    temporary.touch(mode=0o600)
    present = source or pin_without_trace(file)
    try:
        with ThreadPoolExecutor(2) as beside:
            checked = beside.submit(refuse_damage, present.checked, file, "quick_check")
            try:
                face = _hashed_copy(present.copied, file, temporary, target, beside)
            except BaseException:
                present.checked.interrupt()  # nobody waits for the check of what cannot be copied
                raise
            checked.result()
            return face
    finally:
        if source is None:
            present.close()


def _hashed_copy(
    present: sqlite3.Connection, file: Path, temporary: Path, target: Path, beside: Executor
) -> BackupFace:
    with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
        _pages(present, copy, temporary)
        step_done()
        copy.execute("PRAGMA journal_mode=DELETE")
        hashed = beside.submit(sha256_of, temporary)
        sync(temporary)
        if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise UserError("profile.not_ours", file=file, why="another program wrote it")
        version = int(copy.execute("PRAGMA user_version").fetchone()[0])
        rows = count_rows(copy)
        return BackupFace(target, hashed.result(), version, rows, temporary.stat().st_size)


def _pages(present: sqlite3.Connection, copy: sqlite3.Connection, temporary: Path) -> None:
    """Copies all pages of one state, handed to the disk bit by bit: a commit beside waits for little."""
    copy.execute("PRAGMA synchronous=OFF")
    copy.execute(f"PRAGMA cache_size={-PASSING_KIB}")
    with temporary.open("rb+") as written:
        present.backup(copy, pages=_PAGES, progress=lambda *_: os.fsync(written.fileno()))
