"""Pictures and sounds are kept once, whole, under their hash, and go when no text names them."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock, fresh
from tests.core.media.samples import TAKEN, png
from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.cards.service import Cards
from tpmprep.core.db.desk import Desk
from tpmprep.core.ground.settings import Settings
from tpmprep.core.media import service as media_service
from tpmprep.core.media import store
from tpmprep.core.media import sweep as sweeping
from tpmprep.core.media.check import check_media
from tpmprep.core.media.faces import LARGEST, TRASH_DAYS
from tpmprep.core.media.mentions import mentioned
from tpmprep.core.media.service import Media

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = fresh(tmp_path / "tpmprep.sqlite3")
    yield made
    made.close()


@pytest.fixture
def media(db: Database) -> Media:
    return Media(db)


def move(db: Database, **by: float) -> None:
    assert isinstance(db.clock, StillClock)
    db.clock.move(**by)


@pytest.mark.parametrize("ext", TAKEN)
def test_a_file_lies_under_its_hash_for_its_owner_alone(media: Media, tmp_path: Path, ext: str) -> None:
    source = tmp_path / "named.exe"
    source.write_bytes(TAKEN[ext])
    face = media.keep(source)
    sha256 = hashlib.sha256(TAKEN[ext]).hexdigest()
    place = tmp_path / "media" / sha256[:2] / f"{sha256}.{ext}"
    assert (face.ref, face.name, face.bytes) == (f"media:{sha256}.{ext}", "named.exe", len(TAKEN[ext]))
    assert media.file(face.ref) == place
    assert place.read_bytes() == TAKEN[ext]
    assert media.face(face.ref) == face
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_kept_file_is_on_the_disk_before_a_text_names_it(
    media: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    place = media.file(media.keep(png()).ref)
    assert place is not None
    folders = [place.parent, place.parent.parent] if os.name == "posix" else []
    assert {known.stat().st_ino for known in (place, *folders)} <= set(synced)


def test_the_same_content_is_kept_once(media: Media, tmp_path: Path) -> None:
    first, second = media.keep(png(), "a.png"), media.keep(png(), "b.png")
    assert first == second
    assert len(list((tmp_path / "media").rglob("*.png"))) == 1


def test_keeping_a_file_again_mends_a_damaged_copy(media: Media) -> None:
    face = media.keep(png())
    place = media.file(face.ref)
    assert place is not None
    place.write_bytes(b"rot")
    media.keep(png())
    assert place.read_bytes() == png()


def test_what_is_none_of_the_kinds_is_refused_with_its_name(media: Media, tmp_path: Path) -> None:
    source = tmp_path / "cat.png"
    source.write_text("<svg/>")
    with refuses("media.kind", name="cat.png"):
        media.keep(source)
    assert list((tmp_path / "media").rglob("*")) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "..\\x", "a/b\nc\x00", "<img src=x>", "\u202egnp"])
def test_a_name_is_never_a_path(media: Media, name: str) -> None:
    face = media.keep(png(), name)
    assert not set(face.name) & set("/\\\n\x00\u202e")
    found = media.file(face.ref)
    assert found is not None
    assert found.name == f"{face.sha256}.png"


def test_a_file_over_the_limit_is_refused_and_the_limit_is_named(media: Media, tmp_path: Path) -> None:
    source = tmp_path / "long.wav"
    with source.open("wb") as stream:
        stream.write(TAKEN["wav"])
        stream.truncate(LARGEST + 1)
    with refuses("media.too_large", name="long.wav", most=100):
        media.keep(source)
    assert list((tmp_path / "media").rglob("*")) == []


def test_a_file_that_grows_while_it_is_read_is_still_bounded(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(png(40, 40))
    monkeypatch.setattr(store, "LARGEST", 60)
    monkeypatch.setattr(store, "_opened", lambda path, _name: path.open("rb"))
    with refuses("media.too_large"):
        media.keep(source)
    assert list((tmp_path / "media").rglob("*")) == []


def test_what_is_no_plain_file_is_never_opened(media: Media, tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.png")
    for source in (tmp_path, tmp_path / "missing.png", tmp_path / "pipe.png"):
        with refuses("media.unreadable"):
            media.keep(source)


@pytest.mark.parametrize(
    "ref",
    ["", "media:x.png", "/etc/passwd", "media:../../tpmprep.sqlite3", "media:" + "a" * 64 + ".svg",
     "media:" + "a" * 64 + ".png", "media:" + "A" * 64 + ".png", "file:///etc/passwd"],
)  # fmt: skip
def test_only_a_kept_name_leads_to_a_file(media: Media, ref: str) -> None:
    assert media.file(ref) is None


def test_a_name_that_goes_on_behind_its_ending_leads_to_no_file(media: Media) -> None:
    ref = media.keep(png()).ref
    file = media.file(ref)
    assert file is not None
    file.with_name(f"{file.name}.sh").write_bytes(b"no picture")
    assert media.file(f"{ref}.sh") is None


def test_what_texts_drafts_trash_or_undo_name_is_used(media: Media, db: Database, tmp_path: Path) -> None:
    cards = Cards(db, Settings(tmp_path / "settings.toml"))
    shades = [media.keep(png(shade=shade)) for shade in range(4)]
    deck = cards.add_deck("Mine")
    draft = NoteDraft("basic", deck, {"front": shades[0].markdown("a"), "back": shades[1].markdown()})
    note = cards.add(draft)
    Desk(db).keep_draft("note:new", f"typing {shades[2].markdown()}")
    assert [face.ref for face in media.unused()] == [shades[3].ref]
    cards.edit(note, NoteDraft("basic", deck, {"front": "f", "back": "b"}))
    assert [face.ref for face in media.unused()] == [shades[3].ref]
    cards.delete([note])
    assert [face.ref for face in media.unused()] == [shades[3].ref]


def test_unused_files_rest_for_thirty_days_and_then_go(media: Media, db: Database) -> None:
    face = media.keep(png())
    kept = media.keep(png(shade=9))
    Desk(db).keep_draft("x", kept.ref)
    assert media.sweep() == 0
    move(db, days=29)
    assert media.sweep() == 0
    move(db, days=1)
    assert media.sweep() == 1
    assert (media.file(face.ref), media.face(face.ref)) == (None, None)
    assert media.file(kept.ref) is not None


def test_a_file_named_again_meanwhile_stays(media: Media, db: Database) -> None:
    face = media.keep(png())
    media.sweep()
    move(db, days=TRASH_DAYS)
    Desk(db).keep_draft("x", face.ref)
    assert media.sweep() == 0
    Desk(db).drop_draft("x")
    move(db, days=1)
    assert media.sweep() == 0
    assert media.file(face.ref) is not None


def test_a_clock_that_was_ahead_keeps_no_file_for_longer(media: Media, db: Database) -> None:
    face = media.keep(png())
    move(db, days=300)
    media.sweep()
    move(db, days=-300)
    assert media.sweep() == 0
    move(db, days=TRASH_DAYS)
    assert media.sweep() == 1
    assert media.file(face.ref) is None


def test_a_file_that_an_older_backup_does_not_know_gets_its_days_too(media: Media, db: Database) -> None:
    face = media.keep(png())
    with db.unlogged() as session:
        session.connection().exec_driver_sql("DELETE FROM media")
    assert media.sweep() == 0
    assert media.face(face.ref) is not None
    move(db, days=TRASH_DAYS)
    assert media.sweep() == 1


def test_sweeping_is_no_reason_for_a_backup(media: Media, db: Database) -> None:
    media.keep(png())
    db.written = False
    media.sweep()
    assert not db.written


def test_what_is_named_while_it_is_swept_stays(
    media: Media, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = media.keep(png())
    media.sweep()
    move(db, days=TRASH_DAYS)

    def named_meanwhile(session: Session) -> dict[str, str]:
        found = mentioned(session)
        monkeypatch.setattr(sweeping, "mentioned", mentioned)
        Desk(db).keep_draft("x", face.ref)
        return found

    monkeypatch.setattr(sweeping, "mentioned", named_meanwhile)
    assert media.sweep() == 0
    assert media.file(face.ref) is not None


def test_what_a_killed_copy_left_is_swept_the_next_day(media: Media, db: Database, tmp_path: Path) -> None:
    media.keep(png())
    left = tmp_path / "media" / ".coming-x"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    coming = tmp_path / "media" / ".coming-y"
    coming.write_bytes(b"just being written")
    os.utime(coming, (at := db.clock.now().timestamp() - 60, at))
    media.sweep()
    assert not left.exists()
    assert coming.exists()


def test_the_check_names_what_is_missing_and_what_is_damaged(media: Media, db: Database) -> None:
    gone, rotten, sound = (media.keep(png(shade=shade)) for shade in (1, 2, 3))
    Desk(db).keep_draft("x", " ".join(face.ref for face in (gone, rotten, sound)))
    assert check_media(db) == []
    files = {face.ref: media.file(face.ref) for face in (gone, rotten)}
    for face, act in ((gone, "unlink"), (rotten, "write")):
        file = files[face.ref]
        assert file is not None
        file.unlink() if act == "unlink" else file.write_bytes(png(shade=8))
    found = [(problem.what, problem.where, problem.detail) for problem in check_media(db)]
    assert found == [
        ("media.missing", "draft_text", f"{gone.sha256}.png"),
        ("media.damaged", "draft_text", f"{rotten.sha256}.png"),
    ]


def test_words_beside_a_picture_cannot_break_out_of_it(media: Media) -> None:
    face = media.keep(png())
    assert face.markdown("a]b[c\nd\\") == f"![a)b(c d/]({face.ref})"


def test_long_names_are_cut(media: Media) -> None:
    assert len(media.keep(png(), "x" * 999).name) == media_service.LONGEST_NAME


def test_keeping_a_picture_is_no_step_to_undo(media: Media, db: Database) -> None:
    media.keep(png())
    assert db.undoable() is None
