"""The ORM over an open file: imported when something is first edited or listed, never for an answer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, configure_mappers
from sqlalchemy.pool import QueuePool, StaticPool

import tpmprep.core.db.tables  # noqa: F401  (registers every table)
from tpmprep.core.db.engine import connect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


class Sessions:
    """Sessions over the one writing connection and over readers of their own.

    Args:
        file: the SQLite file.
        raw: the writing connection; None where nothing is written.
    """

    def __init__(self, file: Path, raw: sqlite3.Connection | None) -> None:
        configure_mappers()  # else the first that is asked would wait for it
        self.reader = _reader_engine(file)
        self._writer = None if raw is None else _writer_engine(raw)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one committed state and cannot write."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session inside the open transaction; its own commit and rollback reach no further than itself."""
        with Session(self._writer, expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Closes the readers; the writing connection belongs to whoever opened it."""
        self.reader.dispose()


def _writer_engine(raw: sqlite3.Connection) -> Engine:
    """Over the one writing connection, whose transactions ``Database`` begins and ends."""
    return create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)


def _reader_engine(file: Path) -> Engine:
    """Over query-only connections; one transaction sees one state."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(file, writes=False),
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin_deferred)
    return engine


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
