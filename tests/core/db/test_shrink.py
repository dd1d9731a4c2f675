"""Tests of giving room back: when it is much, when it can be done, and with every row as it was."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.core.db.stage import StillClock, fill, rows
from tests.promises.children import outcome
from tests.promises.released import put
from tpmprep.core.db import engine
from tpmprep.core.db import shrink as shrinking
from tpmprep.core.db.check import check
from tpmprep.core.db.fingerprint import columns_of, fingerprint, table_names
from tpmprep.core.db.profile import open_profile
from tpmprep.core.db.shrink import shrink
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 200_000


class Disk(NamedTuple):
    """What is left of a disk, as ``shutil.disk_usage`` tells it."""

    free: int


def all_of(file: Path) -> list[object]:
    with closing(sqlite3.connect(file)) as raw:
        return [fingerprint(raw, table, columns_of(raw, table)) for table in table_names(raw)]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile with history, half of whose pages are free."""
    monkeypatch.setattr(shrinking, "LEAST_BYTES", ROOM)
    folders = prepare(tmp_path / "profile")
    open_profile(folders, StillClock()).close()
    fill(folders.database, reviews=300)
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute("CREATE TABLE heap(text TEXT)")
        raw.executemany("INSERT INTO heap VALUES (?)", [("word " * 200,)] * 2000)
        raw.execute("DROP TABLE heap")
        raw.commit()
    return folders.database


def test_free_pages_go_and_every_row_stays(file: Path) -> None:
    before, size = all_of(file), file.stat().st_size
    assert shrink(file)
    assert file.stat().st_size < size / 2
    assert all_of(file) == before
    assert rows(file, "PRAGMA freelist_count") == [(0,)]
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert not shrink(file)


def test_the_file_is_smaller_after_it_was_closed_and_nothing_in_it_is_wrong(file: Path) -> None:
    size = file.stat().st_size
    database = open_profile(Folders(file.parent), StillClock())
    database.close()
    assert file.stat().st_size < size / 2
    database = open_profile(Folders(file.parent), StillClock())
    assert check(database) == []
    database.close()


def test_little_room_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrinking, "LEAST_BYTES", 1 << 30)
    before = file.read_bytes()
    assert not shrink(file)
    assert file.read_bytes() == before


def test_a_disk_without_room_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(1 << 20))
    before = file.read_bytes()
    assert not shrink(file)
    assert file.read_bytes() == before


def test_another_writer_is_not_disturbed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpmprep.core.db.engine.BUSY_MS", 10)
    before = all_of(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not shrink(file)
    assert all_of(file) == before


def test_a_damaged_file_is_left_byte_by_byte_as_it_is(file: Path) -> None:
    (page,) = rows(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'thing'")[0]
    with file.open("rb+") as stream:
        stream.seek((int(str(page)) - 1) * 4096)
        stream.write(b"\x07" * 4096)
    before = file.read_bytes()
    assert not shrink(file)
    assert file.read_bytes() == before


def test_a_file_that_is_gone_is_not_made(tmp_path: Path) -> None:
    assert not shrink(tmp_path / "gone.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_an_upgrade_leaves_no_room_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrinking, "LEAST_BYTES", 0)
    monkeypatch.setattr(shrinking, "LEAST_SHARE", 0.01)
    folders = prepare(tmp_path / "profile")
    put("0.1.0", folders.database)
    open_profile(folders, StillClock()).close()
    assert rows(folders.database, "PRAGMA freelist_count") == [(0,)]
    assert any(place.name.endswith(".sqlite3") for place in folders.backups.iterdir())


@pytest.mark.parametrize("after", [1, 40, 150, 400, 900])
def test_killed_while_shrinking_every_row_is_there(file: Path, after: int) -> None:
    before = all_of(file)
    assert outcome(lambda: _shrink_and_die(file, after)) == -signal.SIGKILL
    assert all_of(file) == before
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert shrink(file) or rows(file, "PRAGMA freelist_count") == [(0,)]


def _shrink_and_die(file: Path, after: int) -> None:
    """Kills this process at a call of SQLite's progress, so many in, or at the end."""

    def connect(file: Path, *, writes: bool) -> sqlite3.Connection:
        raw = engine.connect(file, writes=writes)
        calls = iter(range(after))
        raw.set_progress_handler(lambda: next(calls, None) is None and _die(), 50)
        return raw

    def _die() -> bool:
        os.kill(os.getpid(), signal.SIGKILL)
        return True

    pytest.MonkeyPatch().setattr(shrinking, "connect", connect)
    shrink(file)
    _die()
