"""SQLite connections with the pragmas every promise rests on: one writer, query-only readers."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDEST_SQLITE = (3, 40, 0)
BUSY_MS = 1500
"""How long another writer is waited for; a person is told within 2 seconds."""
LOG_PAGES = 8000
"""The log is folded into the file when nobody waits; a commit does it only beyond so many pages (32 MB)."""
WRITER_KIB, READER_KIB, BULK_KIB = 16_000, 8_000, 64_000
PASSING_KIB = 100
"""For one pass over a whole file, which finds no page again: so few stay in the processor's own memory."""


def check_sqlite() -> None:
    """Raises ``sqlite.too_old`` when the linked SQLite lacks STRICT, RETURNING or the JSON we use."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise UserError("sqlite.too_old", found=sqlite3.sqlite_version, needed="3.40")


def connect(
    file: Path, *, writes: bool, factory: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    """Opens the file with all pragmas set; a reader is ``query_only``."""
    raw = sqlite3.connect(
        file,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
        timeout=BUSY_MS / 1000,
        factory=factory,
    )
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA recursive_triggers=ON")
    raw.execute("PRAGMA temp_store=MEMORY")
    raw.execute("PRAGMA mmap_size=0")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA secure_delete=FAST")
    raw.execute(f"PRAGMA cache_size={-WRITER_KIB if writes else -READER_KIB}")
    if writes:
        raw.execute("PRAGMA journal_mode=WAL")
        fold_at(raw)
    else:
        raw.execute("PRAGMA query_only=ON")
    return raw


@contextmanager
def roomy(raw: sqlite3.Connection) -> Iterator[None]:
    """While it lasts, the connection keeps many more pages in memory: an index is met at random."""
    before = raw.execute("PRAGMA cache_size").fetchone()[0]
    raw.execute(f"PRAGMA cache_size={-BULK_KIB}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA cache_size={before}")


def fold_at(raw: sqlite3.Connection, pages: int = LOG_PAGES) -> None:
    """Says from how many pages in the log on a commit folds it into the file; 0: none does."""
    raw.execute(f"PRAGMA wal_autocheckpoint={pages}")


class Writer(sqlite3.Connection):
    """A connection whose transactions end by statement only, so that a session inside one cannot end it."""

    def commit(self) -> None:
        """Nothing: ``Database`` commits."""

    def rollback(self) -> None:
        """Nothing: ``Database`` rolls back."""
