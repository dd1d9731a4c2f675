"""Triggers kept in the file: history is append-only, identities stay, roll-ups follow, search follows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tpmprep.core.db.codes import KINDS, ROOMS, day_text, word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlalchemy import Table

FTS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(plain, title, content='search_text', "
    "content_rowid='thing_id', tokenize='unicode61 remove_diacritics 2', prefix='2', columnsize=0)"
)

# FTS5 reads a view without virtual tables alone: json_extract, no json_each
_FIELD = "(SELECT {} FROM note AS n WHERE n.thing_id = d.thing_id AND json_valid(n.fields))"
_FRONT, _BACK = "json_extract(n.fields, '$.front')", "json_extract(n.fields, '$.back')"
_REST = f"{_BACK} || char(10) || n.explanation"
_LONG = f"CASE WHEN d.title IS NULL THEN '' ELSE {_FRONT} || char(10) END || {_REST}"
TEXTS = (
    "CREATE VIEW search_text AS SELECT d.thing_id, coalesce(d.kind, 'note') AS kind, "  # noqa: S608
    f"coalesce(d.title, {_FIELD.format(_FRONT)}, '') AS title, "
    f"coalesce(d.plain, {_FIELD.format(_LONG)}, '') AS plain FROM search_doc AS d"
)
"""What search finds of each thing: the words of a document, and for those it leaves out the note's own."""
# as the view has it, which looks each note up twice
_TEXTS_AFTER = (
    f"SELECT d.thing_id, coalesce(d.title, {_FRONT}, ''), coalesce(d.plain, {_LONG}, '') "  # noqa: S608
    "FROM search_doc AS d LEFT JOIN note AS n ON n.thing_id = d.thing_id AND json_valid(n.fields) "
    "WHERE d.thing_id > ? ORDER BY d.thing_id"
)

INDEXED_AT_ONCE = 1 << 20
"""FTS5's own measure, in bytes."""


class Tally(NamedTuple):
    """How the rows of a table are told in ``day_tally``: each part is SQL over the row ``{0}``."""

    table: str
    room: str
    kind: str
    good: str
    ms: str
    day: str = "{0}.study_day"


TALLIES = (
    Tally(
        "review",
        word("{0}.room", ROOMS),
        word("{0}.kind", KINDS),
        "({0}.rating >= 2)",
        "{0}.duration_ms",
        day_text("{0}.study_day"),
    ),
    Tally("response", "'quiz'", "'response'", "({0}.score >= 1.0)", "{0}.duration_ms"),
    Tally("rehearsal", "'interview'", "'take'", "1", "{0}.duration_ms"),
    Tally("hour_log", "'learning'", "'hours'", "1", "{0}.minutes * 60000"),
)

# a card in the trash lies in no deck; ``memory.deck_id`` follows the card
DECK = "CASE WHEN NEW.deleted_at IS NULL THEN NEW.deck_id END"


def make_guards(raw: sqlite3.Connection) -> None:
    """Makes the search index and every trigger anew from the metadata; run after each schema upgrade."""
    drop_triggers(raw)
    make_index(raw)
    for statement in guard_statements():
        raw.execute(statement)


def make_index(raw: sqlite3.Connection) -> None:
    """Makes the texts that search reads, and its index where there is none; it is not filled."""
    raw.execute("DROP VIEW IF EXISTS search_text")
    raw.execute(TEXTS)
    raw.execute(FTS)


def drop_triggers(raw: sqlite3.Connection) -> None:
    """Takes every trigger and view off the file: one that names a table in rebuilding fails ``RENAME``."""
    raw.execute("DROP VIEW IF EXISTS search_text")
    rows = raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    for (name,) in rows:
        raw.execute(f'DROP TRIGGER main."{name}"')


def guard_statements() -> list[str]:
    """All persistent triggers, in a stable order."""
    import tpmprep.core.db.tables  # noqa: F401  (registers every table)
    from tpmprep.core.db.base import Base

    statements: list[str] = []
    for table in Base.metadata.sorted_tables:
        undo = table.info["undo"]
        if undo == "mark":
            statements += _mark_guards(table)
        elif undo == "identity":
            statements += _identity_guards(table)
    for tally in TALLIES:
        statements += _tally_triggers(tally)
    return [*statements, *_deck_triggers()]


@contextmanager
def history_open(raw: sqlite3.Connection, *tables: str) -> Iterator[None]:
    """While it lasts, rows of some history tables may be changed: to take a person's words out of them.

    Only inside a transaction, so that nobody else ever sees the file without its guards.
    """
    names = [f"guard_update_{table}" for table in tables]
    for name in names:
        raw.execute(f"DROP TRIGGER main.{name}")
    yield
    for statement in guard_statements():
        if statement.split()[2] in names:
            raw.execute(statement)


