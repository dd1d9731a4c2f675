"""Undo and redo of named steps over every table, kept in the file so that they outlive a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tpmprep.core.db.guards import index_after, rebuild_search
from tpmprep.core.db.images import (
    Mode,
    let_new_rows_pass,
    read_image,
    row_image,
    watch_every_row,
)
from tpmprep.core.db.shapes import keyed_by_thing
from tpmprep.core.ground.change import EVERYTHING, Change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from tpmprep.core.db.images import Now
    from tpmprep.core.db.shapes import Shape

KEPT_STEPS = 500
PRUNED_EVERY = 50
MANY_DOCUMENTS = 2000
_FAR = 1 << 62

_OPEN = """
INSERT INTO undo_step(name, says, at, undone, changed, first_image)
VALUES (?, ?, ?, 0, ?, (SELECT coalesce(max(id), 0) + 1 FROM undo_image))
"""
_ANYTHING = "SELECT 1 FROM undo_image WHERE id >= (SELECT first_image FROM undo_step WHERE id = ?)"
_STEP = "SELECT id, name, says, changed, first_image FROM undo_step"
_NEWEST_DONE = f"{_STEP} WHERE undone = 0 ORDER BY id DESC LIMIT 1"
_OLDEST_UNDONE = f"""
{_STEP} WHERE id > coalesce((SELECT id FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1), 0)
ORDER BY id LIMIT 1
"""  # noqa: S608  (our own words)
_LAST_DONE = "SELECT id FROM undo_step WHERE id < ? AND undone = 0 ORDER BY id DESC LIMIT 1"
_NEXT = "SELECT first_image FROM undo_step WHERE id > ? ORDER BY id LIMIT 1"
_IMAGES = """
SELECT id, table_name, op, row_id, last_id, before, after FROM undo_image WHERE id >= ? AND id < ? ORDER BY id
"""
_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or redone: its name, what it changed, values for its wording and place."""

    id: int
    name: str
    says: dict[str, Any]
    changed: Change
    first_image: int


class _Image(NamedTuple):
    """A change of one row, or the making of a range of rows."""

    id: int
    table_name: str
    op: str
    row_id: int
    last_id: int | None
    before: str | None
    after: str | None


def open_step(
    raw: sqlite3.Connection, name: str, says: Mapping[str, object], at_ms: int, changed: Change
) -> int:
    """Begins a step inside the open transaction; returns its id."""
    opened = raw.execute(_OPEN, (name, _JSON.encode(says), at_ms, changed.value))
    return opened.lastrowid or 0


def changes_anything(raw: sqlite3.Connection) -> bool:
    """Whether the open step has changed a row that undo would bring back."""
    query = (
        "SELECT 1 FROM undo_image WHERE id >= (SELECT first_image FROM undo_step ORDER BY id DESC LIMIT 1)"
    )
    return raw.execute(query).fetchone() is not None


def watch_new_rows(raw: sqlite3.Connection, now: Now) -> None:
    """Begins a bulk step: notes the greatest id of every table, above which all rows will be new."""
    for table in now.shapes.values():
        greatest = raw.execute(f"SELECT max({table.key}) FROM {table.name}").fetchone()[0]  # noqa: S608
        now.old[table.name] = greatest or 0
    let_new_rows_pass(raw, now)
    now.mode = Mode.BULK_STEP


def keep_ranges(raw: sqlite3.Connection, now: Now) -> None:
    """Ends a bulk step: notes the range of new rows of every table, and writes the search index of theirs."""
    watch_every_row(raw, now)
    for table in now.shapes.values():
        first = now.old[table.name] + 1
        last = raw.execute(f"SELECT max({table.key}) FROM {table.name}").fetchone()[0] or 0  # noqa: S608
        if last >= first:
            raw.execute(
                "INSERT INTO undo_image(table_name, op, row_id, last_id) VALUES (?, 'R', ?, ?)",
                (table.name, first, last),
            )
    index_after(raw, now.old["search_doc"])


def close_step(raw: sqlite3.Connection, now: Now, step_id: int) -> None:
    """Ends redo, for a new step follows another future; drops a step that changed nothing, and the oldest."""
    if raw.execute(_ANYTHING, (step_id,)).fetchone() is None:
        raw.execute("DELETE FROM undo_step WHERE id = ?", (step_id,))
        return
    if now.redo:
        now.redo = forget_undone(raw, step_id)
    if step_id % PRUNED_EVERY == 0:
        oldest = step_id - KEPT_STEPS
        (first_kept,) = raw.execute(_NEXT, (oldest,)).fetchone()
        raw.execute("DELETE FROM undo_image WHERE id < ?", (first_kept,))
        raw.execute("DELETE FROM undo_step WHERE id <= ?", (oldest,))


