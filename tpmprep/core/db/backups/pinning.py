"""One state of a file, held by two readers: it is copied and checked at once, whatever others write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpmprep.core.db.engine import PASSING_KIB, connect
from tpmprep.core.db.faults import worded
from tpmprep.core.db.identity import open_without_trace

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pinned:
    """Two readers of the very same state, whatever is written after: one is copied from, one is checked."""

    copied: sqlite3.Connection
    checked: sqlite3.Connection

    def close(self) -> None:
        """Lets the state go."""
        self.copied.close()
        self.checked.close()


def pin(file: Path) -> Pinned:
    """Pins the state of an open file as it is now; takes no time."""
    with worded(file):
        return _held(Pinned(connect(file, writes=False), connect(file, writes=False)))


def pin_without_trace(file: Path) -> Pinned:
    """Pins the state of a file that nobody may have open; creates nothing beside it."""
    return _held(Pinned(open_without_trace(file), open_without_trace(file)))


def _held(readers: Pinned) -> Pinned:
    """Both readers in one state: tried again when somebody commits between their beginnings."""
    try:
        for raw in (readers.copied, readers.checked):
            raw.execute(f"PRAGMA cache_size={-PASSING_KIB}")
        while not _begun_at_once(readers):
            for raw in (readers.copied, readers.checked):
                raw.execute("ROLLBACK")
    except BaseException:
        readers.close()
        raise
    return readers


def _begun_at_once(readers: Pinned) -> bool:
    """Begins both; whether the second saw no commit from before the first began until it began itself."""
    before = _version(readers.checked)
    for raw in (readers.copied, readers.checked):
        raw.execute("BEGIN")
        raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    return _version(readers.checked) == before


def _version(raw: sqlite3.Connection) -> int:
    """A number that changes when another connection commits (https://sqlite.org/pragma.html#pragma_data_version)."""
    return int(raw.execute("PRAGMA data_version").fetchone()[0])
