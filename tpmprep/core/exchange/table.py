"""Owns how our tables stand in a CSV file: opened, line 1 checked, read row by row, written safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

from tpmprep.core.exchange.faces import Refused
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tpmprep.core.exchange.draft import Load

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""How a cell begins that a spreadsheet would take for a formula, or that we mark ourselves."""
_GUARDED: Final = frozenset(RISKY)
LARGEST_FIELD: Final = 1_000_000
LARGEST_FILE: Final = 200_000_000

SEPARATORS: Final = (",", ";", "\t")
SEEN_OF_LINE_1: Final = 65_536

Row = dict[str, str]
Take = Callable[[list[str], str], str]
"""Takes the cells of a row and where it stands; says why it is none, or nothing."""
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a table may have; all of at least one of the ``needed`` must be there.

    Names are taken in any order and case; between them stand commas, semicolons or tabs.
    """

    header: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]

    def known_in(self, names: Collection[str]) -> bool:
        """Whether the needed ones are among these."""
        return any(set(choice) <= set(names) for choice in self.needed)

    def knows(self, head: bytes) -> bool:
        """Whether the first line of a file, from its first bytes, names the needed ones."""
        return self.known_in(named_in(first_line(head))[0])


def named_in(line: str) -> tuple[list[str], str]:
    """The columns that a first line names, in small letters, and what stands between them."""
    separator = max(SEPARATORS, key=line.count)
    cells = next(csv.reader([line], delimiter=separator), [])
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names, separator


def first_line(head: bytes) -> str:
    """The first line of a file, from its first bytes."""
    lines = head.decode("utf-8-sig", errors="replace").splitlines()
    return lines[0] if lines else ""


def read_table(file: Path, columns: Columns, load: Load, taker: Callable[[list[str]], Take]) -> None:
    """Gives every row to a ``Take`` with its line; refuses those that are no row, or that it says a fault of.

    Args:
        file: UTF-8 text, with or without a mark at its beginning.
        columns: what there may and must be.
        load: is told the columns that are not there, and the rows that were refused.
        taker: makes, of the columns that line 1 names, what takes the cells of each row.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UserError("exchange.unreadable", file=file, why=f"larger than {LARGEST_FILE:,} bytes")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            _read_rows(stream, columns, load, taker)
    except FileNotFoundError as error:
        raise UserError("input.file_missing", file=file) from error
    except UnicodeDecodeError as error:
        raise UserError(
            "exchange.unreadable", file=file, why="it is not UTF-8 text (“CSV UTF-8” in a spreadsheet)"
        ) from error
    except OSError as error:
        raise UserError(
            "exchange.unreadable", file=file, why=error.strerror or "it cannot be read"
        ) from error
    except (_HeaderError, csv.Error) as error:
        raise UserError("exchange.unreadable", file=file, why=str(error)) from error


def take_lines(
    file: Path, columns: Columns, load: Load, lines: list[Line], take: Callable[[Row, str], Line | str]
) -> Load:
    """As ``read_table`` for a table of one kind of line; ``take`` says a line, or why a row is none."""

    def taker(names: list[str]) -> Take:
        def taken(cells: list[str], where: str) -> str:
            line = take(dict(zip(names, cells, strict=True)), where)
            if isinstance(line, str):
                return line
            lines.append(line)
            return ""

        return taken

    read_table(file, columns, load, taker)
    return load


def one_way(why: str) -> Callable[[Path], Load]:
    """What reads a format that is only written out: it raises ``exchange.unreadable`` with the reason."""

    def read(file: Path) -> NoReturn:
        raise UserError("exchange.unreadable", file=file, why=why)

    return read


def table_lines(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The lines of a file, header first; a cell that could be taken for a formula carries an apostrophe."""
    out = io.StringIO()
    bare = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    bare.writerow(header)
    yield out.getvalue()
    for row in rows:
        cells = [f"'{cell}" if (cell := row.get(name, ""))[:1] in _GUARDED else cell for name in header]
        out.seek(0)
        out.truncate()
        # a lone carriage return is a line break to readers, but older Pythons do not quote it by themselves
        (quoted if "\r" in "".join(cells) else bare).writerow(cells)
        yield out.getvalue()


class _HeaderError(Exception):
    """The first line is not our header."""


def _read_rows(
    stream: io.TextIOBase, columns: Columns, load: Load, taker: Callable[[list[str]], Take]
) -> None:
    csv.field_size_limit(LARGEST_FIELD)
    names, separator = named_in(stream.readline(SEEN_OF_LINE_1))
    _check_header(names, columns)
    stream.seek(0)
    rows = csv.reader(stream, strict=True, delimiter=separator)
    next(rows)
    load.lacks = frozenset(columns.header).difference(names)
    take, width, line = taker(names), len(names), rows.line_num
    try:
        for cells in rows:
            where, line = f"line {line + 1}", rows.line_num
            if len(cells) != width:
                cells = _fitted(cells, width)  # noqa: PLW2901  (only rows that do not fit are made anew)
            if not any(cells):
                continue
            if len(cells) != width:
                load.refused.append(Refused(where, f"not {width} cells, as line 1 says"))
                continue
            if "'" in "".join(cells) and any(map(str.startswith, cells, repeat("'"))):
                cells = _unguarded(cells)  # noqa: PLW2901  (as above)
            if why := take(cells, where):
                load.refused.append(Refused(where, why))
    except csv.Error as error:
        msg = f"line {rows.line_num}: {error}"
        raise _HeaderError(msg) from error


def _unguarded(cells: list[str]) -> list[str]:
    """A row without its guards; an apostrophe that guards nothing belongs to the text."""
    return [cell[1:] if cell[:1] == "'" and cell[1:2] in _GUARDED else cell for cell in cells]


def _fitted(cells: list[str], columns: int) -> list[str]:
    """A row without the empty cells that a spreadsheet left behind its last column."""
    return cells[:columns] if not any(cells[columns:]) else cells


def _check_header(names: Sequence[str], columns: Columns) -> None:
    if not columns.known_in(names):
        choices = " or ".join(",".join(choice) for choice in columns.needed)
        msg = f"line 1 must name the columns; there must be {choices}"
        raise _HeaderError(msg)
    unknown = [name for name in names if name not in columns.header]
    if unknown:
        msg = f"line 1 names columns that are not known: {', '.join(unknown)}"
        raise _HeaderError(msg)
    if len(set(names)) < len(names):
        msg = "line 1 names a column twice"
        raise _HeaderError(msg)
