"""Looks for what is wrong in a file, and makes the roll-ups anew from the log they are made of."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.guards import TALLIES, guard_statements
from tpmprep.core.db.search import index_is_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.db.database import Database

_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: ``what`` is a stable name, ``where`` a table or trigger, ``detail`` ids and counts."""

    what: str
    where: str
    detail: str


def check(database: Database) -> list[Problem]:
    """Everything found wrong in the file; reads only, but for a search index that asks its own table."""
    problems: list[Problem] = []
    with database.reading() as session:
        raw: sqlite3.Connection = session.connection().connection.driver_connection  # type: ignore[assignment]
        looks: tuple[Callable[[sqlite3.Connection], list[Problem]], ...] = (
            pages_and_indexes,
            references,
            guards,
            tallies,
        )
        for look in looks:
            problems += look(raw)
    if not index_is_whole(database):
        problems.append(Problem("search.stale", "search_fts", ""))
    return problems


def pages_and_indexes(raw: sqlite3.Connection) -> list[Problem]:
    """What SQLite finds in its own pages and indexes."""
    try:
        found = [str(row[0]) for row in raw.execute(f"PRAGMA integrity_check({_SHOWN})")]
    except sqlite3.DatabaseError as error:
        found = [getattr(error, "sqlite_errorname", "")]
    return [Problem("file.damaged", "", line) for line in found if line != "ok"]


def references(raw: sqlite3.Connection) -> list[Problem]:
    """Rows that point to a row that is not there."""
    rows = raw.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    return [Problem("reference.broken", str(row[0]), f"row {row[1]} → {row[2]}") for row in rows]


def guards(raw: sqlite3.Connection) -> list[Problem]:
    """Guard triggers that are missing, changed, or not ours."""
    wanted = {statement.split()[2]: statement for statement in guard_statements()}
    there = {
        str(name): str(sql)
        for name, sql in raw.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'")
    }
    return [
        Problem("guard.missing" if name not in there else "guard.other", name, "")
        for name in sorted(wanted.keys() | there.keys())
        if wanted.get(name) != there.get(name)
    ]


def tallies(raw: sqlite3.Connection) -> list[Problem]:
    """Days whose roll-up differs from their log."""
    query = (
        f"WITH counted AS ({_counted()}), kept AS (SELECT study_day, room, kind, answers, good, ms "  # noqa: S608
        "FROM day_tally WHERE answers <> 0 OR good <> 0 OR ms <> 0) "
        "SELECT study_day, room, kind FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) UNION "
        f"SELECT study_day, room, kind FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) LIMIT {_SHOWN}"
    )
    return [Problem("tally.differs", "day_tally", " ".join(row)) for row in raw.execute(query)]


def rebuild_tallies(database: Database) -> None:
    """Makes every roll-up anew from the log."""
    with database.unlogged() as session:
        connection = session.connection()
        connection.exec_driver_sql("DELETE FROM day_tally")
        connection.exec_driver_sql(
            f"INSERT INTO day_tally(study_day, room, kind, answers, good, ms) {_counted()}"
        )


def _counted() -> str:
    parts = []
    for table, *columns in TALLIES:
        room, kind, good, ms = (column.format(table) for column in columns)
        parts.append(
            f"SELECT study_day, {room} AS room, {kind} AS kind, {good} AS good, {ms} AS ms "  # noqa: S608
            f"FROM {table} WHERE undone_at IS NULL"
        )
    return (
        "SELECT study_day, room, kind, count(*) AS answers, sum(good) AS good, sum(ms) AS ms "  # noqa: S608
        f"FROM ({' UNION ALL '.join(parts)}) GROUP BY study_day, room, kind"
    )
