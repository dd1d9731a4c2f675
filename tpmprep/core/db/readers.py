"""Query-only connections for plain SQL: each lent to one reader at a time, a few kept for the next."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tpmprep.core.db.engine import connect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

KEPT = 4


class Readers:
    """Lends readers of one file, in any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._idle: list[sqlite3.Connection] = []
        self._kept = KEPT

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one committed state and cannot write."""
        try:
            raw = self._idle.pop()
        except IndexError:
            raw = connect(self._file, writes=False)
        try:
            raw.execute("BEGIN")
            yield raw
        finally:
            self._take_back(raw)

    def close(self) -> None:
        """Closes what is idle now, and what is still lent as it comes back."""
        self._kept = 0
        while self._idle:
            self._idle.pop().close()

    def _take_back(self, raw: sqlite3.Connection) -> None:
        raw.rollback()
        if len(self._idle) < self._kept:
            self._idle.append(raw)
        else:
            raw.close()
