"""The page instead of the pages: why the profile does not open, and each way on, by real presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from tests.core.db.stage import StillClock, fill
from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import words_of
from tpmprep.core.db.profile import open_profile
from tpmprep.core.db.recovery import Recovery
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.ui.shell.refusal import Refusal
from tpmprep.ui.shell.refusal_words import holds, saved, sentence, title, when

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CANARY = "my salary is 4711"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A profile with a backup and a file that can no longer be read."""
    made = prepare(tmp_path / "profile")
    open_profile(made, StillClock()).close()
    fill(made.database)
    database = open_profile(made, StillClock())
    with database.unlogged():
        pass
    database.close()
    made.database.write_bytes(b"\xa5" * 40_960)
    return made


def shown(qtbot: QtBot, error: BaseException, folders: Folders | None = None) -> Refusal:
    recovery = Recovery(folders, StillClock()) if folders else None
    page = Refusal(error, recovery, folders.root if folders else None)
    qtbot.addWidget(page)
    page.resize(1072, 800)
    page.show()
    page.focus_first()
    at_rest(page)
    return page


def at_rest(page: Refusal) -> None:
    for _ in range(4):
        QThreadPool.globalInstance().waitForDone()
        settle(page)


def damaged(folders: Folders) -> UserError:
    return UserError("profile.damaged", file=folders.database, why="SQLITE_NOTADB", backups=folders.backups)


def test_the_newest_good_backup_is_named_with_what_it_holds(folders: Folders, qtbot: QtBot) -> None:
    page = shown(qtbot, damaged(folders), folders)
    words = words_of(page)
    assert "Your file is damaged" in words
    assert "left exactly as it is" in words
    assert "2 March 2026" in words
    assert "3\u00a0reviews" in words
    assert "tpmprep restore" not in words
    assert audit(page) == []


def test_one_press_brings_it_back_and_asks_to_open_again(folders: Folders, qtbot: QtBot) -> None:
    page = shown(qtbot, damaged(folders), folders)
    with qtbot.waitSignal(page.again) as asked:
        qtbot.keyClick(page.bring, Qt.Key.Key_Space)
        at_rest(page)
    assert "The backup is back" in asked.args[0]
    open_profile(folders, StillClock()).close()
    (kept,) = folders.backups.glob("*-damaged.sqlite3")
    assert kept.read_bytes() == b"\xa5" * 40_960


def test_what_can_be_read_is_saved_and_the_place_is_named(
    folders: Folders, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown(qtbot, damaged(folders), folders)
    (tmp_path / "there").mkdir()
    page.save_into(tmp_path / "there")
    at_rest(page)
    (made,) = (tmp_path / "there").iterdir()
    assert str(made) in words_of(page)
    assert page.save.isEnabled()


def test_a_place_that_refuses_is_said_and_another_can_be_chosen(
    folders: Folders, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown(qtbot, damaged(folders), folders)
    (tmp_path / "file").touch()
    page.save_into(tmp_path / "file")
    at_rest(page)
    assert "cannot be written to" in words_of(page)
    assert page.save.isEnabled()


def test_without_a_good_backup_nothing_is_offered_to_bring_back(folders: Folders, qtbot: QtBot) -> None:
    for backup in folders.backups.glob("*.sqlite3"):
        backup.unlink()
    page = shown(qtbot, damaged(folders), folders)
    assert "There is no good backup" in words_of(page)
    assert not page.bring.isVisible()
    assert page.save.isVisible()


@pytest.mark.parametrize("code", ["profile.disk_full", "profile.busy", "folder.not_writable"])
def test_what_is_mended_outside_can_be_tried_again_by_one_key(code: str, qtbot: QtBot) -> None:
    page = shown(qtbot, UserError(code, file="file", folder="folder", why="why"))
    assert QApplication.focusWidget() is page.retry
    with qtbot.waitSignal(page.again):
        qtbot.keyClick(page.retry, Qt.Key.Key_Space)
    assert audit(page) == []


def test_a_fault_of_ours_is_told_without_a_word_of_the_persons(qtbot: QtBot) -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        page = shown(qtbot, error)
    copy = next(made for made in page.findChildren(QPushButton) if "Copy details" in made.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert "test_refusal.py" in copied
    assert CANARY not in copied + words_of(page)


@pytest.mark.parametrize(
    ("minutes", "age"), [(0, "just now"), (30, "30 minutes ago"), (180, "3 hours ago"), (5000, "3 days ago")]
)
def test_the_age_of_a_backup_is_told_in_words(minutes: int, age: str) -> None:
    clock = StillClock()
    made_at = clock.now()
    clock.move(minutes=minutes)
    assert age in when(made_at, clock.now())


def test_a_title_and_a_sentence_stand_for_every_refusal() -> None:
    assert title("profile.newer") == "Your file is from a newer tpmprep"
    assert title("something.else") == "Your profile does not open"
    assert "schema 9" in sentence(UserError("profile.newer", file="f", found=9, known=1))
    assert "no work of yours yet" in holds({"note": 0})
    assert "1\u00a0story, 2\u00a0takes" in holds({"story": 1, "rehearsal": 2})
    assert "Nothing could be read" in saved(0, 0, "there")
    assert saved(12, 0, "there") == "All 12 rows are saved in there."


def test_while_a_backup_is_looked_for_no_key_does_something_else(folders: Folders, qtbot: QtBot) -> None:
    page = Refusal(damaged(folders), Recovery(folders, StillClock()), folders.root)
    qtbot.addWidget(page)
    page.show()
    page.focus_first()
    assert page.focusWidget() is not page.retry
    at_rest(page)
    assert page.focusWidget() is page.bring
