"""Promise 7: going back shows what will change, keeps the present file, and can itself be undone."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from tests.core.db.stage import NOON, StillClock, rows
from tests.promises.backing_up import ADD, add_media, media_of, profile
from tests.promises.children import outcome
from tpmprep.core.db.backups.difference import Count, difference
from tpmprep.core.db.backups.restoring import restore, way_back
from tpmprep.core.db.backups.shelf import put_one_more, standing
from tpmprep.core.db.database import Database
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.folders import Folders

if TYPE_CHECKING:
    from pathlib import Path

REVIEWS = "SELECT at FROM review ORDER BY id"


def answer(folders: Folders, number: int) -> None:
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(ADD, (number,))
        raw.commit()


def go_back(folders: Folders, file: Path) -> None:
    restore(folders, file, NOON)


def state(root: Path) -> tuple[list[tuple[object, ...]], dict[str, str]]:
    """The reviews, read from a copy so that nothing mends the original, and the media."""
    copy = root.with_name("look")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    return rows(Folders(copy).database, REVIEWS), media_of(root)


def test_it_says_what_was_made_since_and_what_would_come_back(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    answer(folders, 7)
    face = put_one_more(folders, "use", NOON)
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute("UPDATE review SET undone_at = 1 WHERE at = 7")
        raw.execute("UPDATE answer_note SET text = 'better'")
        raw.execute(
            "INSERT INTO rehearsal(thing_id, at, study_day, duration_ms, score, improve, text, parts) "
            "VALUES (2, 9, '2026-03-02', 1, 4, '', '', '[]')"
        )
        raw.commit()
    answer(folders, 8)
    answer(folders, 9)
    found = difference(folders.database, face.file)
    assert found.set_aside == (Count("review", 2), Count("take", 1))
    assert found.comes_back == (Count("review", 1),)
    assert found.changes == (Count("answer", 1),)


def test_a_log_left_by_another_file_brings_nothing_back(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    face = put_one_more(folders, "use", NOON)
    database = Database(folders.database, StillClock())
    with database.hot_step("card.answered", Change.MEMORY) as raw:
        raw.execute(ADD, (77,))
    stale = {end: folders.root / f"tpmprep.sqlite3{end}" for end in ("-wal", "-shm")}
    kept = {end: place.read_bytes() for end, place in stale.items()}
    database.close()
    for end, place in stale.items():
        place.write_bytes(kept[end])
    (folders.root / "tpmprep.sqlite3-journal").write_bytes(b"old")
    restore(folders, face.file, NOON)
    assert not list(folders.root.glob("tpmprep.sqlite3-*"))
    open_profile(folders, StillClock()).close()
    assert (77,) not in rows(folders.database, REVIEWS)


def test_going_back_is_undone_and_done_again(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    face = put_one_more(folders, "use", NOON)
    answer(folders, 7)
    add_media(folders, b"since then")
    later = state(folders.root)
    restore(folders, face.file, NOON + timedelta(hours=1))
    assert (7,) not in rows(folders.database, REVIEWS)
    back = way_back(folders)
    assert back is not None
    assert back.came == face.file.name
    restore(folders, back.set_aside, NOON + timedelta(hours=2))
    assert state(folders.root) == later
    again = way_back(folders)
    assert again is not None
    restore(folders, again.set_aside, NOON + timedelta(hours=3))
    assert (7,) not in rows(folders.database, REVIEWS)


def test_nobody_is_sent_back_to_a_damaged_file_but_it_is_kept(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    face = put_one_more(folders, "use", NOON)
    folders.database.write_bytes(b"damaged")
    done = restore(folders, face.file, NOON)
    assert way_back(folders) is None
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == b"damaged"
    assert [stands.good for stands in standing(folders.backups)] == [True, False]


def test_killed_at_each_step_it_is_the_old_file_or_the_new_one_and_the_retry_succeeds(tmp_path: Path) -> None:
    before = profile(tmp_path / "before")
    face = put_one_more(before, "use", NOON)
    (before.recordings / "take.wav").unlink()
    answer(before, 7)
    old = state(before.root)
    for number in count(1):
        folders = Folders(tmp_path / "now")
        shutil.rmtree(folders.root, ignore_errors=True)
        shutil.copytree(before.root, folders.root)
        file = folders.backups / face.file.name
        os.environ["TPMPREP_DIE_AT"] = str(number)
        died = outcome(lambda: go_back(folders, file))  # noqa: B023
        del os.environ["TPMPREP_DIE_AT"]
        found = state(folders.root)
        assert found[0] in (old[0], old[0][:-1])
        assert set(old[1].items()) <= set(found[1].items())
        assert died in (0, -signal.SIGKILL)
        assert outcome(lambda: go_back(folders, file)) == 0  # noqa: B023
        assert rows(folders.database, REVIEWS) == old[0][:-1]
        assert "recordings/take.wav" in media_of(folders.root)
        assert any("before-restore" in stands.face.file.name for stands in standing(folders.backups))
        if died == 0:
            break
    assert number > 8
