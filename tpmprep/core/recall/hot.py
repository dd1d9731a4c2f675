"""The way from a database session to the plain connection that the hot statements run on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tpmprep.core.db.raw import raw_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from tpmprep.core.db.database import Database

__all__ = ["hot_read", "raw_of"]


@contextmanager
def hot_read(db: Database) -> Iterator[sqlite3.Connection]:
    """``Database.reading`` for plain SQL."""
    with db.hot_reading() as raw:
        yield raw
