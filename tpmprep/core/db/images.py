"""Temporary triggers on the writer: a row image of every change, and no write outside a step."""

from __future__ import annotations

import json
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import REAL

from tpmprep.core.db.base import Base

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Table


class Mode(IntEnum):
    """What the triggers do with a write: refuse it, let it pass, or keep its image.

    In the two bulk modes the search index is written at the end, not row by row; a ``BULK_STEP`` keeps no
    images of rows that are new in it: undo takes them away by their range of ids.
    """

    CLOSED = -1
    UNLOGGED = 0
    STEP = 1
    BULK_STEP = 2
    BULK_UNLOGGED = 3


class Now:
    """The mode of the writing connection; in a bulk step also the greatest old id of each table."""

    def __init__(self) -> None:
        self.mode = Mode.CLOSED
        self.old: dict[str, int] = {}


def install(raw: sqlite3.Connection) -> Now:
    """Puts the temporary triggers on the writing connection, and gives what steers them; about 5 ms."""
    import tpmprep.core.db.tables  # noqa: F401  (registers every table)

    now = Now()
    raw.create_function("exact", 1, _exact, deterministic=True)
    raw.create_function("undo_mode", 0, lambda: now.mode)
    raw.create_function("undo_old", 1, now.old.get)
    for table in Base.metadata.sorted_tables:
        for statement in _triggers(table):
            raw.execute(statement)
    for statement in _search_triggers():
        raw.execute(statement)
    return now


@cache
def undoable_tables() -> tuple[Table, ...]:
    """The tables whose new rows undo takes away or marks."""
    return tuple(table for table in Base.metadata.sorted_tables if table.info["undo"] in {"image", "mark"})


@cache
def row_image(table: Table, row: str = "") -> str:
    """The SQL expression of a row as JSON; REAL as Python writes it, for SQLite's digits do not lead back."""
    dot = f"{row}." if row else ""
    parts = []
    for column in table.columns:
        name = f'{dot}"{column.name}"'
        value = f"exact({name})" if _real(column) else name
        parts.append(f"'{column.name}', {value}")
    return f"json_object({', '.join(parts)})"


@cache
def _reals(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if _real(column))


def read_image(table: Table, image: str) -> dict[str, Any]:
    """The column values of a row image."""
    values: dict[str, Any] = json.loads(image)
    for name in _reals(table):
        if values[name] is not None:
            values[name] = float(values[name])
    return values


@cache
def key_of(table: Table) -> str:
    """The name of the table's one integer primary key."""
    (column,) = table.primary_key.columns
    return str(column.name)


def _exact(value: float | None) -> str | None:
    return None if value is None else repr(value)


def _real(column: Any) -> bool:  # noqa: ANN401  (a Column of any type)
    return isinstance(column.type, REAL)


def _triggers(table: Table) -> list[str]:
    undo, name = table.info["undo"], table.name
    if undo == "mark":
        return [_trigger(name, "INSERT", "'M'", f"NEW.{key_of(table)}", "NULL")]
    if undo != "image":
        return []
    key = key_of(table)
    old = row_image(table, "OLD")
    return [
        _trigger(name, "INSERT", "'I'", f"NEW.{key}", "NULL"),
        _trigger(name, "UPDATE", "'U'", f"OLD.{key}", old),
        _trigger(name, "DELETE", "'D'", f"OLD.{key}", old),
    ]


def _trigger(table: str, event: str, op: str, key: str, before: str) -> str:
    head = f"CREATE TEMP TRIGGER undo_{event.lower()}_{table} AFTER {event} ON main.{table}"
    refuse = f"SELECT RAISE(ABORT, 'a write to {table} outside a step') WHERE undo_mode() = {Mode.CLOSED:d};"
    keep = (
        "INSERT INTO undo_image(table_name, op, row_id, before) "  # noqa: S608  (names from our own metadata)
        f"VALUES ('{table}', {op}, {key}, {before});"
    )
    passes = f"({Mode.UNLOGGED:d}, {Mode.BULK_UNLOGGED:d})"
    when = f"undo_mode() NOT IN {passes} AND {_not_new(table, key)}"
    return f"{head} WHEN {when} BEGIN {refuse} {keep} END"


def _not_new(table: str, key: str) -> str:
    return f"(undo_mode() != {Mode.BULK_STEP:d} OR {key} <= undo_old('{table}'))"


def _search_triggers() -> list[str]:
    passes = f"WHEN undo_mode() < {Mode.BULK_STEP:d} OR (undo_mode() = {Mode.BULK_STEP:d} AND {{}})"
    known = "{}.thing_id <= undo_old('search_doc')"
    new, old = passes.format(known.format("NEW")), passes.format(known.format("OLD"))
    put = "INSERT INTO search_fts(rowid, title, plain) VALUES (NEW.thing_id, NEW.title, NEW.plain);"
    drop = (
        "INSERT INTO search_fts(search_fts, rowid, title, plain) "
        "VALUES ('delete', OLD.thing_id, OLD.title, OLD.plain);"
    )
    on = "ON main.search_doc"
    return [
        f"CREATE TEMP TRIGGER search_insert AFTER INSERT {on} {new} BEGIN {put} END",
        f"CREATE TEMP TRIGGER search_update AFTER UPDATE {on} {old} BEGIN {drop} {put} END",
        f"CREATE TEMP TRIGGER search_delete AFTER DELETE {on} {old} BEGIN {drop} END",
    ]
