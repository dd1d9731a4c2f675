"""Promise 3: a backup every 30 minutes of use with a change, at close, and before anything large."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock, rows
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.backups.keeper import Keeper
from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.backups.shelf import standing
from tpmprep.core.db.head import HEAD
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.profile import Profile

CSV = "thing,kind,id,deck,front,back\nnote,basic,,Mine,What is an SLO?,A target for reliability\n"
MINUTE = 1


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with the shipped pack, opened and closed once."""
    folders = prepare(tmp_path_factory.mktemp("furnished"))
    open_for_writing(folders, clock=StillClock()).close()
    return folders.root


@pytest.fixture
def profile(furnished: Path, tmp_path: Path, clock: StillClock) -> Iterator[Profile]:
    """It opened again, so that only what a test does is new."""
    shutil.copytree(furnished, tmp_path / "profile")
    made = open_for_writing(prepare(tmp_path / "profile"), clock=clock)
    yield made
    made.close()


def whys(profile: Profile) -> list[str]:
    """Why the backups on the shelf were made, the newest first, without that of the first close."""
    return [stands.face.why for stands in standing(profile.folders.backups)][:-1]


def refuse(_keeper: Keeper, _why: str) -> None:
    raise UserError("profile.disk_full", file="there")


def use(profile: Profile, clock: StillClock, minutes: int, *, in_use: bool = True) -> int:
    """Lets minutes pass as the window does; returns how many backups were made."""
    before = len(standing(profile.folders.backups))
    backups = profile.services.backups
    for _ in range(minutes):
        clock.move(minutes=MINUTE)
        if backups.due(in_use=in_use):
            backups.tend()
    return len(standing(profile.folders.backups)) - before


def note(profile: Profile, front: str) -> int:
    deck = profile.services.cards.decks()[0].id
    return profile.services.cards.add(
        NoteDraft(kind="basic", deck_id=deck, fields={"front": front, "back": "b"})
    )


def test_half_an_hour_of_use_with_a_change_makes_one_backup(profile: Profile, clock: StillClock) -> None:
    assert use(profile, clock, 45) == 0
    note(profile, "one")
    assert use(profile, clock, 1) == 1
    assert use(profile, clock, 100) == 0
    note(profile, "two")
    assert use(profile, clock, 3) == 1
    assert whys(profile) == ["use", "use"]


def test_two_hours_of_steady_work_make_four(profile: Profile, clock: StillClock) -> None:
    made = 0
    for minute in range(120):
        note(profile, f"note {minute}")
        made += use(profile, clock, 1)
    assert made in {3, 4}


def test_a_window_left_open_makes_none_and_neither_does_a_clock_that_jumps(
    profile: Profile, clock: StillClock
) -> None:
    use(profile, clock, 1)
    note(profile, "one")
    assert use(profile, clock, 600, in_use=False) == 0
    clock.move(days=400)
    assert use(profile, clock, 2) == 0
    clock.move(days=-800)
    assert use(profile, clock, 10) == 0
    assert use(profile, clock, 25) == 1


def test_moving_about_in_the_window_is_no_change(profile: Profile, clock: StillClock) -> None:
    profile.services.desk.keep("place", {"page": "cards"})
    assert use(profile, clock, 90) == 0
    profile.close()
    assert whys(profile) == []


def test_closing_after_a_change_makes_one_and_only_then(profile: Profile, clock: StillClock) -> None:
    note(profile, "one")
    profile.services.backups.make()
    profile.close()
    assert whys(profile) == ["asked"]
    again = open_for_writing(profile.folders, clock=clock)
    note(again, "two")
    again.close()
    assert whys(again) == ["close", "asked"]


def test_before_an_import_the_state_is_kept(profile: Profile, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    profile.services.exchange.apply(file)
    (copy, _) = standing(profile.folders.backups)
    assert copy.face.why == "before-import"
    assert rows(copy.face.file, "SELECT count(*) FROM note WHERE fields LIKE '%What is an SLO%'") == [(0,)]


def test_an_import_that_changes_nothing_makes_no_copy_neither_before_nor_at_close(
    profile: Profile, clock: StillClock, tmp_path: Path
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    profile.services.exchange.apply(file)
    profile.close()
    assert whys(profile) == ["close", "before-import"]
    again = open_for_writing(profile.folders, clock=clock)
    assert again.services.exchange.apply(file).notes_unchanged == 1
    again.close()
    assert whys(again) == ["close", "before-import"]


def test_an_import_whose_copy_cannot_be_made_changes_nothing(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    monkeypatch.setattr(Keeper, "copy", refuse)
    with pytest.raises(UserError, match="full"):
        profile.services.exchange.apply(file)
    monkeypatch.undo()
    assert profile.services.exchange.preview(file).notes_added == 1


def test_before_a_large_delete_the_state_is_kept_although_nobody_waits_for_it(profile: Profile) -> None:
    ids = [note(profile, f"note {number}") for number in range(12)]
    profile.services.cards.delete(ids[:2])
    assert whys(profile) == []
    profile.services.cards.delete(ids[2:])
    profile.close()
    (copy,) = (s.face for s in standing(profile.folders.backups) if s.face.why == "before-delete")
    live = f"SELECT count(*) FROM note WHERE deleted_at IS NULL AND thing_id IN ({', '.join(map(str, ids))})"
    assert rows(copy.file, live) == [(10,)]
    assert rows(profile.folders.database, live) == [(0,)]


def test_before_a_purge_the_state_is_kept(profile: Profile) -> None:
    profile.services.cards.delete([note(profile, "one")])
    profile.services.trash.empty()
    assert whys(profile) == ["before-delete"]


def test_before_an_upgrade_and_before_going_back(profile: Profile, clock: StillClock) -> None:
    note(profile, "one")
    profile.close()
    folders = profile.folders
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(f"PRAGMA user_version={HEAD - 1}")
    open_for_writing(folders, clock=clock).close()
    assert f"before-upgrade-from-{HEAD - 1}" in whys(profile)
    restore(folders, standing(folders.backups)[-1].face.file, clock.now())
    assert whys(profile)[0] == "before-restore"


def test_a_backup_that_fails_is_tried_again_soon(
    profile: Profile, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(profile, clock, 31)
    note(profile, "one")

    def full(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(Keeper, "copy", full)
        with pytest.raises(OSError):  # noqa: PT011  (any)
            use(profile, clock, 1)
    assert use(profile, clock, 4) == 0
    assert use(profile, clock, 2) == 1
