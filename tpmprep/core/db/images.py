"""Temporary triggers on the writer: a row image of every change, and no write outside a step."""

from __future__ import annotations

import json
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from tpmprep.core.db.shapes import shapes_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from tpmprep.core.db.shapes import Shape

# what the index holds of a thing is what ``search_text`` says of it, before each change and after it
_PUT = (
    "INSERT INTO search_fts(rowid, plain, title) "
    "SELECT thing_id, plain, title FROM search_text WHERE thing_id = {0}.thing_id{1};"
)
_DROP = (
    "INSERT INTO search_fts(search_fts, rowid, plain, title) "
    "SELECT 'delete', thing_id, plain, title FROM search_text WHERE thing_id = {0}.thing_id{1};"
)
# of a note whose document leaves its words to it
_TOLD = " AND EXISTS (SELECT 1 FROM search_doc AS s WHERE s.thing_id = {0}.thing_id AND s.plain IS NULL)"
# before the note came, search had the document alone
_BARE = (
    "INSERT INTO search_fts(search_fts, rowid, plain, title) SELECT 'delete', thing_id, '', "
    "coalesce(title, '') FROM search_doc WHERE thing_id = NEW.thing_id AND plain IS NULL;"
)


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
    """The mode of the writing connection; in a bulk step also the greatest old id of each table.

    ``shapes`` are the tables as they stand in the file; ``redo`` is False once it is known that nothing
    undone is left to bring back.
    """

    def __init__(self, shapes: Mapping[str, Shape] | None = None) -> None:
        self.shapes = shapes or {}
        self.mode = Mode.CLOSED
        self.old: dict[str, int] = {}
        self.redo = True

    def images(self, table: str, row_id: int) -> bool:
        """Whether a change of a row is kept, or, outside a transaction of ours, refused."""
        if self.mode is Mode.BULK_STEP:
            return row_id <= self.old[table]
        return self.mode is Mode.STEP or self.mode is Mode.CLOSED

    def indexes(self, row_id: int) -> bool:
        """Whether the search index follows a change of a document at once."""
        if self.mode is Mode.BULK_STEP:
            return row_id <= self.old["search_doc"]
        return self.mode is not Mode.BULK_UNLOGGED


def install(raw: sqlite3.Connection) -> Now:
    """Puts the temporary triggers on the writing connection, and gives what steers them; about 5 ms."""
    now = Now(shapes_of(raw))
    raw.create_function("exact", 1, _exact, deterministic=True)
    raw.create_function("undo_images", 2, now.images)
    raw.create_function("undo_closed", 0, lambda: now.mode is Mode.CLOSED)
    raw.create_function("search_follows", 1, now.indexes)
    for shape in now.shapes.values():
        for statement in _triggers(shape):
            raw.execute(statement)
    for statement in _search_triggers():
        raw.execute(statement)
    return now


@cache
def row_image(table: Shape, row: str = "") -> str:
    """The SQL expression of a row as JSON; REAL as Python writes it, for SQLite's digits do not lead back."""
    dot = f"{row}." if row else ""
    parts = []
    for column in table.columns:
        name = f'{dot}"{column}"'
        value = f"exact({name})" if column in table.reals else name
        parts.append(f"'{column}', {value}")
    return f"json_object({', '.join(parts)})"


def read_image(table: Shape, image: str) -> dict[str, Any]:
    """The column values of a row image."""
    values: dict[str, Any] = json.loads(image)
    for name in table.reals:
        if values[name] is not None:
            values[name] = float(values[name])
    return values


def _exact(value: float | None) -> str | None:
    return None if value is None else repr(value)


def let_new_rows_pass(raw: sqlite3.Connection, now: Now) -> None:
    """Within the open transaction, lets rows with ids above these pass at no more than a comparison."""
    for table in now.shapes.values():
        _replace(raw, _insert_trigger(table, f"NEW.{table.key} <= {now.old[table.name]:d}"))
    _replace_search(raw, f"NEW.thing_id <= {now.old['search_doc']:d}")


