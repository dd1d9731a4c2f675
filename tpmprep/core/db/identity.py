"""Whose file it is: read before anything opens it for writing, and leaving nothing behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.faults import fault
from tpmprep.core.db.fingerprint import table_names
from tpmprep.core.db.head import ALWAYS_THERE, APPLICATION_ID, HEAD
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

MAGIC: Final = b"SQLite format 3\x00"
BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file; one left from another file brings that file's rows back."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who wrote a file, with which schema, and the tables in it."""

    application_id: int
    version: int
    tables: frozenset[str]


def beside(file: Path) -> list[Path]:
    """The log, index and journal that lie beside a file."""
    return [place for end in BESIDE if (place := file.with_name(file.name + end)).exists()]


def schema_version(file: Path) -> int:
    """The schema of a file that is ours and can be opened; it is not written to, not even a log beside it.

    Raises:
        UserError: ``profile.not_ours``, ``profile.damaged`` or ``profile.newer``.
    """
    _check_head(file)
    identity = _identity(file)
    if identity.application_id != APPLICATION_ID:
        raise UserError("profile.not_ours", file=file, why="another program wrote it")
    if not identity.tables >= ALWAYS_THERE:
        raise UserError("profile.damaged", file=file, why="tables are missing", backups=_backups(file))
    if identity.version > HEAD:
        raise UserError("profile.newer", file=file, found=identity.version, known=HEAD)
    return identity.version


def open_without_trace(file: Path) -> sqlite3.Connection:
    """A read-only connection that creates no file: without a log there is nothing else to read or to lock."""
    log = file.with_name(f"{file.name}-wal")
    uri = f"{file.absolute().as_uri()}?mode=ro{'' if log.exists() else '&immutable=1'}"
    raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA trusted_schema=OFF")
    raw.execute("PRAGMA query_only=ON")
    return raw


def _check_head(file: Path) -> None:
    if not file.is_file():
        raise UserError("profile.not_ours", file=file, why="it is not a file")
    try:
        with file.open("rb") as stream:
            head = stream.read(len(MAGIC))
    except OSError as error:
        raise UserError("profile.read_only", file=file) from error
    if head == MAGIC:
        return
    why = "it is not an SQLite file" if head else "it is empty"
    if any(_backups(file).glob("*.sqlite3")):
        raise UserError("profile.damaged", file=file, why=why, backups=_backups(file))
    raise UserError("profile.not_ours", file=file, why=why)


def _identity(file: Path) -> Identity:
    try:
        with closing(open_without_trace(file)) as raw:
            application_id = int(raw.execute("PRAGMA application_id").fetchone()[0])
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
            tables: frozenset[str] = frozenset()
            if application_id == APPLICATION_ID:
                tables = frozenset(table_names(raw))
            return Identity(application_id, version, tables)
    except sqlite3.DatabaseError as error:
        known = fault(error, file)
        if known is not None and known.code != "profile.damaged":
            raise known from error
        with suppress(OSError):
            if not _says_tpmprep(file):
                raise UserError("profile.not_ours", file=file, why="it cannot be read") from error
        name = getattr(error, "sqlite_errorname", "")
        raise UserError("profile.damaged", file=file, why=name, backups=_backups(file)) from error


def _says_tpmprep(file: Path) -> bool:
    with file.open("rb") as stream:
        return int.from_bytes(stream.read(100)[68:72], "big") == APPLICATION_ID


def _backups(file: Path) -> Path:
    return file.parent / "backups"
