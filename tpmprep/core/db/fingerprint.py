"""Counts and content hashes of what must never be lost, to compare before and after a schema upgrade."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

HISTORY: Final = ("review", "response", "rehearsal", "hour_log", "attempt", "answer_note", "thing")
"""Tables whose rows a person can never make again, and the identities they point to."""


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
    """The fingerprint of every history table there is."""
    present = set(table_names(raw))
    return {table: fingerprint(raw, table, columns_of(raw, table)) for table in HISTORY if table in present}


def fingerprint(raw: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Fingerprint:
    """The fingerprint of some columns of a table."""
    names = ", ".join(f'"{column}"' for column in columns)
    digest, rows = hashlib.sha256(), 0
    for row in raw.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid'):  # noqa: S608  (names from the schema)
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        rows += 1
    return Fingerprint(columns, rows, digest.hexdigest())


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