def watch_every_row(raw: sqlite3.Connection, now: Now) -> None:
    """Puts back what ``let_new_rows_pass`` replaced."""
    for table in now.shapes.values():
        _replace(raw, _insert_trigger(table))
    _replace_search(raw, "search_follows(NEW.thing_id)")


def _replace_search(raw: sqlite3.Connection, when: str) -> None:
    for statement in _search_inserts(when):
        _replace(raw, statement)


def _replace(raw: sqlite3.Connection, statement: str) -> None:
    raw.execute(f"DROP TRIGGER temp.{statement.split()[3]}")
    raw.execute(statement)


def _triggers(table: Shape) -> list[str]:
    if table.undo == "mark":
        return [_insert_trigger(table)]
    key, old = f"OLD.{table.key}", row_image(table, "OLD")
    when = f"undo_images('{table.name}', {key})"
    return [
        _insert_trigger(table),
        _trigger(table.name, "UPDATE", f"'U', {key}, {old}", when),
        _trigger(table.name, "DELETE", f"'D', {key}, {old}", when),
    ]


def _insert_trigger(table: Shape, when: str = "") -> str:
    op, key = "M" if table.undo == "mark" else "I", f"NEW.{table.key}"
    when = when or f"undo_images('{table.name}', {key})"
    return _trigger(table.name, "INSERT", f"'{op}', {key}, NULL", when)


def _trigger(table: str, event: str, values: str, when: str) -> str:
    head = f"CREATE TEMP TRIGGER undo_{event.lower()}_{table} AFTER {event} ON main.{table} WHEN {when}"
    refuse = f"SELECT RAISE(ABORT, 'a write to {table} outside a step') WHERE undo_closed();"
    keep = (
        "INSERT INTO undo_image(table_name, op, row_id, before) "  # noqa: S608  (names from our own tables)
        f"VALUES ('{table}', {values});"
    )
    return f"{head} BEGIN {refuse} {keep} END"


def _search_inserts(when: str) -> list[str]:
    put = _PUT.format("NEW", "")
    told = f"{_BARE} {_PUT.format('NEW', _TOLD.format('NEW'))}"
    return [
        f"CREATE TEMP TRIGGER search_insert AFTER INSERT ON main.search_doc WHEN {when} BEGIN {put} END",
        f"CREATE TEMP TRIGGER search_note_insert AFTER INSERT ON main.note WHEN {when} BEGIN {told} END",
    ]


def _search_triggers() -> list[str]:
    when = "WHEN search_follows(OLD.thing_id)"
    words = f"{when} AND (OLD.fields IS NOT NEW.fields OR OLD.explanation IS NOT NEW.explanation)"
    drop, put = _DROP.format("OLD", ""), _PUT.format("NEW", "")
    told = _TOLD.format("OLD")
    drop_told, put_told = _DROP.format("OLD", told), _PUT.format("OLD", told)
    text = f"{when} AND (OLD.title IS NOT NEW.title OR OLD.plain IS NOT NEW.plain)"
    note = "OF fields, explanation ON main.note"
    return [
        *_search_inserts("search_follows(NEW.thing_id)"),
        f"CREATE TEMP TRIGGER search_before BEFORE UPDATE ON main.search_doc {text} BEGIN {drop} END",
        f"CREATE TEMP TRIGGER search_update AFTER UPDATE ON main.search_doc {text} BEGIN {put} END",
        f"CREATE TEMP TRIGGER search_delete BEFORE DELETE ON main.search_doc {when} BEGIN {drop} END",
        f"CREATE TEMP TRIGGER search_note_before BEFORE UPDATE {note} {words} BEGIN {drop_told} END",
        f"CREATE TEMP TRIGGER search_note_update AFTER UPDATE {note} {words} BEGIN {put_told} END",
        f"CREATE TEMP TRIGGER search_note_delete BEFORE DELETE ON main.note {when} BEGIN {drop_told} END",
        f"CREATE TEMP TRIGGER search_note_gone AFTER DELETE ON main.note {when} BEGIN {put_told} END",
    ]
