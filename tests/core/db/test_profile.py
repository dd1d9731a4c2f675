"""Tests of opening a profile: new, foreign, damaged, newer, older, uncleanly left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock, fill, rows
from tpmprep.core.db import profile
from tpmprep.core.db.head import APPLICATION_ID, HEAD
from tpmprep.core.db.profile import open_profile, open_reading
from tpmprep.core.db.tables.aim import Aim
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return prepare(tmp_path / "profile")


def made(folders: Folders) -> Folders:
    open_profile(folders, StillClock()).close()
    return folders


def refusal(folders: Folders) -> str:
    with pytest.raises(UserError) as refused:
        open_profile(folders, StillClock())
    assert str(refused.value) != refused.value.code
    return refused.value.code


def test_a_new_profile_is_at_the_head_and_readable_by_its_owner_alone(folders: Folders) -> None:
    made(folders)
    assert rows(folders.database, "PRAGMA user_version") == [(HEAD,)]
    assert folders.database.stat().st_mode & 0o777 == 0o600
    assert {place.name for place in folders.root.iterdir() if place.is_file()} == {"tpmprep.sqlite3"}


def test_every_connection_syncs_in_full(folders: Folders) -> None:
    database = open_profile(folders, StillClock())
    with database.reading() as session, database.unlogged() as writing:
        reads = session.connection().exec_driver_sql("PRAGMA synchronous").scalar()
        writes = writing.connection().exec_driver_sql("PRAGMA synchronous").scalar()
        mode = writing.connection().exec_driver_sql("PRAGMA journal_mode").scalar()
    database.close()
    assert (reads, writes, mode) == (2, 2, "wal")


def test_no_connection_maps_the_file_into_memory(folders: Folders) -> None:
    database = open_profile(folders, StillClock())
    with database.reading() as session, database.unlogged() as writing:
        sizes = [one.connection().exec_driver_sql("PRAGMA mmap_size").scalar() for one in (session, writing)]
    database.close()
    assert sizes == [0, 0]


@pytest.mark.parametrize(
    "content", [b"", b"hello, these are my notes", b"\x00" * 8192, b"SQLite format 3\x00" + b"\x07" * 5000]
)
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(folders: Folders, content: bytes) -> None:
    folders.database.write_bytes(content)
    assert refusal(folders) == "profile.not_ours"
    assert folders.database.read_bytes() == content


def test_another_program_s_database_is_refused_and_left_as_it_is(folders: Folders) -> None:
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE thing(id)")
        raw.commit()
    before = folders.database.read_bytes()
    assert refusal(folders) == "profile.not_ours"
    assert folders.database.read_bytes() == before
    assert not list(folders.root.glob("*-wal"))


def test_a_folder_in_the_file_s_place_is_refused(folders: Folders) -> None:
    folders.database.mkdir()
    assert refusal(folders) == "profile.not_ours"


def test_our_number_without_our_tables_is_damage(folders: Folders) -> None:
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute("CREATE TABLE other(id)")
        raw.commit()
    assert refusal(folders) == "profile.damaged"


def test_a_torn_file_is_damaged_and_not_edited(folders: Folders) -> None:
    fill(made(folders).database, reviews=3000)
    whole = folders.database.read_bytes()
    torn = whole[:40_960] + b"\xff" * 8192 + whole[49_152:]
    folders.database.write_bytes(torn)
    assert refusal(folders) == "profile.damaged"
    assert folders.database.read_bytes() == torn


def test_a_file_that_lost_its_head_is_damaged_when_there_are_backups(folders: Folders) -> None:
    made(folders)
    (folders.backups / "20260101T000000Z-close.sqlite3").write_bytes(b"x")
    folders.database.write_bytes(b"\x00" * 100 + folders.database.read_bytes()[100:])
    assert refusal(folders) == "profile.damaged"


def test_a_lost_file_is_not_replaced_by_an_empty_one_when_there_are_backups(folders: Folders) -> None:
    (folders.backups / "20260101T000000Z-close.sqlite3").write_bytes(b"x")
    assert refusal(folders) == "profile.missing"
    assert not folders.database.exists()


def test_closing_after_a_change_makes_a_backup_and_without_one_does_not(folders: Folders) -> None:
    made(folders)
    assert not list(folders.backups.iterdir())
    database = open_profile(folders, StillClock())
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="PM", created_at=database.clock.now()))
    database.close()
    assert [place.suffix for place in sorted(folders.backups.glob("[!.]*"))] == [".sqlite3", ".json"]


def test_an_older_file_is_copied_and_then_upgraded(folders: Folders) -> None:
    made(folders)
    fill(folders.database)
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(f"PRAGMA user_version={HEAD - 1}")
    open_profile(folders, StillClock()).close()
    assert rows(folders.database, "PRAGMA user_version") == [(HEAD,)]
    (copy,) = folders.backups.glob(f"*before-upgrade-from-{HEAD - 1}.sqlite3")
    assert rows(copy, "SELECT count(*) FROM review") == [(3,)]
    assert rows(copy, "PRAGMA user_version") == [(HEAD - 1,)]


@pytest.mark.parametrize(
    ("unclean", "days", "check"),
    [
        (False, 0, "quick"),
        (True, 0, "integrity"),
        (False, 8, "integrity"),
        (False, -3, "integrity"),
    ],
)
def test_the_full_check_runs_after_an_unclean_exit_and_weekly(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, unclean: bool, days: int, check: str
) -> None:
    made(folders)
    seen: list[bool] = []
    real = profile._check

    def watched(file: Path, *, full: bool) -> None:
        seen.append(full)
        real(file, full=full)

    monkeypatch.setattr(profile, "_check", watched)
    if unclean:
        folders.in_use.touch()
    clock = StillClock()
    clock.move(days=days)
    open_profile(folders, clock).close()
    assert seen == [check == "integrity"]


def test_a_reading_process_beside_the_window_cannot_write(folders: Folders) -> None:
    window = open_profile(folders, StillClock())
    with window.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="PM", created_at=window.clock.now()))
    beside = open_reading(folders, StillClock())
    with beside.reading() as session:
        assert [aim.what for aim in session.query(Aim)] == ["PM"]
    with pytest.raises(UserError) as refused, beside.step("aim.set", Change.AIM):
        pass
    beside.close()
    window.close()
    assert refused.value.code == "profile.in_use"


def test_an_older_file_is_not_upgraded_by_a_reading_process(folders: Folders) -> None:
    made(folders)
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(f"PRAGMA user_version={HEAD - 1}")
    with pytest.raises(UserError) as refused:
        open_reading(folders, StillClock())
    assert refused.value.code == "profile.older"


def test_a_log_left_without_its_file_does_not_come_back_in_a_new_one(folders: Folders) -> None:
    stale = folders.root / "tpmprep.sqlite3-wal"
    stale.write_bytes(b"an old log")
    made(folders)
    assert not stale.exists()
    assert [place.read_bytes() for place in folders.backups.glob("*-wal*")] == [b"an old log"]


def test_every_start_checks_the_file_before_it_is_written(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folders)
    told: list[str] = []
    really = profile._check

    def check(file: Path, *, full: bool) -> None:
        told.append("checked")
        really(file, full=full)

    def open_writer(*_given: object, **_named: object) -> None:
        told.append("opened")
        raise UserError("profile.in_use", folder=folders.root)

    monkeypatch.setattr(profile, "_check", check)
    monkeypatch.setattr(profile, "Database", open_writer)
    with pytest.raises(UserError):
        open_profile(folders, StillClock())
    assert told == ["checked", "opened"]