def forget_undone(raw: sqlite3.Connection, step_id: int) -> bool:
    """Ends redo of what was undone before a step, and says whether there was any.

    Undone steps are always the newest before it, so they are found without reading the list.
    """
    done = (raw.execute(_LAST_DONE, (step_id,)).fetchone() or (0,))[0]
    first_id, first = raw.execute(
        "SELECT id, first_image FROM undo_step WHERE id > ? ORDER BY id LIMIT 1", (done,)
    ).fetchone()
    if first_id == step_id:
        return False
    end = raw.execute("SELECT first_image FROM undo_step WHERE id = ?", (step_id,)).fetchone()[0]
    raw.execute("DELETE FROM undo_image WHERE id >= ? AND id < ?", (first, end))
    raw.execute("DELETE FROM undo_row")
    raw.execute("DELETE FROM undo_step WHERE id > ? AND id < ?", (done, step_id))
    return True


def forget_all(raw: sqlite3.Connection) -> int:
    """Empties the list (after a schema or pack update) and says how many steps went."""
    raw.execute("DELETE FROM undo_image")
    raw.execute("DELETE FROM undo_row")
    return raw.execute("DELETE FROM undo_step").rowcount


def forget_about(raw: sqlite3.Connection, thing_ids: str) -> int:
    """Ends the undo of things that go for good: of the newest step that touched one, of all before, of redo.

    Undo goes backwards step by step, so nothing before such a step could be reached any more.

    Args:
        raw: the writing connection, inside a transaction.
        thing_ids: the ids as a JSON list.

    Returns:
        How many steps went.
    """
    newest = raw.execute(
        "SELECT max(id) FROM undo_image WHERE json_extract(before, '$.thing_id') IN "
        "(SELECT value FROM json_each(:ids)) OR (table_name IN (SELECT value FROM json_each(:keyed)) "
        "AND EXISTS "
        "(SELECT 1 FROM json_each(:ids) WHERE value BETWEEN row_id AND coalesce(last_id, row_id)))",
        {"ids": thing_ids, "keyed": json.dumps(keyed_by_thing(raw))},
    ).fetchone()[0]
    last = raw.execute("SELECT max(id) FROM undo_step WHERE first_image <= ?", (newest or -1,)).fetchone()[0]
    redo = raw.execute("SELECT min(first_image) FROM undo_step WHERE undone = 1").fetchone()[0]
    gone = raw.execute("DELETE FROM undo_step WHERE id <= ? OR undone = 1", (last or 0,)).rowcount
    first = raw.execute("SELECT min(first_image) FROM undo_step").fetchone()[0]
    raw.execute("DELETE FROM undo_image WHERE id < ? OR id >= ?", (first or _FAR, redo or _FAR))
    raw.execute("DELETE FROM undo_row")
    return gone


def newest_done(raw: sqlite3.Connection) -> Step | None:
    """What undo would take back."""
    return _step(raw, _NEWEST_DONE)


def oldest_undone(raw: sqlite3.Connection) -> Step | None:
    """What redo would bring back."""
    return _step(raw, _OLDEST_UNDONE)


def take_back(raw: sqlite3.Connection, now: Now, step: Step, at_ms: int) -> None:
    """Undoes one step inside the open transaction, newest change first."""
    images = _images(raw, step)
    now.redo = True
    _replay_begins(raw, now, images)
    for image in reversed(images):
        table = now.shapes[image.table_name]
        if table.undo == "mark":
            _mark(raw, table, image, at_ms)
        elif image.op == "R":
            _take_range(raw, table, image)
        elif image.op == "I":
            _keep_after(raw, table, image)
            raw.execute(_sql(table).delete, (image.row_id,))
        else:
            if image.op == "U":
                _keep_after(raw, table, image)
            _put(raw, table, image.before, new=image.op == "D")
    _replay_ends(raw, now)
    raw.execute("UPDATE undo_step SET undone = 1 WHERE id = ?", (step.id,))


def bring_back(raw: sqlite3.Connection, now: Now, step: Step) -> None:
    """Redoes one step inside the open transaction, oldest change first."""
    images = _images(raw, step)
    _replay_begins(raw, now, images)
    for image in images:
        table = now.shapes[image.table_name]
        if table.undo == "mark":
            _mark(raw, table, image, None)
        elif image.op == "R":
            _bring_range(raw, table, image)
        elif image.op == "D":
            raw.execute(_sql(table).delete, (image.row_id,))
        else:
            _put(raw, table, image.after, new=image.op == "I")
    _replay_ends(raw, now)
    raw.execute("UPDATE undo_step SET undone = 0 WHERE id = ?", (step.id,))


