"""Temporary triggers on the writer: a row image of every change, and no write outside a step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import REAL

from tpmprep.core.db.base import Base

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Table

CLOSED, UNLOGGED = -1, 0
_STEP = "(SELECT step FROM undo_now)"


def install(raw: sqlite3.Connection) -> None:
    """Puts the temporary table and triggers on the writing connection; about 5 ms."""
    import tpmprep.core.db.tables  # noqa: F401  (registers every table)

    raw.create_function("exact", 1, _exact, deterministic=True)
    raw.execute("CREATE TEMP TABLE undo_now(step INTEGER NOT NULL, bulk INTEGER NOT NULL)")
    raw.execute("INSERT INTO undo_now VALUES (?, 0)", (CLOSED,))
    for table in Base.metadata.sorted_tables:
        for statement in _triggers(table):
            raw.execute(statement)
    for statement in _search_triggers():
        raw.execute(statement)


def row_image(table: Table, row: str = "") -> str:
    """The SQL expression of a row as JSON; REAL as Python writes it, for SQLite's digits do not lead back."""
    dot = f"{row}." if row else ""
    parts = []
    for column in table.columns:
        name = f'{dot}"{column.name}"'
        value = f"exact({name})" if _real(column) else name
        parts.append(f"'{column.name}', {value}")
    return f"json_object({', '.join(parts)})"


def read_image(table: Table, image: str) -> dict[str, Any]:
    """The column values of a row image."""
    values: dict[str, Any] = json.loads(image)
    for column in table.columns:
        if _real(column) and values[column.name] is not None:
            values[column.name] = float(values[column.name])
    return values


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
        return [_trigger(name, "INSERT", f"'M', NEW.{key_of(table)}, NULL")]
    if undo != "image":
        return []
    key = key_of(table)
    old = row_image(table, "OLD")
    return [
        _trigger(name, "INSERT", f"'I', NEW.{key}, NULL"),
        _trigger(name, "UPDATE", f"'U', OLD.{key}, {old}"),
        _trigger(name, "DELETE", f"'D', OLD.{key}, {old}"),
    ]


def _trigger(table: str, event: str, values: str) -> str:
    head = f"CREATE TEMP TRIGGER undo_{event.lower()}_{table} AFTER {event} ON main.{table}"
    refuse = f"SELECT CASE WHEN {_STEP} < 0 THEN RAISE(ABORT, 'a write to {table} outside a step') END;"
    keep = (
        "INSERT INTO undo_image(step_id, table_name, op, row_id, before) "  # noqa: S608  (names from our own metadata)
        f"VALUES ({_STEP}, '{table}', {values});"
    )
    return f"{head} WHEN {_STEP} != {UNLOGGED} BEGIN {refuse} {keep} END"


def _search_triggers() -> list[str]:
    bulk = "WHEN (SELECT bulk FROM undo_now) = 0"
    put = "INSERT INTO search_fts(rowid, title, plain) VALUES (NEW.thing_id, NEW.title, NEW.plain);"
    drop = (
        "INSERT INTO search_fts(search_fts, rowid, title, plain) "
        "VALUES ('delete', OLD.thing_id, OLD.title, OLD.plain);"
    )
    on = "ON main.search_doc"
    return [
        f"CREATE TEMP TRIGGER search_insert AFTER INSERT {on} {bulk} BEGIN {put} END",
        f"CREATE TEMP TRIGGER search_update AFTER UPDATE {on} {bulk} BEGIN {drop} {put} END",
        f"CREATE TEMP TRIGGER search_delete AFTER DELETE {on} {bulk} BEGIN {drop} END",
    ]
