"""What SQLite's errors mean to a person: a full disk, a read-only place, a busy or damaged file."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import try_writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL: Final = "profile.disk_full"
_CODES: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL,
    sqlite3.SQLITE_READONLY: "profile.read_only",
    sqlite3.SQLITE_CANTOPEN: "profile.read_only",
    sqlite3.SQLITE_PERM: "profile.read_only",
    sqlite3.SQLITE_BUSY: "profile.busy",
    sqlite3.SQLITE_LOCKED: "profile.busy",
    sqlite3.SQLITE_PROTOCOL: "profile.busy",
    sqlite3.SQLITE_CORRUPT: "profile.damaged",
    sqlite3.SQLITE_NOTADB: "profile.damaged",
}
_FINER: Final = {
    sqlite3.SQLITE_IOERR_READ: "profile.damaged",
    sqlite3.SQLITE_IOERR_SHORT_READ: "profile.damaged",
    sqlite3.SQLITE_IOERR_CORRUPTFS: "profile.damaged",
    sqlite3.SQLITE_READONLY_DBMOVED: "profile.moved",
}
"""Extended codes that mean something else than their family: the disk gives back what it was not given."""


def fault(error: BaseException, file: Path) -> UserError | None:
    """The user error behind an SQLite error (also one that SQLAlchemy wraps); None when it is our bug."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None or code == sqlite3.SQLITE_CORRUPT_VTAB:
        return None
    known = _FINER.get(code) or _CODES.get(code & 0xFF)
    if code & 0xFF == sqlite3.SQLITE_IOERR and known == _FULL:
        known = _refusal(file)
    if known is None:
        return None
    return UserError(
        known, file=file, why=getattr(cause, "sqlite_errorname", ""), backups=file.parent / "backups"
    )


def _refusal(file: Path) -> str:
    """Why a disk takes nothing: SQLite says of a full one only that it is full, so a small file is tried."""
    try:
        try_writing(file.parent)
    except UserError as error:
        return _FULL if error.code == _FULL else "profile.read_only"
    return _FULL


@contextmanager
def worded(file: Path) -> Iterator[None]:
    """Turns what a person can mend into a ``UserError``; everything else passes."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        user_error = fault(error, file)
        if user_error is None:
            raise
        raise user_error from error
