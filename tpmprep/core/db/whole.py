"""Whether a file is whole, and what of it is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tpmprep.core.db.engine import BULK_KIB, PASSING_KIB
from tpmprep.core.db.fingerprint import table_names
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.identity import open_without_trace
from tpmprep.core.db.shapes import UNDO

if TYPE_CHECKING:
    from pathlib import Path


def is_whole(file: Path) -> bool:
    """Whether SQLite finds nothing wrong in any page and index, and no table is missing."""
    try:
        with closing(open_without_trace(file)) as raw:
            return not missing_tables(raw) and verdict(raw, "integrity_check") == "ok"
    except sqlite3.DatabaseError:
        return False


def verdict(raw: sqlite3.Connection, check: str, table: str = "") -> str:
    """What ``quick_check`` or ``integrity_check`` says first, of one table where one is named."""
    of = f"'{table}'" if table else "1"
    room = BULK_KIB if check == "integrity_check" else PASSING_KIB  # every row is looked up in every index
    raw.execute(f"PRAGMA cache_size={-room}")
    return str(raw.execute(f"PRAGMA {check}({of})").fetchone()[0])


def missing_tables(raw: sqlite3.Connection) -> list[str]:
    """The tables that a file of the present schema should have and has not; none of an older one."""
    if raw.execute("PRAGMA user_version").fetchone()[0] != HEAD:
        return []
    return sorted(UNDO.keys() - set(table_names(raw)))


def only_search_is_damaged(file: Path) -> bool:
    """Whether every table and index is sound, so that the damage lies in what is made from them anyway."""
    try:
        with closing(open_without_trace(file)) as raw:
            tables = ["sqlite_schema", *table_names(raw)]
            return all(verdict(raw, "integrity_check", table) == "ok" for table in tables)
    except sqlite3.DatabaseError:
        return False
