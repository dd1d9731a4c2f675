"""The way from a database session to the plain connection under it, for where many small statements run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy.orm import Session


def raw_of(session: Session) -> sqlite3.Connection:
    """The connection under a session, inside its transaction; what the session holds is written first."""
    session.flush()
    raw = session.connection().connection.driver_connection
    if raw is None:
        msg = "the session has no open connection"
        raise RuntimeError(msg)
    return raw  # type: ignore[no-any-return]
