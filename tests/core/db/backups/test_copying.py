"""Tests of backups and of bringing one back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import NOON, StillClock, fill, rows
from tests.core.refusals import refuses
from tpmprep.core.db.backups.copying import backup, backup_name, read_backup
from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.profile import open_profile
from tpmprep.core.db.tables.aim import Aim
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = prepare(tmp_path / "profile")
    open_profile(made, StillClock()).close()
    fill(made.database)
    return made


def wish(folders: Folders, what: str) -> None:
    database = open_profile(folders, StillClock())
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what=what, created_at=NOON))
    database.close()


def wishes(file: Path) -> list[object]:
    return [row[0] for row in rows(file, "SELECT what FROM aim ORDER BY id")]


def test_a_backup_carries_its_hash_and_counts(folders: Folders, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    face = backup(folders.database, target)
    card = json.loads((tmp_path / "copy.sqlite3.json").read_text())
    assert face.sha256 == card["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert face.rows["review"] == card["rows"]["review"] == 3
    assert read_backup(target) == face
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_backup_holds_what_is_still_in_the_log(folders: Folders, tmp_path: Path) -> None:
    database = open_profile(folders, StillClock())
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="just now", created_at=NOON))
    backup(folders.database, tmp_path / "copy.sqlite3")
    database.close()
    assert wishes(tmp_path / "copy.sqlite3") == ["just now"]


def test_a_backup_never_overwrites_a_file(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("dear")
    with pytest.raises(UserError) as refused:
        backup(folders.database, tmp_path / "mine")
    assert refused.value.code == "backup.exists"
    assert (tmp_path / "mine").read_text() == "dear"


def test_a_damaged_database_publishes_nothing(folders: Folders, tmp_path: Path) -> None:
    whole = folders.database.read_bytes()
    folders.database.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(UserError) as refused:
        backup(folders.database, tmp_path / "copy.sqlite3")
    assert refused.value.code == "profile.damaged"
    assert [place.name for place in tmp_path.iterdir()] == ["profile"]


@pytest.mark.parametrize("offset", [0, 30, 5000, 100_000, -1])
def test_one_flipped_bit_is_seen(folders: Folders, tmp_path: Path, offset: int) -> None:
    target = tmp_path / "copy.sqlite3"
    backup(folders.database, target)
    content = bytearray(target.read_bytes())
    content[offset] ^= 1
    target.write_bytes(bytes(content))
    before = folders.database.read_bytes()
    with pytest.raises(UserError) as refused:
        restore(folders, target, NOON)
    assert refused.value.code == "backup.bad_hash"
    assert folders.database.read_bytes() == before


def test_restoring_brings_the_rows_back_and_can_itself_be_taken_back(
    folders: Folders, tmp_path: Path
) -> None:
    wish(folders, "old")
    backup(folders.database, tmp_path / "old.sqlite3")
    wish(folders, "new")
    done = restore(folders, tmp_path / "old.sqlite3", NOON)
    assert wishes(folders.database) == ["old"]
    assert done.set_aside is not None
    restore(folders, done.set_aside, NOON)
    assert wishes(folders.database) == ["old", "new"]


def test_a_stale_log_does_not_bring_the_old_rows_back(folders: Folders, tmp_path: Path) -> None:
    backup(folders.database, tmp_path / "empty.sqlite3")
    database = open_profile(folders, StillClock())
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="in the log", created_at=NOON))
    stale = {end: folders.root / f"tpmprep.sqlite3{end}" for end in ("-wal", "-shm")}
    kept = {end: place.read_bytes() for end, place in stale.items()}
    database.close()
    for end, place in stale.items():
        place.write_bytes(kept[end])
    restore(folders, tmp_path / "empty.sqlite3", NOON)
    assert not any(place.exists() for place in stale.values())
    database = open_profile(folders, StillClock())
    database.close()
    assert wishes(folders.database) == []


def test_a_damaged_file_is_kept_byte_by_byte(folders: Folders, tmp_path: Path) -> None:
    backup(folders.database, tmp_path / "good.sqlite3")
    folders.database.write_bytes(b"damaged beyond words")
    done = restore(folders, tmp_path / "good.sqlite3", NOON)
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == b"damaged beyond words"
    assert rows(folders.database, "SELECT count(*) FROM review") == [(3,)]


def test_the_log_of_a_damaged_file_is_kept_beside_it(folders: Folders, tmp_path: Path) -> None:
    backup(folders.database, tmp_path / "good.sqlite3")
    folders.database.write_bytes(b"damaged beyond words")
    (folders.root / "tpmprep.sqlite3-wal").write_bytes(b"what was answered last")
    kept = restore(folders, tmp_path / "good.sqlite3", NOON).set_aside
    assert kept is not None
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"what was answered last"


@pytest.mark.skipif(sys.platform == "win32", reason="modes have no effect on Windows")
def test_what_comes_back_from_an_open_folder_is_its_owners_alone(folders: Folders, tmp_path: Path) -> None:
    backup(folders.database, tmp_path / "old.sqlite3")
    (tmp_path / "old.sqlite3").chmod(0o644)
    before = os.umask(0)
    try:
        restore(folders, tmp_path / "old.sqlite3", NOON)
    finally:
        os.umask(before)
    assert folders.database.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_changes_while_it_is_fetched_changes_nothing(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(folders.database, tmp_path / "old.sqlite3")
    before, copyfile = folders.database.read_bytes(), shutil.copyfile

    def torn(source: Path, target: Path) -> None:
        copyfile(source, target)
        target.write_bytes(target.read_bytes()[:-4096])

    monkeypatch.setattr(shutil, "copyfile", torn)
    with refuses("backup.unreadable"):
        restore(folders, tmp_path / "old.sqlite3", NOON)
    assert folders.database.read_bytes() == before


def test_a_copy_without_a_card_comes_back_once_it_is_checked(folders: Folders, tmp_path: Path) -> None:
    backup(folders.database, tmp_path / "a.sqlite3")
    shutil.copyfile(tmp_path / "a.sqlite3", tmp_path / "b.sqlite3")
    assert restore(folders, tmp_path / "b.sqlite3", NOON).face.rows["review"] == 3


def test_a_copy_without_a_card_whose_index_lies_is_refused(folders: Folders, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    shutil.copyfile(folders.database, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("INSERT INTO thing_tag(thing_id, name) SELECT id, 'a tag' FROM thing")
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(name)', '(thing_id)') "
            "WHERE name = 'ix_thing_tag_name'"
        )
    before = folders.database.read_bytes()
    with refuses("profile.damaged"):
        restore(folders, copy, NOON)
    assert folders.database.read_bytes() == before


def test_a_file_of_another_program_is_never_published_as_a_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other")) as raw:
        raw.execute("CREATE TABLE review (id INTEGER)")
    with refuses("profile.not_ours"):
        backup(tmp_path / "other", tmp_path / "copy.sqlite3")
    assert [place.name for place in tmp_path.iterdir()] == ["other"]


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_what_is_no_backup_changes_nothing(folders: Folders, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    before = folders.database.read_bytes()
    with pytest.raises(UserError) as refused:
        restore(folders, tmp_path / "other", NOON)
    assert refused.value.code == "profile.not_ours"
    assert folders.database.read_bytes() == before


def test_a_backup_of_a_newer_schema_is_refused(folders: Folders, tmp_path: Path) -> None:
    shutil.copyfile(folders.database, tmp_path / "newer")
    with closing(sqlite3.connect(tmp_path / "newer")) as raw:
        raw.execute("PRAGMA user_version=999")
    with pytest.raises(UserError) as refused:
        restore(folders, tmp_path / "newer", NOON)
    assert refused.value.code == "profile.newer"


def test_names_sort_by_time_and_never_meet(tmp_path: Path) -> None:
    first = backup_name(tmp_path, "close", NOON)
    first.touch()
    assert first.name == "20260302T120000Z-close.sqlite3"
    assert backup_name(tmp_path, "close", NOON) != first


def test_a_profile_whose_backups_are_gone_closes_with_a_new_one(folders: Folders) -> None:
    database = open_profile(folders, StillClock())
    with database.step("aim.set", Change.AIM) as session:
        session.add(Aim(what="interview", created_at=NOON))
    shutil.rmtree(folders.backups)
    database.close()
    assert len(list(folders.backups.glob("*.sqlite3"))) == 1
