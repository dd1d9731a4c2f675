"""The way from a database session to the plain connection that the hot statements run on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database


def raw_of(session: Session) -> sqlite3.Connection:
    """The connection under a session, inside its transaction; what the session holds is written first."""
    session.flush()
    raw = session.connection().connection.driver_connection
    if raw is None:
        msg = "the session has no open connection"
        raise RuntimeError(msg)
    return raw  # type: ignore[no-any-return]


@contextmanager
def hot_read(db: Database) -> Iterator[sqlite3.Connection]:
    """``Database.reading`` for plain SQL."""
    with db.hot_reading() as raw:
        yield raw
