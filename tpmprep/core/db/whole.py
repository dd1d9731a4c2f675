"""Whether a file is whole, and how one is made whole when only its search index is not."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tpmprep.core.db.engine import BULK_KIB, PASSING_KIB
from tpmprep.core.db.fingerprint import columns_of, fingerprint, table_names
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.identity import open_without_trace
from tpmprep.core.db.shapes import UNDO

if TYPE_CHECKING:
    from datetime import datetime

    from tpmprep.core.ground.folders import Folders

Print = tuple[str, int, str]


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


def mend_search(folders: Folders, now: datetime) -> bool:
    """Puts a copy with a new search index in the place of a file in which nothing else is damaged.

    The file itself is kept among the backups. Returns False, and nothing is changed, when the copy does not
    hold what the file holds or is not whole itself.
    """
    from tpmprep.core.db.backups.restoring import restore

    with tempfile.TemporaryDirectory(prefix=".mending-", dir=folders.root) as place:
        copy = Path(place) / folders.database.name
        try:
            before = _copied(folders.database, copy)
            _make_index_anew(copy)
            with closing(open_without_trace(copy)) as raw:
                if _prints(raw) != before:
                    return False
        except sqlite3.DatabaseError:
            return False
        if not is_whole(copy):
            return False
        restore(folders, copy, now)
    return True


def _copied(file: Path, copy: Path) -> list[Print]:
    copy.touch(mode=0o600)
    with closing(open_without_trace(file)) as present, closing(sqlite3.connect(copy)) as target:
        present.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        return _prints(present)


def _make_index_anew(copy: Path) -> None:
    """Takes the index out of the schema, drops its pages by VACUUM, and writes it from its documents."""
    from tpmprep.core.db.guards import make_index, rebuild_search

    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("DELETE FROM sqlite_schema WHERE name GLOB 'search_fts*'")
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("VACUUM")
        make_index(raw)
        rebuild_search(raw)


def _prints(raw: sqlite3.Connection) -> list[Print]:
    found = []
    for table in table_names(raw):
        made = fingerprint(raw, table, columns_of(raw, table))
        found.append((table, made.rows, made.sha256))
    return found
