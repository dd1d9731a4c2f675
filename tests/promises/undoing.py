"""A machine that writes, undoes, redoes, kills and reopens, beside a plain dict that does the same."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer

import tpmprep.core.db.tables  # noqa: F401  (registers every table)
from tests.core.db.stage import StillClock, fresh
from tpmprep.core.db.base import Base
from tpmprep.core.db.check import check
from tpmprep.core.db.database import Database
from tpmprep.core.db.types import Code, DayNumber
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    import sqlite3

    from hypothesis.strategies import DrawFn
    from sqlalchemy import Column, Table

# what undo could break; rows of random content are no good content, which ``check`` says as well
HARMS = {"file.damaged", "reference.broken", "guard.missing", "guard.other", "tally.differs", "search.stale"}
THINGS = range(1, 11)
PARENT = 1
KEYS = range(50, 56)

Row = tuple[Any, ...]
State = dict[str, dict[int, Row]]


def tables(*classes: str) -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.info["undo"] in classes]


def key_of(table: Table) -> str:
    """The name of the one column of the key."""
    (column,) = table.primary_key.columns
    return str(column.name)


UNDOABLE = tables("image", "mark")


@dataclass(frozen=True)
class Write:
    """One change: insert, replace, update or delete of a row of a table."""

    op: str
    table: str
    key: int
    row: Row = field(default=())


def prepare(file: Path) -> Database:
    """A file with identities, and one row of every table that others point to."""
    database = fresh(file)
    with database.unlogged() as session:
        raw: Any = session.connection().connection.driver_connection
        raw.execute("PRAGMA defer_foreign_keys=ON")
        for number in [*THINGS, *KEYS]:
            raw.execute("INSERT INTO thing(id, kind, ref) VALUES (?, 'thing', ?)", (number, f"my:{number}"))
        for table in tables("identity", "image", "mark", "none"):
            if table.name not in {"thing", "undo_step", "undo_image", "undo_row"}:
                put(raw, table, "INSERT", tuple(plain(column) for column in table.columns))
        sitting = Base.metadata.tables["sitting"]
        for number in KEYS:
            put(raw, sitting, "INSERT", tuple(number if c.primary_key else plain(c) for c in sitting.columns))
    return database


def plain(column: Column[Any]) -> Any:
    """The value of a column in the rows that others point to."""
    if column.nullable:
        return None
    if column.foreign_keys or (column.primary_key and isinstance(column.type, Integer)):
        return PARENT
    return affinity(column)("1")


def affinity(column: Column[Any]) -> type[Any]:
    kind = column.type.compile()
    return {"INTEGER": int, "TEXT": str, "REAL": float}[kind]


def put(raw: sqlite3.Connection, table: Table, verb: str, row: Row) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    raw.execute(f"{verb} INTO {table.name}({names}) VALUES ({', '.join('?' * len(row))})", row)


def draw_row(draw: DrawFn, table: Table, key: int) -> Row:
    """A row with awkward values: its unique columns follow its key, its pointers point to what stays."""
    return tuple(draw_value(draw, table, column, key) for column in table.columns)


def draw_value(draw: DrawFn, table: Table, column: Column[Any], key: int) -> Any:
    from hypothesis import strategies as st

    if column.name == key_of(table):
        return key
    if column.name == "undone_at" or (column.nullable and draw(st.booleans())):
        return None
    if column.foreign_keys or column.unique:
        return PARENT if column.foreign_keys else f"{key}"
    if isinstance(column.type, Code):
        return draw(st.integers(0, len(column.type.words) - 1))
    if isinstance(column.type, DayNumber):
        return draw(st.integers(0, 60_000))
    values: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(0, 99) if table.name == "hour_log" else st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False),
        str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    }
    return draw(values[affinity(column)])


def draw_writes(draw: DrawFn, state: State) -> list[Write]:
    """One to four changes that fit the state."""
    from hypothesis import strategies as st

    writes: list[Write] = []
    there = {name: set(rows) for name, rows in state.items()}
    for _ in range(draw(st.integers(1, 4))):
        table = draw(st.sampled_from(UNDOABLE))
        key = draw(st.sampled_from(list(KEYS)))
        image, present = table.info["undo"] == "image", key in there[table.name]
        if image:
            op = draw(st.sampled_from(["UPDATE", "DELETE", "INSERT OR REPLACE"] if present else ["INSERT"]))
        elif present:
            continue
        else:
            op = "INSERT"
        row = () if op == "DELETE" else draw_row(draw, table, key)
        writes.append(Write(op, table.name, key, row))
        (there[table.name].discard if op == "DELETE" else there[table.name].add)(key)
    return writes


def plain_write(state: State, number: int) -> list[Write]:
    """The next change of a long row of them, round all image tables: insert, update, delete, insert …"""
    images = tables("image")
    table, key, turn = images[number % len(images)], KEYS[number % len(KEYS)], number // len(images) % 3
    row: list[Any] = []
    for column in table.columns:
        if column.name == key_of(table):
            row.append(key)
        elif column.unique:
            row.append(f"{key}")
        else:
            row.append(plain(column) if column.foreign_keys else affinity(column)(number))
    present = key in state[table.name]
    op = ("UPDATE", "DELETE", "INSERT OR REPLACE")[turn] if present else "INSERT"
    return [Write(op, table.name, key, () if op == "DELETE" else tuple(row))]


def apply(raw: sqlite3.Connection, write: Write) -> None:
    table = Base.metadata.tables[write.table]
    key = key_of(table)
    if write.op == "DELETE":
        raw.execute(f"DELETE FROM {table.name} WHERE {key} = ?", (write.key,))
    elif write.op == "UPDATE":
        names = ", ".join(f'"{column.name}" = ?' for column in table.columns)
        raw.execute(f"UPDATE {table.name} SET {names} WHERE {key} = ?", (*write.row, write.key))
    else:
        put(raw, table, write.op, write.row)


def after(state: State, writes: list[Write]) -> State:
    """What a dict makes of the same changes."""
    new = {name: dict(rows) for name, rows in state.items()}
    for write in writes:
        if write.op == "DELETE":
            del new[write.table][write.key]
        else:
            before = new[write.table].get(write.key) if write.op == "UPDATE" else None
            new[write.table][write.key] = write.row
            if write.table == "card":
                follow(new["memory"], write, before)
    return new


def follow(memories: dict[int, Row], write: Write, before: Row | None) -> None:
    """The memory of a card that comes, moves, goes to the trash or leaves it knows the deck it is in now."""
    names = [column.name for column in Base.metadata.tables["card"].columns]
    deck, deleted = names.index("deck_id"), names.index("deleted_at")

    def lies_in(card: Row) -> int | None:
        return card[deck] if card[deleted] is None else None

    moved = before is None or lies_in(before) != lies_in(write.row) or before[deck] != write.row[deck]
    if write.key in memories and moved:
        place = [column.name for column in Base.metadata.tables["memory"].columns].index("deck_id")
        row = list(memories[write.key])
        row[place] = lies_in(write.row)
        memories[write.key] = tuple(row)


class Pair:
    """The database and the dict, side by side."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="undo-"))
        self.copies = 0
        self.database = prepare(self.folder / "file0")
        self.states = [self.seen()]
        self.place = 0
        self.history: dict[str, set[int]] = {table.name: set() for table in tables("mark")}

    def seen(self) -> State:
        """What the file shows: history that was undone is not shown."""
        with self.database.reading() as session:
            raw: Any = session.connection().connection.driver_connection
            return {table.name: self._rows(raw, table) for table in UNDOABLE}

    def _rows(self, raw: sqlite3.Connection, table: Table) -> dict[int, Row]:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        shown = "WHERE undone_at IS NULL" if table.info["undo"] == "mark" else ""
        place = [column.name for column in table.columns].index(key_of(table))
        return {row[place]: row for row in raw.execute(f"SELECT {names} FROM {table.name} {shown}")}

    def free(self) -> State:
        """The present state, with every key that history has used counted as taken."""
        state = {name: dict(rows) for name, rows in self.states[self.place].items()}
        for name, keys in self.history.items():
            state[name].update(dict.fromkeys(keys, ()))
        return state

    def step(self, writes: list[Write]) -> None:
        with self.database.hot_step("step", Change.NOTHING, number=self.place) as raw:
            for write in writes:
                apply(raw, write)
        for write in writes:
            if write.table in self.history:
                self.history[write.table].add(write.key)
        if writes:
            del self.states[self.place + 1 :]
            self.states.append(after(self.states[self.place], writes))
            self.place += 1

    def undo(self) -> None:
        step = self.database.undo()
        assert (step is None) == (self.place == 0)
        if step is not None:
            self.place -= 1
            assert step.says == {"number": self.place}

    def redo(self) -> None:
        step = self.database.redo()
        assert (step is None) == (self.place == len(self.states) - 1)
        self.place += step is not None

    def reopen(self) -> None:
        file = self.database.file
        self.database.close()
        self.database = Database(file, StillClock())

    def kill(self, unfinished: list[Write]) -> None:
        """What a killed process leaves is the file and its log as they lie there, in the midst of a step."""
        self.copies += 1
        copy = self.folder / f"file{self.copies}"
        old = self.database
        try:
            with old.hot_step("killed", Change.NOTHING) as raw:
                for write in unfinished:
                    apply(raw, write)
                for end in ("", "-wal"):
                    shutil.copyfile(f"{old.file}{end}", f"{copy}{end}")
                raise InterruptedError
        except InterruptedError:
            old.close()
        self.database = Database(copy, StillClock())

    def compare(self) -> None:
        assert self.seen() == self.states[self.place]

    def end(self) -> None:
        assert [problem for problem in check(self.database) if problem.what in HARMS] == []
        self.database.close()
        shutil.rmtree(self.folder)
