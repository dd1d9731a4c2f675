"""Tests of schema upgrades: the head, nothing lost, all or nothing."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine

import tpmprep.core.db.tables  # noqa: F401  (registers every table)
from tests.core.db.stage import fill, fresh, rows
from tpmprep.core.db.base import Base
from tpmprep.core.db.guards import make_guards
from tpmprep.core.db.head import ALWAYS_THERE, APPLICATION_ID, HEAD
from tpmprep.core.db.migrate import SCRIPTS, scripts, upgrade
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

SECOND = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "%s", "%s", None, None


def upgrade():
    with op.batch_alter_table(
        "thing", recreate="always", table_kwargs={"sqlite_strict": True, "sqlite_autoincrement": True}
    ) as batch:
        batch.add_column(sa.Column("shade", sa.Text(), nullable=True))
    with op.batch_alter_table("day_tally", recreate="always", table_kwargs={"sqlite_strict": True}) as batch:
        batch.add_column(sa.Column("skips", sa.Integer(), nullable=True))
    %s
"""


def schema(file: Path) -> dict[str, str]:
    """Every table, index and trigger with its normalised SQL; neither the index of search nor Alembic's."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    return {
        str(name): " ".join(str(sql).split())
        for name, sql in rows(file, query)
        if not str(name).startswith(("search_fts", "sqlite_", "alembic_"))
    }


def second_revision(folder: Path, more: str = "pass") -> Path:
    folder.mkdir()
    (folder / "second.py").write_text(SECOND % (f"{HEAD + 1:04}", f"{HEAD:04}", more), encoding="utf-8")
    return folder


def test_a_migrated_file_has_the_very_schema_of_the_metadata(tmp_path: Path) -> None:
    upgrade(tmp_path / "migrated")
    engine = create_engine(f"sqlite:///{tmp_path / 'made'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "made")) as raw:
        make_guards(raw)
        raw.commit()
    assert schema(tmp_path / "migrated") == schema(tmp_path / "made")


def test_the_head_is_the_newest_revision_and_written_into_the_file(tmp_path: Path) -> None:
    assert int(scripts().get_current_head() or 0) == HEAD
    done = upgrade(tmp_path / "new")
    assert (done.found, done.reached) == (0, HEAD)
    assert rows(tmp_path / "new", "PRAGMA user_version") == [(HEAD,)]
    assert rows(tmp_path / "new", "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert set(schema(tmp_path / "new")) >= ALWAYS_THERE


def test_revisions_import_no_project_code() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (SCRIPTS / "versions").glob("v*.py")]
    assert texts
    assert not any("tpmprep" in text for text in texts)


def test_rebuilding_a_parent_table_loses_no_history_no_trigger_and_no_counter(tmp_path: Path) -> None:
    file = tmp_path / "file"
    upgrade(file)
    fill(file)
    history = {name: rows(file, f"SELECT * FROM {name}") for name in ("review", "response", "rehearsal")}
    triggers = {name: sql for name, sql in schema(file).items() if sql.startswith("CREATE TRIGGER")}
    done = upgrade(file, more=[second_revision(tmp_path / "more")])
    assert (done.found, done.reached) == (HEAD, HEAD + 1)
    assert {name: rows(file, f"SELECT * FROM {name}") for name in history} == history
    after = schema(file)
    assert triggers.items() <= after.items()
    assert "AUTOINCREMENT" in after["thing"]
    assert after["thing"].endswith("STRICT")
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA recursive_triggers=ON")
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            raw.execute("DELETE FROM review")


def test_an_identity_is_never_given_again_after_an_upgrade(tmp_path: Path) -> None:
    file = tmp_path / "file"
    upgrade(file)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "INSERT INTO aim(id, what, company, round, zone, minutes, role, created_at, body) "
            "VALUES (41, 'x', '', '', '', 30, 'both', 1, '{}')"
        )
        raw.execute("DELETE FROM aim")
        raw.commit()
    again = """
    with op.batch_alter_table(
        "aim", recreate="always", table_kwargs={"sqlite_strict": True, "sqlite_autoincrement": True}
    ) as batch:
        batch.add_column(sa.Column("shade", sa.Text(), nullable=True))
    """
    upgrade(file, more=[second_revision(tmp_path / "more", again.strip())])
    assert rows(file, "SELECT seq FROM sqlite_sequence WHERE name = 'aim'") == [(41,)]


@pytest.mark.parametrize(
    "harm",
    [
        'op.execute("UPDATE review SET rating = 1 WHERE id = 2")',
        'op.execute("DELETE FROM answer_note")',
        'op.execute("UPDATE memory SET thing_id = 99")',
        'op.drop_column("review", "rating")',
        'op.execute("ALTER TABLE pack RENAME TO pack_old"); '
        'op.execute("CREATE TABLE pack(id INTEGER PRIMARY KEY, ref TEXT) STRICT")',
    ],
    ids=["value", "row", "reference", "column", "autoincrement"],
)
def test_a_revision_that_loses_something_is_refused_and_changes_nothing(tmp_path: Path, harm: str) -> None:
    file = tmp_path / "file"
    upgrade(file)
    fill(file)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "INSERT INTO pack(ref, version, title, licence, language, digest, installed_at) "
            "VALUES ('p', '1', 't', 'l', 'en', 'd', 1)"
        )
        raw.commit()
        before = list(raw.iterdump())
    with pytest.raises(UserError, match="newest schema") as refused:
        upgrade(file, more=[second_revision(tmp_path / "more", harm)])
    assert refused.value.code == "profile.upgrade_failed"
    with closing(sqlite3.connect(file)) as raw:
        assert list(raw.iterdump()) == before
        assert raw.execute("PRAGMA user_version").fetchone() == (HEAD,)


def test_an_upgrade_empties_the_undo_list_and_says_how_many_steps_went(tmp_path: Path) -> None:
    from tpmprep.core.db.tables.aim import Aim

    database = fresh(tmp_path / "file")
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="PM", created_at=database.clock.now()))
    database.close()
    done = upgrade(tmp_path / "file", more=[second_revision(tmp_path / "more")])
    assert done.forgotten == 1
    assert rows(tmp_path / "file", "SELECT * FROM undo_image") == []
    assert rows(tmp_path / "file", "SELECT what FROM aim") == [("PM",)]


def test_search_finds_after_a_rebuild_of_its_content_table(tmp_path: Path) -> None:
    file = tmp_path / "file"
    upgrade(file)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("INSERT INTO thing(kind, ref) VALUES ('note', 'a'), ('note', 'b')")
        raw.execute("INSERT INTO search_doc VALUES (2, 'note', 'RICE', 'reach impact')")
        raw.commit()
    again = """
    with op.batch_alter_table("search_doc", recreate="always", table_kwargs={"sqlite_strict": True}) as batch:
        batch.add_column(sa.Column("shade", sa.Text(), nullable=True))
    """
    upgrade(file, more=[second_revision(tmp_path / "more", again.strip())])
    assert rows(file, "SELECT rowid FROM search_fts WHERE search_fts MATCH 'impact'") == [(2,)]


def test_an_upgrade_runs_in_a_thread_and_tells_how_far_it_is(tmp_path: Path) -> None:
    shares: list[float] = []
    thread = threading.Thread(target=upgrade, args=(tmp_path / "file", shares.append))
    thread.start()
    thread.join(60)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert rows(tmp_path / "file", "PRAGMA user_version") == [(HEAD,)]


def test_a_file_at_the_head_is_left_as_it_is(tmp_path: Path) -> None:
    upgrade(tmp_path / "file")
    before = schema(tmp_path / "file")
    done = upgrade(tmp_path / "file")
    assert (done.found, done.reached) == (HEAD, HEAD)
    assert schema(tmp_path / "file") == before
