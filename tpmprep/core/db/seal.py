"""The seal of a profile that was closed well: as long as it holds, nobody has touched the file since."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tpmprep.core.db.identity import beside
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders


def holds(folders: Folders) -> bool:
    """Whether the file is by size, time and place on the disk the one that was sealed, without a log."""
    try:
        return not beside(folders.database) and _seal(folders).read_bytes() == _state(folders.database)
    except OSError:
        return False


def put(folders: Folders) -> None:
    """Seals a file after its last connection has closed; an unsealed one is checked at the next start."""
    with suppress(OSError, UserError):
        if not beside(folders.database):
            write_atomically(_seal(folders), _state(folders.database))


def lift(folders: Folders) -> None:
    """Takes the seal away, before anything may write."""
    _seal(folders).unlink(missing_ok=True)


def _seal(folders: Folders) -> Path:
    return folders.root / "closed-well"


def _state(file: Path) -> bytes:
    found = file.stat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}".encode()
