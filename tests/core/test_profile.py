from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.conftest import NOW, FakeClock
from tests.core.refusals import refuses
from tpmprep.core import profile as profiles
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.ground.lock import is_locked, take
from tpmprep.core.profile import open_for_reading, open_for_writing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    made = prepare(tmp_path_factory.mktemp("profile"))
    open_for_writing(made, clock=FakeClock(NOW)).close()
    return made


def test_a_new_profile_holds_the_shipped_pack(folders: Folders) -> None:
    profile = open_for_writing(folders, clock=FakeClock(NOW))
    try:
        assert [pack.ref for pack in profile.services.packs.installed()] == ["tpm-core"]
        assert profile.services.insight.status().concepts >= 80
    finally:
        profile.close()


def test_a_profile_is_locked_while_it_is_open_and_free_after(folders: Folders) -> None:
    profile = open_for_writing(folders, clock=FakeClock(NOW))
    try:
        assert is_locked(folders.lock)
        with refuses("profile.in_use", folder=folders.root):
            open_for_writing(folders)
    finally:
        profile.close()
    assert not is_locked(folders.lock)


def test_a_given_lock_is_used_and_given_back_at_the_end(folders: Folders) -> None:
    lock = take(folders.lock)
    assert lock is not None
    open_for_writing(folders, lock, clock=FakeClock(NOW)).close()
    assert not is_locked(folders.lock)


def test_a_reader_sees_what_was_written_and_cannot_write(folders: Folders) -> None:
    writer = open_for_writing(folders, clock=FakeClock(NOW))
    reader = open_for_reading(folders, clock=FakeClock(NOW))
    try:
        writer.services.aim.choose(AimDraft("look", minutes=25))
        assert getattr(reader.services.aim.current(), "minutes", 0) == 25
        with refuses("profile.in_use"):
            reader.services.aim.choose(AimDraft("look"))
    finally:
        reader.close()
        writer.close()


def test_a_profile_that_fails_to_open_gives_its_lock_and_its_file_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_given: object) -> None:
        raise OSError("pack")

    made = prepare(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(profiles, "install_shipped", burst)
        with pytest.raises(OSError, match="pack"):
            open_for_writing(made, clock=FakeClock(NOW))
    assert not is_locked(made.lock)
    assert not made.in_use.exists()
    open_for_writing(made, clock=FakeClock(NOW)).close()
