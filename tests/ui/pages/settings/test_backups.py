"""The tab of backups: what there is, one more, the look before going back, the second folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from tests.core.db.stage import NOON
from tests.ui.kit.audit import audit
from tests.ui.pages.stand import Stand, open_stand, put_up, say_yes, words_of
from tpmprep.core.db.backups.difference import KINDS
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.rescue.faces import BackupRow, Changed, RestoreFace, SecondFace
from tpmprep.ui.kit import dialogs
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings import backup_words as words
from tpmprep.ui.pages.settings.page import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.core.db.stage import StillClock
    from tpmprep.core.rescue.backups import Backups


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """Two backups, and a story since."""
    (tmp_path / "backups").mkdir()
    made = open_stand(tmp_path)
    made.services.backups.make("close")
    cast("StillClock", made.services.clock).move(hours=3)
    made.services.backups.make("use")
    database = cast("Backups", made.services.backups)._db
    Interview(database, made.services.settings).add_story(StoryDraft(title="The migration"))
    return made


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(stand)
    put_up(made, qtbot)
    made.show_place(Place("settings", tab="backups"))
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return say_yes(monkeypatch, dialogs.Decision.accessibleDescription)


def test_each_says_when_why_and_what_it_holds(page: SettingsPage) -> None:
    model = page.backups.model
    shown = [[model.index(line, column).data() for column in (0, 1)] for line in range(2)]
    local = [(NOON + timedelta(hours=hours)).astimezone() for hours in (3, 0)]
    assert shown[0] == [f"Today, {local[0]:%H:%M}", "While you worked"]
    assert shown[1] == [f"Today, {local[1]:%H:%M}", "When you closed the window"]
    assert "2 are kept" in words_of(page)


def test_enter_shows_what_changes_and_then_goes_back(
    page: SettingsPage, stand: Stand, qtbot: QtBot, asked: list[str]
) -> None:
    page.backups.table.setFocus()
    qtbot.keyClick(page.backups.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(stand.restored) == 1)
    assert stand.restored == [stand.services.backups.rows()[0].file]
    assert "Made since then and set aside: 1 story." in asked[0]


def test_who_looks_and_says_no_changes_nothing(
    page: SettingsPage, stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def no(decision: dialogs.Decision) -> str:
        seen.append(decision.windowTitle())
        return ""

    monkeypatch.setattr(dialogs.Decision, "ask", no)
    page.backups.back_button.click()
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert stand.restored == []


def test_one_more_is_made_by_button(page: SettingsPage, stand: Stand, qtbot: QtBot) -> None:
    page.backups.make_button.click()
    qtbot.waitUntil(lambda: page.backups.model.rowCount() == 3)
    assert stand.notices == ["Backed up"]


def test_a_damaged_one_says_so_and_is_not_gone_back_to(
    page: SettingsPage, stand: Stand, qtbot: QtBot
) -> None:
    file = stand.services.backups.rows()[0].file
    file.write_bytes(b"broken")
    page.load()
    assert page.backups.model.index(0, 3).data() == "cannot be used"
    page.backups.go_back()
    qtbot.waitUntil(lambda: len(stand.failures) == 1)
    assert stand.restored == []


def test_without_any_it_says_so_and_offers_to_make_one(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "backups").mkdir()
    page = SettingsPage(open_stand(tmp_path))
    put_up(page, qtbot)
    page.show_place(Place("settings", tab="backups"))
    assert "There is none yet." in words_of(page)
    assert not page.backups.back_button.isEnabled()
    assert page.backups.make_button.isEnabled()


def test_a_second_folder_is_typed_and_says_how_old_its_copy_is(
    page: SettingsPage, stand: Stand, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path.parent / f"{tmp_path.name}-stick"
    stick.mkdir()
    second = page.backups.second
    second.path.setFocus()
    qtbot.keyClicks(second.path, str(stick))
    qtbot.keyClick(second.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The newest copy there is from today" in second.state.text())
    assert stand.services.settings.get("backup_folder") == str(stick)
    assert len(list(stick.rglob("*.sqlite3"))) == 1
    second.stop_button.click()
    assert stand.services.settings.get("backup_folder") == ""
    assert len(list(stick.rglob("*.sqlite3"))) == 1


def test_a_second_folder_that_is_not_there_is_explained_below_the_field(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    second = page.backups.second
    second.take(tmp_path.parent / "nowhere")
    qtbot.waitUntil(lambda: second.field.problem() != "")
    assert "Plug the disk in" in second.field.problem()


def test_an_unplugged_folder_keeps_its_age_and_says_what_happens() -> None:
    face = SecondFace("/media/stick", NOON - timedelta(days=2), "absent")
    told = words.second(face, NOON)
    assert "2 days ago" in told
    assert "as soon as it is there again" in told


def test_numbers_are_told_one_by_one() -> None:
    changes = (Changed("review", 12), Changed("note", 3), Changed("take", 1))
    assert words.counted(changes) == "12 reviews, 3 notes and 1 take"
    assert words.counted(changes[:1]) == "12 reviews"


def test_the_same_as_now_is_said_and_lost_files_too(tmp_path: Path) -> None:
    row = BackupRow(tmp_path, datetime(2026, 3, 2, tzinfo=UTC), "use", 1, 1, 1, 3, good=True)
    told = words.preview(RestoreFace(row, (), (), (), 2))
    assert "It holds the same as now." in told
    assert "2 pictures or recordings of it are lost." in told


def test_every_kind_that_is_compared_has_words() -> None:
    assert set(words.THINGS) == set(KINDS)


def test_every_reason_has_words() -> None:
    assert words.why("before-upgrade-from-1") == "before an upgrade of tpmprep"
    assert words.why("unheard of") == "made elsewhere"


def test_with_a_way_back_it_passes_the_audit(page: SettingsPage) -> None:
    page.backups._undo.show()
    assert audit(page) == []


def test_the_table_is_as_high_as_its_lines(page: SettingsPage) -> None:
    table = page.backups.table
    last = table.visualRect(page.backups.model.index(page.backups.model.rowCount() - 1, 0))
    assert 0 <= table.viewport().height() - last.bottom() < table.rowHeight(0)
