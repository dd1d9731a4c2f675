"""Promise 8: undo and redo over every write, a hundred steps and more, across restarts and kills."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.core.db.stage import fresh, rows
from tests.promises.undoing import UNDOABLE, Pair, draw_writes, key_of, plain_write
from tpmprep.core.db.base import Base
from tpmprep.core.db.fingerprint import table_names

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = {"image", "mark", "identity", "derived", "none"}
DEEP = 130


class Undoing(RuleBasedStateMachine):
    """Every rule does the same to the database and to the dict; after each they are equal."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = Pair()

    @rule(data=st.data())
    def write(self, data: st.DataObject) -> None:
        self.pair.step(data.draw(st.composite(draw_writes)(self.pair.free())))

    @rule(data=st.data())
    def write_more(self, data: st.DataObject) -> None:
        self.write(data)

    @rule()
    def undo(self) -> None:
        self.pair.undo()

    @rule()
    def redo(self) -> None:
        self.pair.redo()

    @rule(times=st.integers(2, 9))
    def undo_often(self, times: int) -> None:
        for _ in range(times):
            self.pair.undo()

    @rule()
    def reopen(self) -> None:
        self.pair.reopen()

    @rule(data=st.data())
    def kill_in_the_midst(self, data: st.DataObject) -> None:
        self.pair.kill(data.draw(st.composite(draw_writes)(self.pair.free())))

    @invariant()
    def both_are_equal(self) -> None:
        self.pair.compare()

    def teardown(self) -> None:
        self.pair.end()


@pytest.mark.parametrize("runs", [6, pytest.param(60, marks=pytest.mark.soak)])
def test_undo_and_redo_do_what_a_dict_does(runs: int) -> None:
    run_state_machine_as_test(
        Undoing,
        settings=settings(
            max_examples=runs, stateful_step_count=100, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert UNDOABLE


def test_more_than_a_hundred_steps_come_back_after_a_restart() -> None:
    pair = Pair()
    while pair.place < DEEP:
        pair.step(plain_write(pair.free(), pair.place))
        if pair.place % 40 == 0:
            pair.kill([])
    pair.compare()
    while pair.place:
        pair.undo()
        if pair.place % 30 == 0:
            pair.reopen()
            pair.compare()
    while pair.place < DEEP:
        pair.redo()
    pair.compare()
    pair.end()


def test_every_table_says_how_undo_treats_it(tmp_path: Path) -> None:
    assert {
        table.name: table.info.get("undo")
        for table in Base.metadata.sorted_tables
        if table.info.get("undo") not in CLASSES
    } == {}
    fresh(tmp_path / "file").close()
    raw = sqlite3.connect(tmp_path / "file")
    unknown = set(table_names(raw)) - set(Base.metadata.tables) - {"alembic_version"}
    raw.close()
    assert unknown == set()


def test_undoable_tables_have_one_whole_number_as_key_and_no_blob() -> None:
    for table in UNDOABLE:
        assert key_of(table)
        assert {column.type.compile() for column in table.columns} <= {"INTEGER", "TEXT", "REAL"}
        assert table.c[key_of(table)].type.compile() == "INTEGER"


@pytest.mark.parametrize("table", [table.name for table in UNDOABLE])
def test_every_undoable_table_is_watched_on_the_writer(tmp_path: Path, table: str) -> None:
    database = fresh(tmp_path / "file")
    raw: Any = database._raw
    names = {row[0] for row in raw.execute("SELECT name FROM sqlite_temp_master WHERE type = 'trigger'")}
    undo = Base.metadata.tables[table].info["undo"]
    events = {"insert", "update", "delete"} if undo == "image" else {"insert"}
    database.close()
    assert {f"undo_{event}_{table}" for event in events} <= names
    guards = {
        row[0] for row in rows(tmp_path / "file", "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    }
    assert undo == "image" or {f"guard_delete_{table}", f"guard_update_{table}"} <= guards
