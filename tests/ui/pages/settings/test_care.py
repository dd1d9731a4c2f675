"""Checking, mending and the diagnosis in Settings, by real presses."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication

from tests.core.media.samples import png
from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, open_stand, put_up, words_of
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings.page import SettingsPage
from tpmprep.ui.pages.settings.words import PROBLEMS, found_words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return open_stand(tmp_path)


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(stand)
    put_up(made, qtbot)
    made.show_place(Place("settings", tab="profile"))
    return made


def press(page: SettingsPage, made: QPushButton, qtbot: QtBot) -> None:
    qtbot.keyClick(made, Qt.Key.Key_Space)
    at_rest(page)


def at_rest(page: SettingsPage) -> None:
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        settle(page)


def harm(tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(tmp_path / "profile.sqlite3")) as raw:
        raw.execute(statement)
        raw.commit()


def test_a_sound_profile_is_told_to_be_and_the_day_is_kept(
    page: SettingsPage, stand: Stand, qtbot: QtBot
) -> None:
    assert "It was not looked at in full yet" in words_of(page)
    press(page, page.profile.care.check, qtbot)
    assert "Nothing is wrong" in words_of(page)
    assert not page.profile.care.mend.isVisible()
    assert stand.services.care.last_check() is not None
    page.load()
    assert "Last looked at in full on 2 March 2026" in words_of(page)
    assert audit(page) == []


def test_a_wrong_count_is_named_and_mended_by_one_press(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    harm(tmp_path, "INSERT INTO day_tally VALUES ('2020-01-01', 'cards', 'review', 1, 1, 1)")
    press(page, page.profile.care.check, qtbot)
    assert "Some daily counts differ" in words_of(page)
    press(page, page.profile.care.mend, qtbot)
    assert "Nothing is wrong" in words_of(page)
    assert not page.profile.care.mend.isVisible()


def test_what_cannot_be_made_anew_is_named_and_not_promised_to_be(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    harm(tmp_path, "UPDATE note SET fields = 'no json' WHERE thing_id = (SELECT min(thing_id) FROM note)")
    press(page, page.profile.care.check, qtbot)
    assert "Some content cannot be read" in words_of(page)
    assert not page.profile.care.mend.isVisible()


def test_a_picture_that_is_gone_is_named_and_one_used_nowhere_is_told_of(
    page: SettingsPage, stand: Stand, qtbot: QtBot
) -> None:
    media = stand.services.media
    gone, _unused = media.keep(png()), media.keep(png(shade=7))
    stand.services.desk.keep_draft("note:new", gone.markdown())
    file = media.file(gone.ref)
    assert file is not None
    file.unlink()
    press(page, page.profile.care.check, qtbot)
    assert PROBLEMS["media"] in words_of(page)
    assert "One picture or sound is used nowhere" in words_of(page)


def test_every_kind_of_problem_has_its_sentence() -> None:
    for kind in PROBLEMS:
        assert found_words([(kind if "." in kind else f"{kind}.some", "")]) == PROBLEMS[kind]


def test_the_versions_are_copied_one_a_line(page: SettingsPage, stand: Stand) -> None:
    page.show_place(Place("settings", tab="about"))
    page.about.diagnosis.copy_versions()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert {"tpmprep", "Python", "SQLite"} <= {line.split()[0] for line in lines}
    assert stand.notices == ["Copied"]


def test_a_diagnosis_is_saved_where_the_person_says(page: SettingsPage, stand: Stand, tmp_path: Path) -> None:
    page.show_place(Place("settings", tab="about"))
    page.about.diagnosis.save_to(tmp_path / "help.zip")
    at_rest(page)
    assert "The diagnosis is saved in" in stand.notices[0]
    assert (tmp_path / "help.zip").stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(tmp_path / "help.zip") as archive:
        told = json.loads(archive.read("diagnosis.json"))
    assert {"tpmprep", "schema", "Python", "SQLite", "system", "Qt"} <= set(told["versions"])
    assert told["packs"] == {"tpm-core": told["packs"]["tpm-core"], "others": 0}
    assert told["rows"]["note"] > 100
    assert told["problems"] == []


def test_a_place_that_refuses_the_diagnosis_is_said(page: SettingsPage, stand: Stand, tmp_path: Path) -> None:
    page.about.diagnosis.save_to(tmp_path / "nowhere" / "help.zip")
    at_rest(page)
    (error,) = stand.failures
    assert isinstance(error, UserError)
    assert error.code == "folder.missing"
