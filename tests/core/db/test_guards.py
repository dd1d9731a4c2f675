"""Tests of the guards: history and identities are neither deleted, changed nor replaced, by any statement."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from tests.promises.undoing import PARENT, key_of, prepare, tables
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tpmprep.core.db.database import Database

HISTORY = [table.name for table in tables("mark")]
FOR_GOOD = [table.name for table in tables("mark", "identity")]
KEYS = {table.name: key_of(table) for table in tables("mark", "identity")}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A file with one row of every table."""
    made = prepare(tmp_path_factory.mktemp("guards") / "file")
    yield made
    made.close()


def refusal(database: Database, statement: str) -> str:
    """What the file says to a statement inside a step; empty when it lets it through."""
    try:
        with database.hot_step("try", Change.NOTHING) as raw:
            raw.execute(statement)
    except sqlite3.IntegrityError as refused:
        return str(refused)
    return ""


def row(database: Database, table: str) -> Any:
    with database.reading() as session:
        query = f"SELECT * FROM {table} WHERE {KEYS[table]} = {PARENT}"
        return session.connection().exec_driver_sql(query).fetchone()


@pytest.mark.parametrize("table", FOR_GOOD)
@pytest.mark.parametrize("verb", ["DELETE FROM", "INSERT OR REPLACE INTO"])
def test_no_row_of_history_or_identity_is_deleted_or_replaced(
    database: Database, table: str, verb: str
) -> None:
    before = row(database, table)
    where = f"WHERE {KEYS[table]} = {PARENT}"
    what = where if verb.startswith("DELETE") else f"SELECT * FROM {table} {where}"
    assert "never deleted" in refusal(database, f"{verb} {table} {what}")
    assert row(database, table) == before


@pytest.mark.parametrize("table", HISTORY)
def test_of_history_only_whether_it_was_undone_may_change(database: Database, table: str) -> None:
    where = f"WHERE {KEYS[table]} = {PARENT}"
    with database.reading() as session:
        names = [
            name
            for _, name, *_ in session.connection().exec_driver_sql(f"PRAGMA table_info({table})")
            if name != "undone_at"
        ]
    assert [
        name
        for name in names
        if "never changed" not in refusal(database, f"UPDATE {table} SET {name} = {name} {where}")
    ] == []
