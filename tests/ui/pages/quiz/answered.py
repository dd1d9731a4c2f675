"""Puts responses into the history, as a sitting would."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from tpmprep.core.ground.clock import study_day

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


def answered(db: Database, item_id: int, score: float, days_ago: int = 0) -> None:
    """A response to an item, so many days ago."""
    at = db.clock.now() - timedelta(days=days_ago)
    with closing(sqlite3.connect(db.file)) as raw:
        raw.execute(
            "INSERT INTO response(item_id, at, study_day, given, score, confidence, graded, duration_ms) "
            "VALUES (?, ?, ?, '[0]', ?, 1, 1, 3000)",
            (item_id, int(at.timestamp() * 1000), study_day(at).isoformat(), score),
        )
        raw.commit()
