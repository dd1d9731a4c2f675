"""Saves every readable row of a damaged file to open formats, and says what could not be read."""

from __future__ import annotations

import csv
import json
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tpmprep.core.db.carve import Pages
from tpmprep.core.db.codes import in_words
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.lenient import COPY, Reading, columns_of, opened_copy, roots_of, tables_of
from tpmprep.core.db.salvage_texts import Texts
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import unwritable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from tpmprep.core.db.lenient import Row

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_LEFT_OUT: Final = frozenset({"undo_step", "undo_image", "undo_row", "search_doc"})
_FIRST: Final = ("thing", "concept", "deck", "category", "question", "story", "step", "item", "note")
_README: Final = """# What could be read of a damaged tpmprep profile

Made from {file}, which was left as it is.

- `texts/` holds what you wrote, as Markdown: notes, questions, answer notes, stories, takes, drafts.
- `tables/` holds every table twice. The JSON is exact: one row a line. The CSV opens in any spreadsheet;
  a cell that a spreadsheet would take for a formula carries an apostrophe before it.
- Pictures and sounds lie where they lay, in `media` and `recordings` of the profile's folder.

| table | rows read | all? |
|---|---|---|
{lines}

{missing}
"""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved: the folder, the rows of each table, and the tables that could not all be read."""

    folder: Path
    rows: dict[str, int]
    torn: tuple[str, ...]

    @property
    def total(self) -> int:
        """All rows saved."""
        return sum(self.rows.values())


def salvage(file: Path, folder: Path) -> Salvaged:
    """Writes all that is readable of a file into a new folder; the file itself stays byte by byte as it is.

    Raises:
        UserError: ``backup.exists`` when there is such a folder, ``profile.disk_full`` or
            ``folder.not_writable``; what was written of it until then is left there.
    """
    if folder.exists():
        raise UserError("backup.exists", file=folder)
    try:
        folder.mkdir(mode=0o700, parents=True)
        with tempfile.TemporaryDirectory(prefix=".reading-", dir=folder) as place:
            return _salvage(file, folder, Path(place))
    except OSError as error:
        raise unwritable(folder, error) from error


def _salvage(file: Path, folder: Path, place: Path) -> Salvaged:
    (folder / "tables").mkdir(mode=0o700)
    texts, rows, torn, guess = Texts(), {}, [], 1_000_000
    with opened_copy(file, place) as raw:
        lost = cache(lambda: list(Pages(place / COPY).lost_rows(roots_of(raw))))
        for table in _ordered(tables_of(raw)):
            columns = columns_of(raw, table)
            reading = Reading(raw, table, columns, lost)
            largest, rows[table] = _write_table(
                folder / "tables", table, columns, _told(reading, guess, texts, table, columns)
            )
            guess = max(guess, largest)
            if reading.torn or not columns:
                torn.append(table)
        gone = _gone(raw, set(rows))
    texts.write(folder / "texts")
    saved = (
        Salvaged(folder, rows | dict.fromkeys(gone, 0), (*torn, *gone)) if rows else Salvaged(folder, {}, ())
    )
    (folder / "README.md").write_text(_readme(file, saved), "utf-8")
    return saved


def _gone(raw: sqlite3.Connection, found: set[str]) -> list[str]:
    """The tables a file of this schema must have and whose names could not be read."""
    import tpmprep.core.db.tables  # noqa: F401  (registers every table)
    from tpmprep.core.db.base import Base

    if raw.execute("PRAGMA user_version").fetchone() != (HEAD,):
        return []
    return sorted(set(Base.metadata.tables) - found - _LEFT_OUT)


def _ordered(tables: list[str]) -> list[str]:
    """Without what only serves undo and search; first the tables whose titles head the texts of others."""
    wanted = [table for table in tables if table not in _LEFT_OUT]
    return sorted(wanted, key=lambda table: (_FIRST.index(table) if table in _FIRST else len(_FIRST), table))


def _told(reading: Reading, guess: int, texts: Texts, table: str, columns: list[str]) -> Iterator[Row]:
    for row in reading.rows(guess):
        texts.take(table, dict(zip(columns, row[1], strict=True)))
        yield _worded(columns, row) if table == "review" else row


def _worded(columns: list[str], row: Row) -> Row:
    """Days, rooms and kinds of answers as words, whichever schema the file has."""
    number, values = row
    return number, tuple(in_words(column, value) for column, value in zip(columns, values, strict=True))


def _write_table(folder: Path, table: str, columns: list[str], rows: Iterator[Row]) -> tuple[int, int]:
    """Writes a table as CSV and as JSON; returns the largest row number and how many rows there were."""
    name = "".join(letter if letter.isalnum() or letter in "_-" else "_" for letter in table)[:80]
    largest = count = 0
    with ExitStack() as open_files:
        sheet = open_files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
        exact = open_files.enter_context((folder / f"{name}.jsonl").open("w", encoding="utf-8"))
        lines = csv.writer(sheet)
        lines.writerow(columns)
        for number, values in rows:
            lines.writerow([_safe(value) for value in values])
            said = dict(zip(columns, values, strict=True))
            exact.write(json.dumps(said, ensure_ascii=False, default=_plain) + "\n")
            largest, count = max(largest, number), count + 1
    return largest, count


def _safe(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


def _plain(value: Any) -> str:  # noqa: ANN401  (whatever JSON does not know)
    return value.hex() if isinstance(value, bytes) else str(value)


def _readme(file: Path, saved: Salvaged) -> str:
    lines = [
        f"| {table} | {count} | {'**no**' if table in saved.torn else 'yes'} |"
        for table, count in saved.rows.items()
    ]
    if not saved.rows:
        missing = "Nothing could be read: not even the names of the tables. A backup is the way back."
    elif saved.torn:
        missing = f"Not all could be read of: {', '.join(saved.torn)}. Rows beside the damage are missing."
    else:
        missing = "Every table could be read to its end."
    return _README.format(file=file.name, lines="\n".join(lines), missing=missing)
