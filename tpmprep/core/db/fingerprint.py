"""Counts and content hashes of what must never be lost, to compare before and after a schema upgrade."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.codes import KINDS, ROOMS, number

if TYPE_CHECKING:
    import sqlite3

_AT_ONCE: Final = 500
HISTORY: Final = ("review", "response", "rehearsal", "hour_log", "attempt", "answer_note", "thing")
"""Tables whose rows a person can never make again, and the identities they point to."""


WORKED_OUT: Final = {
    "review": frozenset(
        (
            *("step_before", "stability_before", "difficulty_before", "due_before", "last_before"),
            *("stability_after", "difficulty_after"),
        )
    )
}
"""Columns that older schemas had and that follow from the others: ratings and times, replayed, give them."""

# words and days that older schemas wrote as text, newer ones as numbers
_AS_NUMBERS: Final = {
    ("review", "room"): number("room", ROOMS),
    ("review", "kind"): number("kind", KINDS),
    ("review", "study_day"): (
        "CASE typeof(study_day) WHEN 'text' THEN unixepoch(study_day) / 86400 ELSE study_day END"
    ),
}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One table's columns, how many rows it has, and the SHA-256 of their values in row order."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


def table_names(raw: sqlite3.Connection) -> list[str]:
    """The file's own tables, sorted; neither SQLite's nor those of the search index."""
    query = (
        "SELECT name FROM main.sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE 'search~_fts%' ESCAPE '~' ORDER BY name"
    )
    return [str(row[0]) for row in raw.execute(query)]


def columns_of(raw: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """A table's columns in order; empty when there is no such table."""
    return tuple(str(row[0]) for row in raw.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def fingerprints(raw: sqlite3.Connection) -> dict[str, Fingerprint]:
    """The fingerprint of every history table there is, of all that cannot be worked out."""
    present = set(table_names(raw))
    return {table: fingerprint(raw, table, _lasting(raw, table)) for table in HISTORY if table in present}


def fingerprint(raw: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Fingerprint:
    """The fingerprint of some columns of a table."""
    names = ", ".join(_AS_NUMBERS.get((table, column), f'"{column}"') for column in columns)
    digest, rows = hashlib.sha256(), 0
    read = raw.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid')  # noqa: S608  (names from the schema)
    while some := read.fetchmany(_AT_ONCE):
        digest.update(repr(some).encode("utf-8", "surrogatepass"))
        rows += len(some)
    return Fingerprint(columns, rows, digest.hexdigest())


def _lasting(raw: sqlite3.Connection, table: str) -> tuple[str, ...]:
    worked_out = WORKED_OUT.get(table, frozenset())
    return tuple(column for column in columns_of(raw, table) if column not in worked_out)


def what_was_lost(raw: sqlite3.Connection, before: dict[str, Fingerprint]) -> str:
    """Names the first history table that has lost a column, a row or a value; empty when none has."""
    for table, old in before.items():
        gone = set(old.columns) - set(columns_of(raw, table))
        if gone:
            return f"{table}: {', '.join(sorted(gone))}"
        new = fingerprint(raw, table, old.columns)
        if new != old:
            return f"{table}: {old.rows} → {new.rows}"
    return ""
