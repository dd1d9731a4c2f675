"""Promise 7 after a crash: what lies in a log beside a file goes back and comes back with it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import NOON, rows
from tests.promises.backing_up import ADD, profile
from tests.promises.children import outcome
from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.backups.shelf import put_one_more
from tpmprep.core.ground.folders import Folders

if TYPE_CHECKING:
    from pathlib import Path

REVIEWS = "SELECT at FROM review ORDER BY id"


@pytest.fixture
def crashed(tmp_path: Path) -> Folders:
    """A profile whose newest answer, 8, lies in its log alone, as a killed window leaves it."""
    living = profile(tmp_path / "living")
    raw = sqlite3.connect(living.database, isolation_level=None)
    raw.execute("PRAGMA wal_autocheckpoint=0")
    raw.execute(ADD, (8,))
    shutil.copytree(living.root, tmp_path / "crashed")
    raw.close()
    return Folders(tmp_path / "crashed")


def go_back(folders: Folders, file: Path) -> None:
    restore(folders, file, NOON)


def seen(root: Path) -> list[tuple[object, ...]]:
    """The reviews, read from a copy so that nothing mends the original."""
    copy = root.with_name("look")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    return rows(Folders(copy).database, REVIEWS)


def test_killed_at_each_step_a_file_with_a_log_keeps_its_newest_answer_until_the_other_is_there(
    crashed: Folders, tmp_path: Path
) -> None:
    old = seen(crashed.root)
    assert old[-1] == (8,)
    face = put_one_more(crashed, "use", NOON)
    raw = sqlite3.connect(face.file, isolation_level=None)
    raw.execute(ADD, (9,))
    raw.close()
    face.file.with_name(f"{face.file.name}.json").unlink()
    new = rows(face.file, REVIEWS)
    now = Folders(tmp_path / "now")
    for number in count(1):
        shutil.rmtree(now.root, ignore_errors=True)
        shutil.copytree(crashed.root, now.root)
        os.environ["TPMPREP_DIE_AT"] = str(number)
        died = outcome(lambda: go_back(now, now.backups / face.file.name))
        del os.environ["TPMPREP_DIE_AT"]
        assert seen(now.root) in (old, new), number
        if died == 0:
            break
    assert seen(now.root) == new


def test_a_file_that_has_a_log_beside_it_comes_back_with_what_is_in_the_log(
    crashed: Folders, tmp_path: Path
) -> None:
    wanted = seen(crashed.root)
    present = profile(tmp_path / "present")
    restore(present, crashed.database, NOON)
    assert seen(present.root) == wanted
