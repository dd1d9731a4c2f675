"""Makes a file whole again when only its search index is damaged."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.fingerprint import columns_of, fingerprint, table_names
from tpmprep.core.db.guards import make_index, rebuild_search
from tpmprep.core.db.identity import open_without_trace
from tpmprep.core.db.whole import is_whole

if TYPE_CHECKING:
    from datetime import datetime

    from tpmprep.core.ground.folders import Folders

Print = tuple[str, int, str]


def mend_search(folders: Folders, now: datetime) -> bool:
    """Puts a copy with a new search index in the place of a file in which nothing else is damaged.

    The file itself is kept among the backups. Returns False, and nothing is changed, when the copy does not
    hold what the file holds or is not whole itself.
    """
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
