"""Promise 11b: the newest backup is in a second folder too, and a folder that fails stops nothing."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import NOON, StillClock, rows
from tests.promises.backing_up import ADD, add_media, media_of, profile, wrong_with
from tests.promises.children import outcome
from tpmprep.core.db.backups import second
from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.backups.shelf import put_one_more, standing
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.ground.settings import Settings
from tpmprep.core.rescue import backups as rescue
from tpmprep.core.rescue.backups import Backups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.db.database import Database

UNSHARE = shutil.which("unshare")
MAY_MOUNT = (
    UNSHARE is not None
    and subprocess.run([UNSHARE, "-m", "true"], check=False, capture_output=True).returncode == 0
)
NEW_MOUNTS = 0x00020000


def mount_own(disk: Path, options: str) -> None:
    """Mounts a disk in memory that only this process and its children see, or mounts it anew."""
    libc = ctypes.CDLL(None, use_errno=True)
    if "remount" not in options:
        assert libc.unshare(NEW_MOUNTS) == 0
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)


class Open:
    """An open profile with its backups."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.clock = StillClock()
        self.database: Database = open_profile(folders, self.clock)
        self.backups = Backups(self.database, Settings(folders.settings))

    def work(self) -> None:
        """An answer, a picture and a backup an hour later."""
        self.clock.move(hours=1)
        with self.database.hot_step("card.answered", Change.MEMORY) as raw:
            raw.execute(ADD, (self.clock.at.timestamp(),))
        add_media(self.folders, str(self.clock.at).encode())
        self.backups.make("use")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    made = Open(profile(tmp_path / "profile"))
    yield made
    made.database.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_the_newest_backup_goes_there_with_its_media_and_says_its_age(opened: Open, stick: Path) -> None:
    assert opened.backups.choose_second(stick).newest_at == opened.clock.at
    for _ in range(6):
        opened.work()
        face = opened.backups.refresh_second()
        assert (face.newest_at, face.trouble) == (opened.clock.at, "")
    place = second.place_in(stick, opened.folders)
    assert len(standing(place)) == 3
    assert wrong_with(place) == []
    elsewhere = prepare(stick.with_name("elsewhere"))
    restore(elsewhere, standing(place)[0].face.file, NOON)
    assert media_of(elsewhere.root) == media_of(opened.folders.root)
    there, here = (rows(folders.database, "SELECT * FROM review") for folders in (elsewhere, opened.folders))
    assert there == here


def test_unplugged_it_is_named_and_written_nowhere_else_and_taken_up_when_it_is_there_again(
    opened: Open, stick: Path
) -> None:
    opened.backups.choose_second(stick)
    at = opened.clock.at
    place = second.place_in(stick, opened.folders)
    place.rename(stick.with_name("unplugged"))
    opened.work()
    face = opened.backups.refresh_second()
    assert (face.trouble, face.newest_at) == ("absent", at)
    assert list(stick.iterdir()) == []
    assert opened.backups.due(in_use=False)
    stick.with_name("unplugged").rename(place)
    face = opened.backups.tend()
    assert (face.trouble, face.newest_at) == ("", opened.clock.at)


def test_a_copy_that_arrives_otherwise_than_it_left_is_none(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    opened.work()
    opened.backups.choose_second(stick)
    place = second.place_in(stick, opened.folders)
    before = {file.name: file.read_bytes() for file in place.glob("*.sqlite3")}
    opened.work()

    def flips(source: Path, target: Path, _going_on: object = None) -> None:
        content = bytearray(source.read_bytes())
        content[5000] ^= 1
        target.write_bytes(content)

    with monkeypatch.context() as broken:
        broken.setattr(second, "copy_file", flips)
        assert opened.backups.refresh_second().trouble == "failed"
    assert {file.name: file.read_bytes() for file in place.glob("*.sqlite3")} == before
    assert opened.backups.refresh_second().trouble == ""
    assert wrong_with(place) == []


def test_full_it_keeps_the_copy_it_has(opened: Open, stick: Path) -> None:
    opened.backups.choose_second(stick)
    place = second.place_in(stick, opened.folders)
    before = [stands.face.sha256 for stands in standing(place)]
    opened.work()

    def fill() -> None:
        limit = 100_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        assert opened.backups.refresh_second().trouble == "full"

    assert outcome(fill) == 0
    assert [stands.face.sha256 for stands in standing(place)] == before
    assert not list(place.glob(".*"))
    assert opened.backups.refresh_second().trouble == ""


@pytest.mark.skipif(not MAY_MOUNT, reason="mounting a small disk needs root")
def test_a_small_disk_gives_up_its_older_copies_before_it_is_called_full(
    opened: Open, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    size = int(opened.folders.database.stat().st_size * 2.6)

    def on_a_small_disk() -> None:
        mount_own(disk, f"size={size}")
        opened.backups.choose_second(disk)
        place = second.place_in(disk, opened.folders)
        for _ in range(4):
            opened.work()
            assert opened.backups.refresh_second().trouble == ""
        assert 1 <= len(standing(place)) <= 2
        assert wrong_with(place) == []

    assert outcome(on_a_small_disk) == 0


@pytest.mark.skipif(not MAY_MOUNT, reason="mounting a small disk needs root")
def test_a_read_only_disk_is_named_and_written_again_once_it_can_be(opened: Open, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()

    def on_a_read_only_disk() -> None:
        mount_own(disk, "size=100m")
        opened.backups.choose_second(disk)
        opened.work()
        mount_own(disk, "remount,ro")
        assert opened.backups.refresh_second().trouble == "read_only"
        with pytest.raises(UserError) as refused:
            opened.backups.choose_second(disk)
        assert refused.value.values["trouble"] == "read_only"
        assert opened.backups.refresh_at_close()
        mount_own(disk, "remount,rw")
        assert opened.backups.tend().trouble == ""

    assert outcome(on_a_read_only_disk) == 0


def test_a_folder_that_hangs_does_not_hold_up_the_close(
    opened: Open, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.backups.choose_second(stick)
    opened.work()
    reading, writing = os.pipe()
    monkeypatch.setattr(rescue, "AT_CLOSE_SECONDS", 0.05)
    monkeypatch.setattr(second, "bring", lambda *_: os.read(reading, 1))
    assert not opened.backups.refresh_at_close()
    os.write(writing, b"x")


def test_a_copy_that_is_not_done_at_close_is_done_at_the_next_start(opened: Open, stick: Path) -> None:
    opened.backups.choose_second(stick)
    opened.work()
    opened.database.close()
    again = Backups(opened.database, Settings(opened.folders.settings))
    assert again.due(in_use=False)
    assert again.tend().newest_at == opened.clock.at


def test_the_profile_itself_is_no_second_place(opened: Open) -> None:
    with pytest.raises(UserError) as refused:
        opened.backups.choose_second(opened.folders.backups)
    assert refused.value.code == "backup.second_inside"


def test_two_profiles_share_a_stick(tmp_path: Path, stick: Path) -> None:
    for name in ("one", "two"):
        folders = profile(tmp_path / name)
        place = second.begin(stick, folders)
        second.bring(put_one_more(folders, "use", NOON + timedelta(hours=1)), place)
    assert len(list(stick.iterdir())) == 2


def test_what_lies_in_the_second_folder_is_on_its_disk_before_it_is_named(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    opened.work()
    synced: set[int] = set()
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    opened.backups.choose_second(stick)
    there = [file for file in stick.rglob("*") if file.is_file()]
    assert {file.suffix for file in there} >= {".sqlite3", ".json", ".png"}
    assert [file.name for file in there if file.stat().st_ino not in synced] == []
