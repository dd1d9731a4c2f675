"""Tests of the check: a sound file has no problem, each harm is named, roll-ups can be made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import fill, fresh, rows
from tpmprep.core.db.check import check, rebuild_tallies
from tpmprep.core.db.search import rebuild_index
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.db.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = fresh(tmp_path / "file")
    fill(made.file)
    yield made
    made.close()


def harm(database: Database, *statements: str) -> None:
    with closing(sqlite3.connect(database.file)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def found(database: Database) -> list[tuple[str, str]]:
    return [(problem.what, problem.where) for problem in check(database)]


def test_a_sound_file_has_no_problem(database: Database) -> None:
    assert check(database) == []


def test_a_broken_reference_is_named(database: Database) -> None:
    harm(database, "INSERT INTO concept_of(thing_id, concept_id, position) VALUES (99, 1, 0)")
    assert found(database) == [("reference.broken", "concept_of")]


def test_each_answer_of_a_thing_that_is_not_there_is_named(database: Database) -> None:
    columns = "thing_id, room, at, study_day, rating, kind, duration_ms, state_before, undone_at"
    two = "(99, 0, 7, 20514, 3, 0, 4000, 2, 8), (99, 0, 9, 20514, 3, 0, 4000, 2, 8)"
    harm(database, f"INSERT INTO review({columns}) VALUES {two}")
    told = [(problem.what, problem.where, problem.detail) for problem in check(database)]
    assert told == [
        ("reference.broken", "review", "row 4 → thing"),
        ("reference.broken", "review", "row 5 → thing"),
    ]


def test_a_lost_a_changed_and_a_foreign_guard_are_named(database: Database) -> None:
    harm(
        database,
        "DROP TRIGGER guard_delete_review",
        "DROP TRIGGER guard_delete_thing",
        "CREATE TRIGGER guard_delete_thing BEFORE DELETE ON thing BEGIN SELECT 1; END",
        "CREATE TRIGGER other AFTER DELETE ON deck BEGIN SELECT 1; END",
    )
    assert found(database) == [
        ("guard.missing", "guard_delete_review"),
        ("guard.other", "guard_delete_thing"),
        ("guard.other", "other"),
    ]


def test_a_stale_search_index_is_named_and_mended(database: Database) -> None:
    harm(database, "INSERT INTO search_doc VALUES (1, 'card', 'Title', 'plain')")
    assert found(database) == [("search.stale", "search_fts")]
    rebuild_index(database)
    assert check(database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE day_tally SET answers = answers + 1 WHERE room = 'cards'",
        "DELETE FROM day_tally WHERE room = 'learning'",
        "INSERT INTO day_tally VALUES ('2020-01-01', 'cards', 'review', 1, 1, 1)",
    ],
)
def test_a_wrong_roll_up_is_named_and_made_anew_from_the_log(database: Database, statement: str) -> None:
    before = rows(database.file, "SELECT * FROM day_tally ORDER BY 1, 2, 3")
    harm(database, statement)
    assert ("tally.differs", "day_tally") in found(database)
    rebuild_tallies(database)
    assert check(database) == []
    assert rows(database.file, "SELECT * FROM day_tally ORDER BY 1, 2, 3") == before


def test_an_undone_answer_leaves_the_roll_up_and_comes_back_with_redo(database: Database) -> None:
    with database.hot_step("card.answered", Change.MEMORY) as raw:
        raw.execute(
            "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
            "VALUES (1, 0, 9, 20515, 1, 0, 4000, 2)"
        )
    query = "SELECT answers, good, ms FROM day_tally WHERE study_day = '2026-03-03'"
    assert rows(database.file, query) == [(1, 0, 4000)]
    database.undo()
    assert rows(database.file, query) == []
    assert check(database) == []
    database.redo()
    assert rows(database.file, query) == [(1, 0, 4000)]
    assert check(database) == []
