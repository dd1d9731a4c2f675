"""Tests of the open file: steps, hot steps, what a failed one leaves, and what readers see."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from tests.core.db.stage import NOON, StillClock, fresh, rows
from tpmprep.core.db.database import Database
from tpmprep.core.db.engine import connect
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.search import index_is_whole
from tpmprep.core.db.tables.aim import Aim
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.change import Change, Changes
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INSERT = (
    "INSERT INTO aim(what, company, round, zone, minutes, role, created_at, body) "
    "VALUES (?, '', '', '', 30, 'both', 1, '{}')"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = fresh(tmp_path / "file")
    yield made
    made.close()


def wishes(database: Database) -> list[object]:
    return [row[0] for row in rows(database.file, "SELECT what FROM aim ORDER BY id")]


def test_a_hot_step_is_undone_and_redone_like_any_other(database: Database) -> None:
    with database.hot_step("aim.set", Change.AIM, ref=7) as raw:
        raw.execute(INSERT, ("hot",))
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="calm", created_at=NOON))
    assert wishes(database) == ["hot", "calm"]
    database.undo()
    step = database.undo()
    assert step is not None
    assert (step.name, step.says) == ("aim.set", {"ref": 7})
    assert wishes(database) == []
    database.redo()
    assert wishes(database) == ["hot"]


def test_what_changed_is_told_once_and_after_the_commit(tmp_path: Path) -> None:
    fresh(tmp_path / "file").close()
    changes = Changes()
    database = Database(tmp_path / "file", StillClock(), changes)
    told: list[tuple[Change, list[object]]] = []
    changes.listen(lambda change: told.append((change, wishes(database))))
    with database.hot_step("aim.set", Change.AIM) as raw:
        raw.execute(INSERT, ("hot",))
    database.close()
    assert told == [(Change.AIM, ["hot"])]


def test_a_failed_step_leaves_nothing_and_the_next_one_works(database: Database) -> None:
    def fail() -> None:
        with database.hot_step("aim.set", Change.AIM) as raw:
            raw.execute(INSERT, ("lost",))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(IntegrityError), database.step("thing.made", Change.CATALOG) as session:
        session.add_all([Thing(kind="card", ref="same"), Thing(kind="card", ref="same")])
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="kept", created_at=NOON))
    assert wishes(database) == ["kept"]
    assert rows(database.file, "SELECT count(*) FROM undo_step") == [(1,)]


def test_a_session_s_own_commit_and_rollback_do_not_end_the_step(database: Database) -> None:
    def fail() -> None:
        with database.step("aim.set", Change.AIM) as session:
            session.add(Aim(what="early", created_at=NOON))
            session.commit()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert wishes(database) == []


def test_a_write_outside_a_step_is_refused(database: Database) -> None:
    raw = database._raw
    assert raw is not None
    with pytest.raises(sqlite3.IntegrityError, match="outside a step"):
        raw.execute(INSERT, ("sly",))


def test_a_step_that_changes_nothing_is_not_in_the_list(database: Database) -> None:
    with database.step("nothing", Change.AIM):
        pass
    assert database.undoable() is None


def test_a_step_that_changes_nothing_does_not_end_redo(database: Database) -> None:
    with database.hot_step("aim.set", Change.AIM) as raw:
        raw.execute(INSERT, ("again",))
    database.undo()
    with database.step("nothing", Change.AIM):
        pass
    assert database.redo() is not None
    assert wishes(database) == ["again"]


def work_of_undo_and_a_new_step(database: Database) -> int:
    """How many of its instructions SQLite runs to undo a step and to end redo."""
    done: list[None] = []
    with database.hot_step("aim.set", Change.AIM) as raw:
        raw.execute(INSERT, ("one",))
    raw.set_progress_handler(lambda: done.append(None), 1)
    database.undo()
    with database.hot_step("aim.set", Change.AIM) as raw:
        raw.execute(INSERT, ("another",))
    raw.set_progress_handler(None, 1)
    return len(done)


def test_a_long_undo_list_costs_no_more_than_a_short_one(database: Database) -> None:
    short = work_of_undo_and_a_new_step(database)
    for number in range(120):
        with database.hot_step("aim.set", Change.AIM) as raw:
            raw.execute(INSERT, (f"{number}",))
    assert work_of_undo_and_a_new_step(database) < short * 1.2


def test_redo_brings_back_in_order_what_was_undone_of_many(database: Database) -> None:
    for number in range(5):
        with database.hot_step("aim.set", Change.AIM, ref=number) as raw:
            raw.execute(INSERT, (f"{number}",))
    for _ in range(3):
        database.undo()
    step = database.redoable()
    assert step is not None
    assert step.says == {"ref": 2}
    database.redo()
    assert wishes(database) == ["0", "1", "2"]


@pytest.mark.parametrize(
    "value", [-2.6888460759574024e16, 6.283509039154735e292, -1.2e-285, 5e-324, 0.1 + 0.2]
)
def test_a_number_comes_back_to_its_last_bit(database: Database, value: float) -> None:
    with database.hot_step("made", Change.MEMORY) as raw:
        raw.execute("INSERT INTO thing(id, kind, ref) VALUES (1, 'card', 'c')")
        raw.execute(
            "INSERT INTO memory(thing_id, kind, state, stability, reps, lapses, suspended, position) "
            "VALUES (1, 'card', 2, ?, 0, 0, 0, 0)",
            (value,),
        )
    with database.hot_step("changed", Change.MEMORY) as raw:
        raw.execute("UPDATE memory SET stability = 1.0")
    database.undo()
    assert rows(database.file, "SELECT stability FROM memory") == [(value,)]


def test_readers_see_the_last_commit_while_a_step_is_open(database: Database) -> None:
    with database.hot_step("aim.set", Change.AIM) as raw:
        raw.execute(INSERT, ("open",))
        with database.reading() as session:
            assert session.query(Aim).count() == 0
    with database.reading() as session:
        assert session.query(Aim).count() == 1


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(UserError) as refused, database.reading() as session:
        session.connection().exec_driver_sql(INSERT, ("sly",))
    assert refused.value.code == "profile.read_only"


def test_steps_of_two_threads_follow_each_other(database: Database) -> None:
    def write(name: str) -> None:
        for number in range(20):
            with database.hot_step("aim.set", Change.AIM) as raw:
                raw.execute(INSERT, (f"{name}{number}",))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(wishes(database)) == 40
    assert rows(database.file, "SELECT count(*) FROM undo_step") == [(40,)]


def test_values_in_an_error_are_not_shown(database: Database) -> None:
    with pytest.raises(IntegrityError) as raised, database.step("thing.made", Change.CATALOG) as session:
        session.add_all([Thing(kind="card", ref="my secret"), Thing(kind="card", ref="my secret")])
    assert "my secret" not in str(raised.value)


def test_another_program_that_writes_is_a_clear_message(database: Database) -> None:
    other = sqlite3.connect(database.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    raw = database._raw
    assert raw is not None
    raw.execute("PRAGMA busy_timeout=20")
    with pytest.raises(UserError) as refused, database.step("aim.set", Change.AIM):
        pass
    other.close()
    assert refused.value.code == "profile.busy"
    with database.hot_step("aim.set", Change.AIM) as again:
        again.execute(INSERT, ("after",))
    assert wishes(database) == ["after"]


MANY = "INSERT INTO thing(kind, ref) VALUES ('note', ?)"
DOCUMENT = "INSERT INTO search_doc VALUES (?, 'note', ?, ?)"


def documents(database: Database, word: str) -> list[object]:
    query = f"SELECT rowid FROM search_fts WHERE search_fts MATCH '{word}' ORDER BY 1"
    return [row[0] for row in rows(database.file, query)]


def stock(database: Database) -> None:
    """Documents 1–3 one by one, then 4–3003 and a change of 1, 2 and 3 in one bulk step."""
    with database.hot_step("made", Change.CATALOG) as raw:
        raw.executemany(MANY, [(f"a{number}",) for number in range(3)])
        raw.executemany(DOCUMENT, [(number, "old", "alpha") for number in (1, 3)])
    with database.bulk_step("import.applied", Change.CATALOG) as session:
        raw = raw_of(session)
        raw.executemany(MANY, [(f"b{number}",) for number in range(3000)])
        raw.executemany(DOCUMENT, [(number, "new", "beta") for number in range(4, 3004)])
        raw.execute("UPDATE search_doc SET plain = 'beta' WHERE thing_id = 1")
        raw.execute("DELETE FROM search_doc WHERE thing_id = 3")
        raw.execute(DOCUMENT, (2, "late", "beta"))
        raw.execute("UPDATE search_doc SET title = 'newer' WHERE thing_id = 3003")
        raw.execute("DELETE FROM search_doc WHERE thing_id = 3002")


def test_a_bulk_step_keeps_ranges_of_new_rows_and_images_of_old_ones(database: Database) -> None:
    stock(database)
    kept = rows(database.file, "SELECT op, row_id, last_id FROM undo_image ORDER BY id")[2:]
    assert kept == [("U", 1, None), ("D", 3, None), ("I", 2, None), ("R", 4, 3003)]
    assert len(documents(database, "beta")) == 3001
    assert documents(database, "newer") == [3003]
    assert index_is_whole(database)


def test_a_bulk_step_is_undone_and_redone_with_its_search_index(database: Database) -> None:
    stock(database)
    after = rows(database.file, "SELECT * FROM search_doc ORDER BY 1")
    database.undo()
    assert rows(database.file, "SELECT thing_id, plain FROM search_doc") == [(1, "alpha"), (3, "alpha")]
    assert (documents(database, "alpha"), documents(database, "beta")) == ([1, 3], [])
    database.redo()
    assert rows(database.file, "SELECT * FROM search_doc ORDER BY 1") == after
    assert index_is_whole(database)
    assert rows(database.file, "SELECT count(*) FROM undo_row") == [(0,)]


def test_a_failed_bulk_step_leaves_the_watch_on_every_row_as_it_was(database: Database) -> None:
    def fail() -> None:
        with database.bulk_step("import.applied", Change.CATALOG) as session:
            raw_of(session).execute(MANY, ("lost",))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    stock(database)
    with database.hot_step("made", Change.CATALOG) as raw:
        raw.execute("INSERT INTO thing(id, kind, ref) VALUES (9000, 'note', 'z')")
        raw.execute(DOCUMENT, (9000, "one", "more"))
    database.undo()
    assert documents(database, "more") == []


def test_undo_tells_what_the_step_had_changed_and_nothing_else(tmp_path: Path) -> None:
    fresh(tmp_path / "file").close()
    told: list[Change] = []
    changes = Changes()
    changes.listen(told.append)
    database = Database(tmp_path / "file", StillClock(), changes)
    with database.hot_step("aim.set", Change.AIM | Change.SITTING) as raw:
        raw.execute(INSERT, ("hot",))
    database.undo()
    database.redo()
    database.close()
    assert told == [Change.AIM | Change.SITTING] * 3


@pytest.mark.parametrize("writes", [True, False])
def test_another_writer_is_waited_for_less_than_the_two_seconds_after_which_a_person_is_told(
    tmp_path: Path, *, writes: bool
) -> None:
    fresh(tmp_path / "a.sqlite3").close()
    with closing(connect(tmp_path / "a.sqlite3", writes=writes)) as raw:
        (waits,) = raw.execute("PRAGMA busy_timeout").fetchone()
    assert 500 <= waits < 2000
