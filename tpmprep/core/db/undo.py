"""Undo and redo of named steps over every table, kept in the file so that they outlive a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tpmprep.core.db.base import Base
from tpmprep.core.db.images import UNLOGGED, key_of, read_image, row_image

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from sqlalchemy import Table

KEPT_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or redone: its name and the values for its wording and its place."""

    id: int
    name: str
    says: dict[str, Any]


def open_step(raw: sqlite3.Connection, name: str, says: Mapping[str, object], at_ms: int) -> int:
    """Begins a step inside the open transaction."""
    cursor = raw.execute(
        "INSERT INTO undo_step(name, says, at, undone) VALUES (?, ?, ?, 0)",
        (name, json.dumps(says, ensure_ascii=False), at_ms),
    )
    step_id = int(cursor.lastrowid or 0)
    raw.execute("UPDATE undo_now SET step = ?", (step_id,))
    return step_id


def close_step(raw: sqlite3.Connection, step_id: int) -> None:
    """Ends redo, for a new step follows another future; drops a step that changed nothing, and the oldest."""
    if raw.execute("SELECT 1 FROM undo_image WHERE step_id = ? LIMIT 1", (step_id,)).fetchone() is None:
        raw.execute("DELETE FROM undo_step WHERE id = ?", (step_id,))
        return
    forget_undone(raw, step_id)
    if step_id % 50 == 0:
        oldest = step_id - KEPT_STEPS
        raw.execute("DELETE FROM undo_image WHERE step_id <= ?", (oldest,))
        raw.execute("DELETE FROM undo_step WHERE id <= ?", (oldest,))


def forget_undone(raw: sqlite3.Connection, step_id: int) -> None:
    """Ends redo of what was undone before a step; undone steps are always the newest before it."""
    before = raw.execute(
        "SELECT undone FROM undo_step WHERE id < ? ORDER BY id DESC LIMIT 1", (step_id,)
    ).fetchone()
    if before is not None and before[0]:
        raw.execute("DELETE FROM undo_image WHERE step_id IN (SELECT id FROM undo_step WHERE undone = 1)")
        raw.execute("DELETE FROM undo_step WHERE undone = 1")


def forget_all(raw: sqlite3.Connection) -> int:
    """Empties the list (after a schema or pack update) and says how many steps went."""
    raw.execute("DELETE FROM undo_image")
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
        "SELECT max(step_id) FROM undo_image WHERE "
        "(table_name IN (SELECT value FROM json_each(:keyed)) "
        "AND row_id IN (SELECT value FROM json_each(:ids))) "
        "OR json_extract(before, '$.thing_id') IN (SELECT value FROM json_each(:ids))",
        {"ids": thing_ids, "keyed": json.dumps(_keyed_by_thing())},
    ).fetchone()[0]
    gone = "SELECT id FROM undo_step WHERE id <= ? OR undone = 1"
    raw.execute(f"DELETE FROM undo_image WHERE step_id IN ({gone})", (newest or 0,))  # noqa: S608
    return raw.execute("DELETE FROM undo_step WHERE id <= ? OR undone = 1", (newest or 0,)).rowcount


def newest_done(raw: sqlite3.Connection) -> Step | None:
    """What undo would take back."""
    return _step(raw, "SELECT id, name, says FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1")


def oldest_undone(raw: sqlite3.Connection) -> Step | None:
    """What redo would bring back."""
    return _step(raw, "SELECT id, name, says FROM undo_step WHERE undone = 1 ORDER BY id LIMIT 1")


def take_back(raw: sqlite3.Connection, step: Step, at_ms: int) -> None:
    """Undoes one step inside the open transaction, newest change first."""
    _replay_begins(raw)
    rows = raw.execute(
        "SELECT id, table_name, op, row_id, before FROM undo_image WHERE step_id = ? ORDER BY id DESC",
        (step.id,),
    ).fetchall()
    for image_id, table_name, op, row_id, before in rows:
        table = Base.metadata.tables[table_name]
        if op == "M":
            _mark(raw, table, row_id, at_ms)
            continue
        if op in "IU":
            _keep_after(raw, table, row_id, image_id)
        if op == "I":
            _delete(raw, table, row_id)
        else:
            _put(raw, table, read_image(table, before), new=op == "D")
    raw.execute("UPDATE undo_step SET undone = 1 WHERE id = ?", (step.id,))


def bring_back(raw: sqlite3.Connection, step: Step) -> None:
    """Redoes one step inside the open transaction, oldest change first."""
    _replay_begins(raw)
    rows = raw.execute(
        "SELECT table_name, op, row_id, after FROM undo_image WHERE step_id = ? ORDER BY id", (step.id,)
    ).fetchall()
    for table_name, op, row_id, after in rows:
        table = Base.metadata.tables[table_name]
        if op == "M":
            _mark(raw, table, row_id, None)
        elif op == "D":
            _delete(raw, table, row_id)
        else:
            _put(raw, table, read_image(table, after), new=op == "I")
    raw.execute("UPDATE undo_step SET undone = 0 WHERE id = ?", (step.id,))


def _keyed_by_thing() -> list[str]:
    """The image tables whose key is the id of a thing."""
    return [
        table.name
        for table in Base.metadata.sorted_tables
        if table.info["undo"] == "image"
        and any(key.target_fullname == "thing.id" for key in table.c[key_of(table)].foreign_keys)
    ]


def _step(raw: sqlite3.Connection, query: str) -> Step | None:
    row = raw.execute(query).fetchone()
    return None if row is None else Step(int(row[0]), str(row[1]), json.loads(row[2]))


def _replay_begins(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA defer_foreign_keys=ON")
    raw.execute("UPDATE undo_now SET step = ?", (UNLOGGED,))


def _keep_after(raw: sqlite3.Connection, table: Table, row_id: int, image_id: int) -> None:
    raw.execute(
        f"UPDATE undo_image SET after = (SELECT {row_image(table)} FROM {table.name} "  # noqa: S608
        f"WHERE {key_of(table)} = ?) WHERE id = ?",
        (row_id, image_id),
    )


def _mark(raw: sqlite3.Connection, table: Table, row_id: int, at_ms: int | None) -> None:
    raw.execute(f"UPDATE {table.name} SET undone_at = ? WHERE {key_of(table)} = ?", (at_ms, row_id))  # noqa: S608


def _delete(raw: sqlite3.Connection, table: Table, row_id: int) -> None:
    raw.execute(f"DELETE FROM {table.name} WHERE {key_of(table)} = ?", (row_id,))  # noqa: S608


def _put(raw: sqlite3.Connection, table: Table, values: dict[str, Any], *, new: bool) -> None:
    names = list(values)
    if new:
        holes = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        raw.execute(f"INSERT INTO {table.name}({columns}) VALUES ({holes})", [values[n] for n in names])  # noqa: S608
        return
    key = key_of(table)
    setting = ", ".join(f'"{name}" = ?' for name in names)
    raw.execute(
        f"UPDATE {table.name} SET {setting} WHERE {key} = ?",  # noqa: S608
        [*(values[n] for n in names), values[key]],
    )