def index_after(raw: sqlite3.Connection, thing_id: int) -> None:
    """Writes the documents above an id into the search index, sixteen times as many at once as one by one."""
    _index_at_once(raw, 16 * INDEXED_AT_ONCE)
    raw.execute(f"INSERT INTO search_fts(rowid, title, plain) {_TEXTS_AFTER}", (thing_id,))
    _index_at_once(raw, INDEXED_AT_ONCE)


def rebuild_search(raw: sqlite3.Connection) -> None:
    """Writes the whole search index anew from ``search_text``."""
    _index_at_once(raw, 16 * INDEXED_AT_ONCE)
    raw.execute("INSERT INTO search_fts(search_fts) VALUES('rebuild')")
    _index_at_once(raw, INDEXED_AT_ONCE)


def _index_at_once(raw: sqlite3.Connection, size: int) -> None:
    """Sets how many bytes of the index are gathered in memory before they are written as one part of it."""
    raw.execute("INSERT INTO search_fts(search_fts, rank) VALUES('hashsize', ?)", (size,))


def _mark_guards(table: Table) -> list[str]:
    fixed = ", ".join(column.name for column in table.columns if column.name != "undone_at")
    return [
        f"CREATE TRIGGER guard_delete_{table.name} BEFORE DELETE ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, 'history of {table.name} is never deleted'); END",
        f"CREATE TRIGGER guard_update_{table.name} BEFORE UPDATE OF {fixed} ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, 'history of {table.name} is never changed'); END",
    ]


def _identity_guards(table: Table) -> list[str]:
    return [
        f"CREATE TRIGGER guard_delete_{table.name} BEFORE DELETE ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, 'identities of {table.name} are never deleted'); END",
        f"CREATE TRIGGER guard_update_{table.name} BEFORE UPDATE OF id, ref ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, 'identities of {table.name} never change'); END",
    ]


def tally_add(row: str, sign: str, tally: Tally) -> str:
    """The statement that adds (``+``) or takes (``-``) one history row to or from its day's tally."""
    _, room, kind, good, ms, day = (part.format(row) for part in tally)
    return (
        "INSERT INTO day_tally(study_day, room, kind, answers, good, ms) "  # noqa: S608  (our own names)
        f"VALUES ({day}, {room}, {kind}, {sign}1, {sign}{good}, {sign}({ms})) "
        "ON CONFLICT(study_day, room, kind) DO UPDATE SET answers = answers + excluded.answers, "
        "good = good + excluded.good, ms = ms + excluded.ms;"
    )


def _tally_emptied(row: str, tally: Tally) -> str:
    """The statement that lets the tally of a row's day go when nothing is left in it."""
    where = " AND ".join(
        f"{column} = {part.format(row)}"
        for column, part in (("study_day", tally.day), ("room", tally.room), ("kind", tally.kind))
    )
    return f"DELETE FROM day_tally WHERE {where} AND answers = 0 AND good = 0 AND ms = 0;"  # noqa: S608


def _tally_triggers(tally: Tally) -> list[str]:
    table = tally.table
    add = tally_add("NEW", "+", tally)
    take = f"{tally_add('NEW', '-', tally)} {_tally_emptied('NEW', tally)}"
    return [
        f"CREATE TRIGGER tally_new_{table} AFTER INSERT ON {table} "
        f"WHEN NEW.undone_at IS NULL BEGIN {add} END",
        f"CREATE TRIGGER tally_undone_{table} AFTER UPDATE OF undone_at ON {table} "
        f"WHEN OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL BEGIN {take} END",
        f"CREATE TRIGGER tally_redone_{table} AFTER UPDATE OF undone_at ON {table} "
        f"WHEN OLD.undone_at IS NOT NULL AND NEW.undone_at IS NULL BEGIN {add} END",
    ]


def _deck_triggers() -> list[str]:
    follow = f"BEGIN UPDATE memory SET deck_id = {DECK} WHERE thing_id = NEW.thing_id; END"  # noqa: S608
    moved = "OLD.deck_id != NEW.deck_id OR (OLD.deleted_at IS NULL) != (NEW.deleted_at IS NULL)"
    return [
        f"CREATE TRIGGER deck_of_new_card AFTER INSERT ON card {follow}",
        f"CREATE TRIGGER deck_of_card AFTER UPDATE OF deck_id, deleted_at ON card WHEN {moved} {follow}",
    ]
