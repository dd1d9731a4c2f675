"""Owns how our tables stand in a CSV file: opened, line 1 checked, read row by row, written safely."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.faces import Refused
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tpmprep.core.exchange.draft import Load

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""How a cell begins that a spreadsheet would take for a formula, or that we mark ourselves."""
LARGEST_FIELD: Final = 1_000_000
LARGEST_FILE: Final = 200_000_000

Row = dict[str, str]


def read_table(
    file: Path, header: Sequence[str], needed: Collection[str], load: Load, take: Callable[[Row, str], str]
) -> None:
    """Gives every row to ``take`` with its line; refuses those that are no row, or that it says a fault of.

    Args:
        file: UTF-8 text, with or without a mark at its beginning.
        header: every column there may be.
        needed: the columns there must be.
        load: is told the columns that are not there, and the rows that were refused.
        take: takes the cells of a row by column; empty when it took them.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UserError("exchange.unreadable", file=file, why=f"larger than {LARGEST_FILE:,} bytes")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            _read_rows(stream, header, needed, load, take)
    except FileNotFoundError as error:
        raise UserError("input.file_missing", file=file) from error
    except UnicodeDecodeError as error:
        raise UserError("exchange.unreadable", file=file, why="it is not UTF-8 text") from error
    except OSError as error:
        raise UserError(
            "exchange.unreadable", file=file, why=error.strerror or "it cannot be read"
        ) from error
    except (_HeaderError, csv.Error) as error:
        raise UserError("exchange.unreadable", file=file, why=str(error)) from error


def table_lines(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The lines of a file, header first; a cell that could be taken for a formula carries an apostrophe."""
    out = io.StringIO()
    bare = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    bare.writerow(header)
    yield out.getvalue()
    for row in rows:
        cells = [_guard(row.get(name, "")) for name in header]
        out.seek(0)
        out.truncate()
        # a lone carriage return is a line break to readers, but older Pythons do not quote it by themselves
        (quoted if any("\r" in cell for cell in cells) else bare).writerow(cells)
        yield out.getvalue()


class _HeaderError(Exception):
    """The first line is not our header."""


def _read_rows(
    stream: io.TextIOBase,
    header: Sequence[str],
    needed: Collection[str],
    load: Load,
    take: Callable[[Row, str], str],
) -> None:
    csv.field_size_limit(LARGEST_FIELD)
    rows = csv.reader(stream, strict=True)
    names = next(rows, [])
    _check_header(names, header, needed)
    load.lacks = frozenset(header).difference(names)
    line = rows.line_num
    try:
        for cells in rows:
            where, line = f"line {line + 1}", rows.line_num
            if not cells:
                continue
            if len(cells) != len(names):
                load.refused.append(Refused(where, f"not {len(names)} cells, as line 1 says"))
                continue
            row = dict(zip(names, [cell[1:] if cell[:1] == "'" else cell for cell in cells], strict=True))
            if why := take(row, where):
                load.refused.append(Refused(where, why))
    except csv.Error as error:
        msg = f"line {rows.line_num}: {error}"
        raise _HeaderError(msg) from error


def _check_header(names: Sequence[str], header: Sequence[str], needed: Collection[str]) -> None:
    if not set(needed) <= set(names):
        msg = f"line 1 must name the columns: {','.join(header)}"
        raise _HeaderError(msg)
    unknown = [name for name in names if name not in header]
    if unknown:
        msg = f"line 1 names unknown columns: {', '.join(unknown)}"
        raise _HeaderError(msg)
    if len(set(names)) < len(names):
        msg = "line 1 names a column twice"
        raise _HeaderError(msg)


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell
