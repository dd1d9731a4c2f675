"""Promise 28: folder and files are their owner's alone; logs and diagnosis hold ids, never text."""

from __future__ import annotations

import os
import sqlite3
import sys
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.core.db.stage import StillClock
from tests.core.media.samples import png
from tests.promises.canary import CANARY, tell_all, type_everywhere
from tests.promises.harming import copy_of, furnish
from tests.ui.kit.audit import settle
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.folders import default_root
from tpmprep.core.ground.logs import note_failure, start_log, stop_log
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell import failures
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.ground.folders import Folders
    from tpmprep.core.profile import Profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes have no effect on Windows")
KINDS = ("card", "note", "item", "question", "step", "path", "story", "deck", "concept", "milestone")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return furnish(tmp_path_factory.mktemp("source") / "profile")


@pytest.fixture
def profile(source: Folders, tmp_path: Path) -> Iterator[Profile]:
    before = os.umask(0)
    folders = copy_of(source, tmp_path / "profile")
    start_log(folders.logs)
    opened = open_for_writing(folders, clock=StillClock())
    yield opened
    opened.close()
    stop_log()
    os.umask(before)


def logged(profile: Profile) -> str:
    return "".join(file.read_text("utf-8") for file in profile.folders.logs.iterdir())


def told(profile: Profile, file: Path) -> bytes:
    profile.services.care.save_diagnosis(file, {"Qt": "6"})
    with zipfile.ZipFile(file) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def ids(profile: Profile) -> tuple[int, ...]:
    query = "SELECT min(id) FROM thing WHERE kind = ?"
    with closing(sqlite3.connect(profile.folders.database)) as raw:
        return tuple(raw.execute(query, (kind,)).fetchone()[0] or 0 for kind in KINDS)


def test_no_service_lets_a_word_into_the_log_or_the_diagnosis(profile: Profile, tmp_path: Path) -> None:
    details = tell_all(profile.services, tmp_path, ids(profile))
    assert len(details) > 50
    with closing(sqlite3.connect(profile.folders.database)) as raw:
        kept = raw.execute("SELECT count(*) FROM search_doc WHERE plain LIKE ?", (f"%{CANARY}%",)).fetchone()
    assert kept[0] > 0
    assert CANARY not in logged(profile)
    assert CANARY.encode() not in told(profile, tmp_path / "help.zip")
    assert [entry.splitlines()[0] for entry in details if CANARY in entry] == []


def test_no_field_of_the_window_lets_a_word_into_the_log_or_the_diagnosis(
    profile: Profile, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: failures.note(error))
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_: ("", ""))
    profile.services.aim.choose(AimDraft("interview"))
    window = Window(page_specs(), profile.folders.logs / "tpmprep.log")
    qtbot.addWidget(window)
    window.show()
    window.go(Place("today"))
    window.give(profile.services)
    settle(window)
    assert type_everywhere(window) > 10
    window.close()
    window.close()
    assert CANARY not in logged(profile)
    assert CANARY.encode() not in told(profile, tmp_path / "help.zip")


def test_the_name_of_the_second_folder_is_not_told(profile: Profile, tmp_path: Path) -> None:
    stick = tmp_path / CANARY
    stick.mkdir()
    profile.services.backups.choose_second(stick)
    assert profile.services.settings.get("backup_folder") == str(stick)
    assert CANARY.encode() not in told(profile, tmp_path / "help.zip")
    assert CANARY not in logged(profile)


def test_a_pack_of_another_hand_is_counted_and_not_named(profile: Profile, tmp_path: Path) -> None:
    with profile.database.hot_unlogged() as raw:
        raw.execute(
            "INSERT INTO pack(ref, version, title, licence, language, digest, installed_at) "
            "SELECT ?, version, title, licence, language, ?, installed_at FROM pack",
            (CANARY, CANARY),
        )
    diagnosis = told(profile, tmp_path / "help.zip")
    assert CANARY.encode() not in diagnosis
    assert b'"others": 1' in diagnosis


def test_the_name_of_a_folder_one_has_chosen_for_the_profile_is_not_told(
    source: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    chosen, usual = (copy_of(source, place) for place in (tmp_path / CANARY / CANARY, default_root()))
    for folders, where in ((chosen, b'"chosen"'), (usual, b'"usual"')):
        opened = open_for_writing(folders, clock=StillClock())
        diagnosis = told(opened, tmp_path / "help.zip")
        opened.close()
        assert CANARY.encode() not in diagnosis
        assert b'"folder": ' + where in diagnosis


def test_everything_in_the_folder_is_its_owners_alone(profile: Profile) -> None:
    services, folders = profile.services, profile.folders
    services.settings.put("zoom", 120)
    services.media.keep(png(), "map.png")
    services.backups.make()
    note_failure(KeyError(CANARY))
    open_to_others = {
        str(place.relative_to(folders.root)): oct(place.stat().st_mode)
        for place in (folders.root, *folders.root.rglob("*"))
        if place.stat().st_mode & 0o077
    }
    assert open_to_others == {}
    assert {"tpmprep.sqlite3", "tpmprep.sqlite3-wal", "settings.toml"} <= {
        place.name for place in folders.root.iterdir()
    }


def test_a_folder_that_others_could_read_is_closed_at_the_next_start(source: Folders, tmp_path: Path) -> None:
    folders = copy_of(source, tmp_path / "profile")
    for place in (folders.root, folders.media, folders.backups, folders.logs, folders.database):
        place.chmod(0o755)
    open_for_writing(copy_of(folders, tmp_path / "again"), clock=StillClock()).close()
    again = tmp_path / "again"
    for place in (again, again / "media", again / "backups", again / "logs", again / "tpmprep.sqlite3"):
        assert place.stat().st_mode & 0o077 == 0, place
