"""Reads rows from leaves that no tree leads to any more (https://sqlite.org/fileformat2.html)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

_LEAF, _INNER, _INDEX_INNER = 13, 5, 2
_KINDS: Final = frozenset({2, 5, 10, 13})
_SIZES: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_LONGEST: Final = 1 << 28


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row of a table looks like: each column's type, whether it must be there; the key's place."""

    types: tuple[str, ...]
    needed: tuple[bool, ...]
    key: int

    def fits(self, values: tuple[Any, ...]) -> bool:
        """Whether stored values can be a row of this table; the key is stored as NULL."""
        if len(values) > len(self.types):
            return False
        full = values + (None,) * (len(self.types) - len(values))
        return all(
            _is(value, wanted) if value is not None else at == self.key or not needed
            for at, (value, wanted, needed) in enumerate(zip(full, self.types, self.needed, strict=True))
        )

    def row(self, number: int, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row as a query gives it."""
        full = [*values, *[None] * (len(self.types) - len(values))]
        if self.key >= 0:
            full[self.key] = number
        return tuple(full)


def shape_of(raw: sqlite3.Connection, table: str) -> Shape:
    """The shape of a table by its declaration."""
    rows = list(raw.execute('SELECT type, "notnull", pk FROM pragma_table_info(?)', (table,)))
    keys = [at for at, (kind, _, pk) in enumerate(rows) if pk and str(kind).upper() == "INTEGER"]
    alone = len(keys) == 1 and sum(bool(pk) for _, _, pk in rows) == 1
    return Shape(
        tuple(str(kind).upper() for kind, _, _ in rows),
        tuple(bool(needed) for _, needed, _ in rows),
        keys[0] if alone else -1,
    )


class Pages:
    """The pages of a file that is not open elsewhere."""

    def __init__(self, file: Path) -> None:
        self._content = file.read_bytes()
        size = int.from_bytes(self._content[16:18], "big")
        self.size = 65_536 if size == 1 else size
        self.count = len(self._content) // self.size

    def lost_rows(self, roots: list[int]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """The rows of all leaves that are neither in a tree with one of these roots nor free."""
        reached = self._reached([1, *roots]) | self._free()
        for number in range(1, self.count + 1):
            if number not in reached and self._page(number)[:1] == bytes([_LEAF]):
                yield from self._rows(number)

    def _page(self, number: int) -> bytes:
        return self._content[(number - 1) * self.size : number * self.size]

    def _reached(self, roots: list[int]) -> set[int]:
        seen: set[int] = set()
        waiting = list(roots)
        while waiting:
            number = waiting.pop()
            page = self._page(number) if 0 < number <= self.count else b""
            start = 100 if number == 1 else 0
            if number in seen or not page or page[start] not in _KINDS:
                continue
            seen.add(number)
            if page[start] in (_INNER, _INDEX_INNER):
                cells = int.from_bytes(page[start + 3 : start + 5], "big")
                places = (start + 8, *self.places(page, start + 12, cells))
                waiting += [int.from_bytes(page[place : place + 4], "big") for place in places]
        return seen

    def _free(self) -> set[int]:
        seen: set[int] = set()
        number = int.from_bytes(self._content[32:36], "big")
        while 0 < number <= self.count and number not in seen:
            page = self._page(number)
            count = min(int.from_bytes(page[4:8], "big"), self.size // 4 - 2)
            seen |= {number, *struct.unpack(f">{count}I", page[8 : 8 + 4 * count])}
            number = int.from_bytes(page[:4], "big")
        return seen

    def is_leaf_of(self, number: int, columns: int) -> bool:
        """Whether a page is a leaf whose every row can be read and has so many columns."""
        page = self._page(number) if 0 < number <= self.count else b""
        if page[:1] != bytes([_LEAF]):
            return False
        rows = list(self._rows(number))
        cells = int.from_bytes(page[3:5], "big")
        return 0 < len(rows) == cells and all(len(values) == columns for _, values in rows)

    def places(self, page: bytes, start: int, cells: int) -> list[int]:
        """Where the cells of a page begin, by the list of them that begins at ``start``."""
        cells = min(cells, (self.size - start) // 2)
        return list(struct.unpack(f">{cells}H", page[start : start + 2 * cells]))

    def _rows(self, number: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
        page = self._page(number)
        for place in self.places(page, 8, int.from_bytes(page[3:5], "big")):
            try:
                length, at = _varint(page, place)
                rowid, at = _varint(page, at)
                yield _signed(rowid), _values(self._payload(page, at, length))
            except (IndexError, ValueError, KeyError, struct.error):
                continue

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """A record, also the part of it that lies on pages of its own."""
        if length > _LONGEST:
            raise ValueError
        local, largest, least = length, self.size - 35, (self.size - 12) * 32 // 255 - 23
        if length > largest:
            wanted = least + (length - least) % (self.size - 4)
            local = wanted if wanted <= largest else least
        content, rest = page[at : at + local], int.from_bytes(page[at + local : at + local + 4], "big")
        while len(content) < length:
            more = self._page(rest) if 0 < rest <= self.count else b""
            if not more:
                raise ValueError
            content, rest = content + more[4:], int.from_bytes(more[:4], "big")
        return content[:length]


def _values(record: bytes) -> tuple[Any, ...]:
    size, at = _varint(record, 0)
    kinds = []
    while at < size:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        length = (kind - 12) // 2 if kind >= 12 else _SIZES[kind]
        if at + length > len(record):
            raise ValueError
        values.append(_value(kind, record[at : at + length]))
        at += length
    return tuple(values)


def _value(kind: int, content: bytes) -> Any:  # noqa: ANN401  (any value of SQLite)
    if kind == 0:
        return None
    if kind >= 12:
        return content.decode("utf-8", "replace") if kind % 2 else content
    if kind == 7:
        return struct.unpack(">d", content)[0]
    return kind - 8 if kind in (8, 9) else int.from_bytes(content, "big", signed=True)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | content[place] & 0x7F
        if content[place] < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _is(value: object, wanted: str) -> bool:
    kinds: dict[str, type | tuple[type, ...]] = {
        "INTEGER": int,
        "INT": int,
        "REAL": (int, float),
        "TEXT": str,
    }
    return isinstance(value, kinds.get(wanted, object))
