"""Promise 6: a published backup is never partial, and a damaged database never takes a good one's place."""

from __future__ import annotations

import random
import shutil
import signal
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import NOON
from tests.promises.backing_up import profile, wrong_with
from tests.promises.children import outcome, run_module
from tests.promises.harming import PAGE, noise, pages_of
from tpmprep.core.db.backups.copying import read_backup
from tpmprep.core.db.backups.shelf import newest_good, put_one_more, standing
from tpmprep.core.db.backups.thinning import thin_out
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kills", [100, pytest.param(200, marks=pytest.mark.soak)])
def test_no_kill_leaves_a_published_backup_that_is_not_whole(tmp_path: Path, kills: int) -> None:
    done = run_module("tests.promises.backing_up", tmp_path / "profile", kills, timeout=60 + kills * 5)
    assert done["problems"] == []
    assert done["kills"] == kills
    assert done["published"] >= kills


def test_killed_at_each_step_a_backup_has_its_card_or_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = profile(tmp_path / "before")
    for number in count(1):
        folders = Folders(tmp_path / f"killed {number}")
        shutil.copytree(before.root, folders.root)
        monkeypatch.setenv("TPMPREP_DIE_AT", str(number))
        died = outcome(lambda: back_up(folders))  # noqa: B023
        assert died in (0, -signal.SIGKILL)
        assert wrong_with(folders.backups) == []
        monkeypatch.delenv("TPMPREP_DIE_AT")
        assert outcome(lambda: back_up(folders)) == 0  # noqa: B023
        assert wrong_with(folders.backups) == []
        if died == 0:
            break
    assert number > 5


def back_up(folders: Folders) -> None:
    put_one_more(folders, "use", NOON)


@pytest.mark.parametrize("flips", [20, pytest.param(400, marks=pytest.mark.soak)])
def test_a_flipped_bit_anywhere_is_seen(tmp_path: Path, flips: int) -> None:
    folders = profile(tmp_path / "profile")
    older = put_one_more(folders, "use", NOON)
    file = put_one_more(folders, "use", NOON + timedelta(hours=1)).file
    whole = file.read_bytes()
    chance = random.Random(flips)  # noqa: S311  (only where to flip)
    for _ in range(flips):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(bytes(content))
        with pytest.raises(UserError) as refused:
            read_backup(file)
        assert refused.value.code == "backup.bad_hash"
    found = newest_good(folders.backups)
    assert found is not None
    assert found.file == older.file


def test_a_damaged_database_makes_no_backup_and_costs_none(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    for number in range(5):
        put_one_more(folders, "use", NOON + timedelta(days=number))
    before = {stands.face.file.name: stands.face.sha256 for stands in standing(folders.backups)}
    content = folders.database.read_bytes()
    folders.database.write_bytes(content[:8192] + b"\xff" * 40_000 + content[48_192:])
    for number in range(5):
        with pytest.raises(UserError) as refused:
            put_one_more(folders, "use", NOON + timedelta(days=300 + number))
        assert refused.value.code == "profile.damaged"
        thin_out(folders, NOON + timedelta(days=300 + number))
    after = {stands.face.file.name: stands.face.sha256 for stands in standing(folders.backups)}
    assert after == before
    assert wrong_with(folders.backups) == []


def test_a_damage_that_counting_rows_does_not_meet_makes_no_backup_either(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    (page,) = pages_of(folders.database, ["aim"], b"\x0d")
    content = bytearray(folders.database.read_bytes())
    content[(page - 1) * PAGE + 3 : (page - 1) * PAGE + 5] = b"\x00\x07"
    content[(page - 1) * PAGE + 8 : page * PAGE] = noise(PAGE - 8)
    folders.database.write_bytes(content)
    with pytest.raises(UserError) as refused:
        put_one_more(folders, "use", NOON)
    assert refused.value.code == "profile.damaged"
    assert standing(folders.backups) == ()
