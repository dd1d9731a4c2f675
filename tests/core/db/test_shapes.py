"""What opening knows of the tables without the ORM is what the tables say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import REAL

import tpmprep.core.db.tables
from tpmprep.core.db.base import Base
from tpmprep.core.db.shapes import UNDO, Shape, keyed_by_thing, shapes_of

if TYPE_CHECKING:
    from sqlalchemy import Table

    from tpmprep.core.db.database import Database

assert tpmprep.core.db.tables
TABLES = Base.metadata.sorted_tables


def shape(table: Table) -> Shape:
    (key,) = table.primary_key.columns
    return Shape(
        name=table.name,
        undo=table.info["undo"],
        key=key.name,
        columns=tuple(column.name for column in table.columns),
        reals=tuple(column.name for column in table.columns if isinstance(column.type, REAL)),
    )


def test_every_table_is_listed_with_its_undo_class() -> None:
    assert {table.name: table.info["undo"] for table in TABLES} == UNDO


def test_what_is_read_from_the_file_is_what_the_tables_say(db: Database) -> None:
    watched = [table for table in TABLES if table.info["undo"] in {"image", "mark"}]
    with db.hot_reading() as raw:
        assert shapes_of(raw) == {table.name: shape(table) for table in watched}


def test_a_table_keyed_by_a_thing_is_known_by_its_foreign_key(db: Database) -> None:
    wanted = [
        table.name
        for table in TABLES
        if table.info["undo"] == "image"
        and any(key.target_fullname == "thing.id" for key in table.c[shape(table).key].foreign_keys)
    ]
    with db.hot_reading() as raw:
        assert keyed_by_thing(raw) == sorted(wanted)
