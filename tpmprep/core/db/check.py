"""Looks for what is wrong in a file, and makes the roll-ups anew from the log they are made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.engine import roomy
from tpmprep.core.db.fingerprint import table_names
from tpmprep.core.db.guards import TALLIES, guard_statements
from tpmprep.core.db.search import index_is_whole

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database

_SHOWN: Final = 20
_CONTENT: Final = ("concept", "deck", "note", "item", "question", "story", "path", "step")
_FOUND: Final = ("concept", "note", "item", "question", "story", "step")
_JSON: Final = (
    ("note", "fields"),
    ("item", "body"),
    ("question", "body"),
    ("step", "body"),
    ("kept", "value"),
)
_NO_MEMORY: Final = "SELECT thing_id FROM card WHERE thing_id NOT IN (SELECT thing_id FROM memory)"
# a shipped note that was deleted for good keeps its emptied row (``deleted_at`` 0) and no card
_NO_CARD: Final = (
    "SELECT thing_id FROM note WHERE deleted_at IS NOT 0 AND thing_id NOT IN (SELECT note_id FROM card)"
)
_OTHER_KIND: Final = (
    "SELECT row.thing_id FROM {0} AS row JOIN thing ON thing.id = row.thing_id WHERE thing.kind <> '{0}'"
)
_NOT_FOUND: Final = (
    "SELECT thing_id FROM {0} WHERE deleted_at IS NULL AND retired_at IS NULL "
    "AND thing_id NOT IN (SELECT thing_id FROM search_doc)"
)
# the long log is asked for its things, once each, not for its rows
_REVIEW_OF_NOTHING: Final = """
SELECT 'review', id, 'thing' FROM review WHERE thing_id IN (
    SELECT thing_id FROM (SELECT DISTINCT thing_id FROM review) AS named
    WHERE NOT EXISTS (SELECT 1 FROM thing WHERE thing.id = named.thing_id)
)
"""
# by what a log is summed, and the parts of that again; sorting one short number is what takes the time
_KEYS: Final = {
    "review": (
        "study_day * 256 + room * 16 + kind",
        "key / 256 AS study_day, key / 16 % 16 AS room, key % 16 AS kind",
    )
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: ``what`` is a stable name, ``where`` a table or trigger, ``detail`` ids and counts."""

    what: str
    where: str
    detail: str


Look = Callable[[sqlite3.Connection], list[Problem]]


def check(database: Database) -> list[Problem]:
    """Everything found wrong in the file; reads only, but for a search index that asks its own table.

    Pages and indexes are looked at in a thread of their own: that takes as long as all the rest.
    """
    with ThreadPoolExecutor(1) as beside:
        pages = beside.submit(_looked, database, pages_and_indexes)
        problems = _looked(database, references, orphans, packs, guards, tallies)
        if not index_is_whole(database):
            problems.append(Problem("search.stale", "search_fts", ""))
        return [*pages.result(), *problems]


def _looked(database: Database, *looks: Look) -> list[Problem]:
    with database.reading() as session:
        raw: sqlite3.Connection = session.connection().connection.driver_connection  # type: ignore[assignment]
        return [problem for look in looks for problem in look(raw)]


def pages_and_indexes(raw: sqlite3.Connection) -> list[Problem]:
    """What SQLite finds in its own pages and indexes."""
    try:
        with roomy(raw):
            found = [str(row[0]) for row in raw.execute(f"PRAGMA integrity_check({_SHOWN})")]
    except sqlite3.DatabaseError as error:
        found = [getattr(error, "sqlite_errorname", "")]
    return [Problem("file.damaged", "", line) for line in found if line != "ok"]


def references(raw: sqlite3.Connection) -> list[Problem]:
    """Rows that point to a row that is not there."""
    short = (table for table in table_names(raw) if table != "review")
    rows = [row for table in short for row in raw.execute(f"PRAGMA foreign_key_check('{table}')")]
    rows += raw.execute(_REVIEW_OF_NOTHING)
    return [Problem("reference.broken", str(row[0]), f"row {row[1]} → {row[2]}") for row in rows[:_SHOWN]]


def orphans(raw: sqlite3.Connection) -> list[Problem]:
    """Rows without what they belong to, and content that cannot be read as what it is."""
    looks = [("orphan.card", "card", _NO_MEMORY), ("orphan.note", "note", _NO_CARD)]
    looks += [("kind.other", table, _OTHER_KIND.format(table)) for table in _CONTENT]
    looks += [("search.missing", table, _NOT_FOUND.format(table)) for table in _FOUND]
    looks += [
        ("text.unreadable", table, f"SELECT rowid FROM {table} WHERE NOT json_valid({column})")  # noqa: S608
        for table, column in _JSON
    ]
    return [problem for look in looks for problem in _listed(raw, *look)]


def packs(raw: sqlite3.Connection) -> list[Problem]:
    """Packs of which nothing is there, and edits of things that no pack brought."""
    brought = " UNION ALL ".join(f"SELECT pack_id FROM {table}" for table in _CONTENT)  # noqa: S608
    shipped = " UNION ALL ".join(
        f"SELECT thing_id FROM {table} WHERE pack_id IS NOT NULL"  # noqa: S608
        for table in _CONTENT
    )
    empty = f"SELECT id FROM pack WHERE id NOT IN (SELECT pack_id FROM ({brought}) WHERE pack_id IS NOT NULL)"  # noqa: S608
    foreign = f"SELECT id FROM field_edit WHERE thing_id NOT IN ({shipped})"  # noqa: S608
    return [*_listed(raw, "pack.empty", "pack", empty), *_listed(raw, "edit.foreign", "field_edit", foreign)]


def _listed(raw: sqlite3.Connection, what: str, table: str, query: str) -> list[Problem]:
    """One problem for the rows a query finds, the first of them by number."""
    numbers = [str(row[0]) for row in raw.execute(f"{query} LIMIT {_SHOWN}")]
    return [Problem(what, table, f"row {', '.join(numbers)}")] if numbers else []


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
    """The tallies as the logs say them: each log is summed by one number, which is put in words after."""
    return " UNION ALL ".join(
        f"SELECT {tally.day.format('s')} AS study_day, {tally.room.format('s')} AS room, "  # noqa: S608
        f"{tally.kind.format('s')} AS kind, answers, good, ms FROM (SELECT {parts}, answers, good, ms FROM "
        f"(SELECT {key} AS key, count(*) AS answers, sum({tally.good.format(tally.table)}) AS good, "
        f"sum({tally.ms.format(tally.table)}) AS ms FROM {tally.table} "
        "WHERE undone_at IS NULL GROUP BY key)) AS s"
        for tally in TALLIES
        for key, parts in (_KEYS.get(tally.table, ("study_day", "key AS study_day")),)
    )
