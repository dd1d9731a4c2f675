"""Reads what can still be read of a damaged file, on a copy: the file itself is not touched."""

from __future__ import annotations

import heapq
import os
import sqlite3
import struct
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from tpmprep.core.db.carve import shape_of
from tpmprep.core.db.contents import leave_out_damage
from tpmprep.core.db.head import APPLICATION_ID, HEAD
from tpmprep.core.db.identity import MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Row = tuple[int, tuple[Any, ...]]

COPY: Final = "copy.sqlite3"
_PAGE: Final = 4096
_LARGEST_PAGE: Final = 65_536
_FAR: Final = 2**62
_GUESS: Final = 1_000_000
_TRIES: Final = 4_000
_BLOCK: Final = 1 << 16


@contextmanager
def opened_copy(file: Path, place: Path) -> Iterator[sqlite3.Connection]:
    """Copies a file and its log into a folder, mends the copy's head if need be, opens it."""
    copy = place / COPY
    log = file.with_name(f"{file.name}-wal")
    _copy(file, copy)
    if log.exists():
        _copy(log, copy.with_name(f"{copy.name}-wal"))
    _mend_head(copy, logged=log.exists())
    if log.exists():
        _fold(copy)
    leave_out_damage(copy)
    raw = sqlite3.connect(copy, isolation_level=None)
    try:
        raw.text_factory = lambda text: text.decode("utf-8", "replace")
        for pragma in ("trusted_schema=OFF", "writable_schema=ON", "cell_size_check=ON"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("PRAGMA query_only=ON")
        yield raw
    finally:
        raw.close()


def _fold(copy: Path) -> None:
    """Brings what lies in the copy's log into the copy itself."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw, suppress(sqlite3.DatabaseError):
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def tables_of(raw: sqlite3.Connection) -> list[str]:
    """The names of the file's real tables: no views, no virtual tables, nothing of SQLite itself."""
    query = (
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0 "
        "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE 'search~_fts%' ESCAPE '~'"
    )
    return sorted(str(row[0]) for row in _as_far_as_possible(raw, query, ()))


def columns_of(raw: sqlite3.Connection, table: str) -> list[str]:
    """The stored columns of a table; empty when not even these can be read."""
    with suppress(sqlite3.DatabaseError):
        return [str(row[1]) for row in raw.execute(f'PRAGMA table_info("{_quoted(table)}")')]
    return []


def roots_of(raw: sqlite3.Connection) -> list[int]:
    """The first pages of all tables and indexes."""
    query = "SELECT rootpage FROM main.sqlite_master WHERE rootpage > 0"
    return [int(row[0]) for row in _as_far_as_possible(raw, query, ()) if isinstance(row[0], int)]


class Reading:
    """The readable rows of one table, each once; ``torn`` tells afterwards whether some were not readable.

    Args:
        raw: a connection of ``opened_copy``.
        table: its name.
        columns: the columns to read.
        lost: the rows of leaves that no tree leads to.
    """

    def __init__(
        self, raw: sqlite3.Connection, table: str, columns: list[str], lost: Callable[[], list[Row]] = list
    ) -> None:
        self._table, self._lost = table, lost
        self._ended = False
        self._runs: list[tuple[int, int]] = []
        names = ", ".join(f'"{_quoted(column)}"' for column in columns)
        self._raw = raw
        self._select = f'SELECT rowid, {names} FROM "{_quoted(table)}" NOT INDEXED'  # noqa: S608
        self.torn = False

    def rows(self, guess: int = _GUESS) -> Iterator[Row]:
        """From both ends to the first damage, then whatever lies between, then what hangs on no tree.

        Args:
            guess: the largest row number there may be, where the end of the table cannot be read.
        """
        low, high = -_FAR, _FAR
        for row in self._run(low, high):
            low = row[0] + 1
            yield row
        if not self.torn:
            return
        for row in self._run(low, high, backwards=True):
            high = row[0] - 1
            yield row
        yield from self._between(max(low, 0), high if high < _FAR else max(low, guess))
        shape, runs, taken = shape_of(self._raw, self._table), tuple(self._runs), set[int]()
        for number, values in self._lost():
            read = number in taken or any(first <= number <= last for first, last in runs)
            if not read and shape.fits(values):
                taken.add(number)
                yield number, shape.row(number, values)

    def _between(self, low: int, high: int) -> Iterator[Row]:
        """Tries the middle of the widest gap and reads both ways from there, until all was tried."""
        gaps = [(low - high, low, high)]
        for _ in range(_TRIES):
            if not gaps:
                return
            _, low, high = heapq.heappop(gaps)
            if low > high:
                continue
            middle = (low + high) // 2
            left, right = middle - 1, middle + 1
            for row in self._run(middle, high):
                right = row[0] + 1
                yield row
            if not self._ended:
                heapq.heappush(gaps, (right - high, right, high))
            for row in self._run(low, middle - 1, backwards=True):
                left = row[0] - 1
                yield row
            if not self._ended:
                heapq.heappush(gaps, (low - left, low, left))

    def _run(self, low: int, high: int, *, backwards: bool = False) -> Iterator[Row]:
        """Rows in their order as far as they come; ``_ended`` tells whether the range was read to its end."""
        order = "DESC" if backwards else "ASC"
        query = f"{self._select} WHERE rowid BETWEEN ? AND ? ORDER BY rowid {order}"
        self._ended = False
        first, last = None, high + 1 if backwards else low - 1
        try:
            for row in self._raw.execute(query, (low, high)):
                number = int(row[0])
                if not low <= number <= high or (number >= last if backwards else number <= last):
                    self.torn = True
                    return
                first, last = number if first is None else first, number
                yield number, row[1:]
            self._ended = True
        except (sqlite3.DatabaseError, UnicodeError, OverflowError):
            self.torn = True
        finally:
            if first is not None:
                self._runs.append((min(first, last), max(first, last)))


def _as_far_as_possible(raw: sqlite3.Connection, query: str, values: tuple[object, ...]) -> Iterator[Any]:
    with suppress(sqlite3.DatabaseError):
        yield from raw.execute(query, values)


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _copy(file: Path, copy: Path) -> None:
    """Copies a file block by block; a block that the disk does not give back is left empty."""
    copy.touch(mode=0o600)
    with file.open("rb", buffering=0) as source, copy.open("r+b") as target:
        size = os.fstat(source.fileno()).st_size
        for at in range(0, size, _BLOCK):
            with suppress(OSError):
                source.seek(at)
                block = source.read(min(_BLOCK, size - at))
                target.seek(at)
                target.write(block)
        target.truncate(size)


def _mend_head(copy: Path, *, logged: bool) -> None:
    """Gives the copy a head SQLite accepts, and the length its head speaks of."""
    with copy.open("r+b") as stream:
        head = stream.read(100).ljust(100, b"\x00")
        size = stream.seek(0, os.SEEK_END)
        page = int.from_bytes(head[16:18], "big")
        page = _LARGEST_PAGE if page == 1 else page
        if head[:16] != MAGIC or page < 512 or page & (page - 1) or head[21:24] != b"\x40\x20\x20":
            page = _PAGE
            stream.seek(0)
            stream.write(_new_head(-(-size // page), logged=logged))
            head = b""
        pages = int.from_bytes(head[28:32], "big")
        wanted = -(-size // page) * page
        if size < pages * page <= max(64 * size, 1 << 26):
            wanted = pages * page
        stream.truncate(wanted)


def _new_head(pages: int, *, logged: bool) -> bytes:
    """The first 100 bytes of a file as tpmprep makes it (https://sqlite.org/fileformat2.html#the_database_header)."""
    way = 2 if logged else 1
    fixed = struct.pack(">16sHBBBBBBII", MAGIC, _PAGE, way, way, 0, 64, 32, 32, 1, pages)
    later = struct.pack(">12I", 0, 0, 1, 4, 0, 0, 1, HEAD, 0, APPLICATION_ID, 0, 0)
    return (
        fixed + later + bytes(12) + struct.pack(">II", 1, sqlite3.sqlite_version_info[1] * 1000 + 3_000_000)
    )