def _step(raw: sqlite3.Connection, query: str) -> Step | None:
    row = raw.execute(query).fetchone()
    if row is None:
        return None
    step_id, name, says, changed, first_image = row
    return Step(step_id, name, json.loads(says), Change(changed & EVERYTHING.value), first_image)


def _images(raw: sqlite3.Connection, step: Step) -> list[_Image]:
    end = raw.execute(_NEXT, (step.id,)).fetchone()
    rows = raw.execute(_IMAGES, (step.first_image, end[0] if end else _FAR))
    return [_Image(*row) for row in rows]


def _replay_begins(raw: sqlite3.Connection, now: Now, images: list[_Image]) -> None:
    if any(image.op in "IDR" for image in images):
        raw.execute("PRAGMA defer_foreign_keys=ON")  # makes SQLite prepare every statement anew
    documents = (image for image in images if image.table_name == "search_doc" and image.last_id)
    many = any((image.last_id or 0) - image.row_id > MANY_DOCUMENTS for image in documents)
    now.mode = Mode.BULK_UNLOGGED if many else Mode.UNLOGGED


def _replay_ends(raw: sqlite3.Connection, now: Now) -> None:
    if now.mode is Mode.BULK_UNLOGGED:
        rebuild_search(raw)


def _keep_after(raw: sqlite3.Connection, table: Shape, image: _Image) -> None:
    raw.execute(_sql(table).keep, (image.row_id, image.id))


def _mark(raw: sqlite3.Connection, table: Shape, image: _Image, at_ms: int | None) -> None:
    raw.execute(_sql(table).mark, (at_ms, image.row_id, image.last_id or image.row_id))


def _take_range(raw: sqlite3.Connection, table: Shape, image: _Image) -> None:
    raw.execute(_sql(table).keep_range, (image.id, image.row_id, image.last_id))
    raw.execute(_sql(table).delete_range, (image.row_id, image.last_id))


def _bring_range(raw: sqlite3.Connection, table: Shape, image: _Image) -> None:
    rows = raw.execute("SELECT after FROM undo_row WHERE image_id = ? ORDER BY id", (image.id,))
    names = _sql(table).names
    values = (read_image(table, after) for (after,) in rows)
    raw.executemany(_sql(table).insert, ([row[name] for name in names] for row in values))
    raw.execute("DELETE FROM undo_row WHERE image_id = ?", (image.id,))


def _put(raw: sqlite3.Connection, table: Shape, image: str | None, *, new: bool) -> None:
    values = read_image(table, image or "{}")
    sql = _sql(table)
    if new:
        raw.execute(sql.insert, [values[name] for name in sql.names])
    else:
        raw.execute(sql.update, [values[name] for name in (*sql.names[1:], sql.names[0])])


@dataclass(frozen=True, slots=True)
class _Sql:
    """The statements over one table; ``names`` are its columns, the key first."""

    names: tuple[str, ...]
    insert: str
    update: str
    delete: str
    mark: str
    keep: str
    keep_range: str
    delete_range: str


@cache
def _sql(table: Shape) -> _Sql:
    key, name = table.key, table.name
    others = [column for column in table.columns if column != key]
    columns = ", ".join(f'"{column}"' for column in (key, *others))
    setting = ", ".join(f'"{column}" = ?' for column in others)
    between = f"{key} BETWEEN ? AND ?"
    return _Sql(
        names=(key, *others),
        insert=f"INSERT INTO {name}({columns}) VALUES ({', '.join('?' * (len(others) + 1))})",  # noqa: S608
        update=f"UPDATE {name} SET {setting} WHERE {key} = ?",  # noqa: S608
        delete=f"DELETE FROM {name} WHERE {key} = ?",  # noqa: S608
        mark=f"UPDATE {name} SET undone_at = ? WHERE {between}",  # noqa: S608
        keep=f"UPDATE undo_image SET after = (SELECT {row_image(table)} FROM {name} WHERE {key} = ?) "  # noqa: S608
        "WHERE id = ?",
        keep_range=f"INSERT INTO undo_row(image_id, after) SELECT ?, {row_image(table)} FROM {name} "  # noqa: S608
        f"WHERE {between} ORDER BY {key}",
        delete_range=f"DELETE FROM {name} WHERE {between}",  # noqa: S608
    )
