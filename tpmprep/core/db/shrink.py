"""Gives the room of what was deleted back to the disk, when that is much."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.engine import connect
from tpmprep.core.db.identity import open_without_trace
from tpmprep.core.db.whole import verdict

if TYPE_CHECKING:
    from pathlib import Path

LEAST_BYTES: Final = 16 << 20
LEAST_SHARE: Final = 0.25
_TIMES: Final = 3
"""The new content lies in a temporary file, in the log and in the file before the old pages go."""
_log = logging.getLogger(__name__)


def shrink(file: Path) -> bool:
    """Writes a file anew without its free pages, when they are 16 MB and a quarter of it.

    SQLite does it all or nothing, and an older state stays readable beside. The caller has a backup. What
    stands in the way (no room on the disk, another writer) is logged, and the file stays as large as it was;
    a damaged file is left to those who mend it.

    Returns:
        Whether the file is smaller now.
    """
    try:
        with closing(open_without_trace(file)) as raw:
            if not (_is_worth_it(raw, file) and verdict(raw, "quick_check") == "ok"):
                return False
        with closing(connect(file, writes=True)) as raw:
            raw.execute("PRAGMA temp_store=FILE")
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (sqlite3.Error, OSError) as error:
        _log.warning("the file keeps its free pages: %s", getattr(error, "sqlite_errorname", type(error)))
        return False
    return True


def _is_worth_it(raw: sqlite3.Connection, file: Path) -> bool:
    size, pages, free = (
        int(raw.execute(f"PRAGMA {what}").fetchone()[0])
        for what in ("page_size", "page_count", "freelist_count")
    )
    if free * size < LEAST_BYTES or free < pages * LEAST_SHARE:
        return False
    return shutil.disk_usage(file.parent).free > _TIMES * (pages - free) * size + LEAST_BYTES
