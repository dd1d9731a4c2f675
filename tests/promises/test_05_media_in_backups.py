"""Promise 5: pictures and recordings are in the backups, stored once, and come back on an empty machine."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.core.db.stage import NOON
from tests.promises.backing_up import ADD, add_media, media_of, profile
from tpmprep.core.db.backups.card import STORE
from tpmprep.core.db.backups.copying import sha256_of
from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.backups.shelf import put_one_more, standing
from tpmprep.core.db.backups.thinning import thin_out
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def stored(folders: Folders) -> list[Path]:
    return sorted(file for file in (folders.backups / STORE).rglob("*") if file.is_file())


def test_on_an_empty_machine_every_hash_is_equal(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    for number in range(20):
        add_media(folders, b"picture %d" % number * 1000)
    (folders.recordings / "2026").mkdir()
    (folders.recordings / "2026" / "long.wav").write_bytes(bytes(range(256)) * 5000)
    face = put_one_more(folders, "use", NOON)
    wanted = media_of(folders.root)
    rows = _reviews(folders.database)
    shutil.copytree(folders.backups, tmp_path / "stick")
    shutil.rmtree(folders.root)
    empty = prepare(tmp_path / "elsewhere")
    done = restore(empty, tmp_path / "stick" / face.file.name, NOON)
    assert media_of(empty.root) == wanted
    assert len(wanted) == 23
    assert _reviews(empty.database) == rows
    assert (done.missing, done.set_aside) == (0, None)


def test_ten_backups_hold_each_file_once_and_without_a_second_copy_of_its_bytes(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    for number in range(10):
        put_one_more(folders, "use", NOON + timedelta(hours=number))
    assert len(stored(folders)) == 2
    assert {file.stat().st_nlink for file in stored(folders)} == {2}


def test_a_stored_file_goes_only_when_no_kept_backup_names_it(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    put_one_more(folders, "use", NOON)
    (folders.recordings / "take.wav").unlink()
    for number in range(1, 5):
        put_one_more(folders, "use", NOON + timedelta(hours=number))
    assert thin_out(folders, NOON + timedelta(days=1)) == ()
    assert len(stored(folders)) == 2
    thin_out(folders, NOON + timedelta(days=900))
    assert len(standing(folders.backups)) == 3
    assert [file.suffix for file in stored(folders)] == [".png"]


def test_nothing_stored_goes_while_a_card_cannot_be_read_that_may_name_it(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    face = put_one_more(folders, "use", NOON)
    card = face.file.with_name(f"{face.file.name}.json")
    said = card.read_bytes()
    (folders.recordings / "take.wav").unlink()
    put_one_more(folders, "use", NOON + timedelta(hours=1))
    card.write_bytes(b"{")
    thin_out(folders, NOON + timedelta(days=1))
    card.write_bytes(said)
    face.file.write_bytes(face.file.read_bytes() + b"?")
    thin_out(folders, NOON + timedelta(days=1))
    assert len(stored(folders)) == 2


def test_a_damaged_picture_of_the_profile_is_mended_by_going_back(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    picture = add_media(folders, b"another picture")
    face = put_one_more(folders, "use", NOON)
    picture.unlink()
    picture.write_bytes(b"another pictuRe")
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(ADD, (5,))
        raw.commit()
    newer = put_one_more(folders, "use", NOON + timedelta(hours=1))
    assert picture.stem in {kept.sha256 for kept in newer.files}
    restore(folders, face.file, NOON + timedelta(hours=2))
    assert picture.read_bytes() == b"another picture"


def test_a_link_among_the_pictures_is_not_followed(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    (tmp_path / "diary.txt").write_text("not yours")
    try:
        (folders.recordings / "linked.wav").symlink_to(tmp_path / "diary.txt")
    except OSError:  # Windows lets few make links
        (folders.recordings / ".linked.wav").write_text("not yours")
    face = put_one_more(folders, "use", NOON)
    assert len(face.files) == 2
    assert [file for file in stored(folders) if file.read_bytes() == b"not yours"] == []


def test_a_recording_that_grows_while_it_is_read_waits_for_the_next_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = profile(tmp_path / "profile")

    def growing(file: Path) -> str:
        found = sha256_of(file)
        if file.name == "take.wav":
            with file.open("ab") as stream:
                stream.write(b" and more")
        return found

    monkeypatch.setattr("tpmprep.core.db.backups.store.sha256_of", growing)
    assert {kept.path for kept in put_one_more(folders, "use", NOON).files} == set(media_of(folders.root)) - {
        "recordings/take.wav"
    }
    monkeypatch.undo()
    later = put_one_more(folders, "use", NOON + timedelta(hours=1))
    assert {kept.path: kept.sha256 for kept in later.files} == media_of(folders.root)


def test_a_file_that_nobody_has_any_more_is_counted_and_stops_nothing(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    face = put_one_more(folders, "use", NOON)
    shutil.rmtree(folders.backups / STORE)
    (folders.recordings / "take.wav").unlink()
    done = restore(folders, face.file, NOON)
    assert done.missing == 1


def test_a_stored_file_that_is_damaged_itself_is_not_brought_back(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    picture = add_media(folders, b"another picture")
    face = put_one_more(folders, "use", NOON)
    picture.unlink()
    (kept,) = (file for file in stored(folders) if file.stem == picture.stem)
    kept.write_bytes(b"another pictuRe")
    done = restore(folders, face.file, NOON)
    assert (done.missing, picture.exists()) == (1, False)


def test_a_card_cannot_lead_outside_the_profile(tmp_path: Path) -> None:
    folders = profile(tmp_path / "profile")
    face = put_one_more(folders, "use", NOON)
    card = face.file.with_name(f"{face.file.name}.json")
    card.write_text(card.read_text().replace("recordings/take.wav", "recordings/../../evil.wav"))
    restore(folders, face.file, NOON)
    assert not (tmp_path / "evil.wav").exists()


def _reviews(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as raw:
        return list(raw.execute("SELECT * FROM review ORDER BY id"))
