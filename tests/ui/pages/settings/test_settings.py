"""The page Settings: saved at once, shown at once, and every key can be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, open_stand, put_up, words_of
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.settings import Settings
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.pages.settings.keys import KeyRow, Press, conflict
from tpmprep.ui.pages.settings.page import TABS, SettingsPage
from tpmprep.ui.pages.settings.words import effect, reviews_against_usual

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Desk(Page):
    """A page with two keys."""

    def keys(self) -> list[Key]:
        return [
            Key("card.good", "Good", "3", lambda: None),
            Key("card.show", "Show", "Space / Return", lambda: None),
        ]


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    made = open_stand(tmp_path)
    made.services.aim.choose(AimDraft("interview", 30, date(2026, 3, 25), "Acme", "technical"))
    return made


@pytest.fixture
def page(stand: Stand, qtbot: QtBot, qapp: QApplication) -> Iterator[SettingsPage]:
    """The page over a chosen aim; the look is put back afterwards."""
    desk = Desk(stand)
    qtbot.addWidget(desk)
    desk.setAccessibleName("Cards")
    stand.pages = {"cards": desk}
    made = SettingsPage(stand)
    put_up(made, qtbot)
    yield made
    theme.apply(qapp, "light", 100)


def _kept(stand: Stand) -> Settings:
    return Settings(stand.services.settings.file)


def test_minutes_a_day_change_the_aim_and_can_be_undone(page: SettingsPage, stand: Stand) -> None:
    page.study.minutes.setValue(45)
    page.study.minutes.editingFinished.emit()
    aim = stand.services.aim.current()
    assert aim is not None
    assert (aim.minutes, aim.company) == (45, "Acme")
    assert stand.undoable == [True]


def test_the_aims_time_zone_survives_a_change_of_the_minutes(page: SettingsPage, stand: Stand) -> None:
    stand.services.aim.change(AimDraft("interview", 30, date(2026, 3, 25), "Acme", zone="Europe/Berlin"))
    page.study.minutes.setValue(45)
    page.study.minutes.editingFinished.emit()
    aim = stand.services.aim.current()
    assert aim is not None
    assert (aim.minutes, aim.zone) == (45, "Europe/Berlin")


def test_the_date_moves_once_it_is_typed_and_a_past_one_is_explained(
    page: SettingsPage, stand: Stand, qtbot: QtBot
) -> None:
    field = page.study.day
    field.setDate(QDate(2026, 4, 1))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    aim = stand.services.aim.current()
    assert aim is not None
    assert aim.due_on == date(2026, 4, 1)
    assert stand.undoable == [True]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert stand.undoable == [True]
    field.setDate(QDate(2026, 1, 1))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "That day has passed" in words_of(page)


def test_the_date_can_be_taken_away(page: SettingsPage, stand: Stand) -> None:
    page.study.has_date.setChecked(False)
    aim = stand.services.aim.current()
    assert aim is not None
    assert aim.due_on is None


def test_without_an_aim_it_leads_to_choosing_one(tmp_path: Path, qtbot: QtBot) -> None:
    bare = open_stand(tmp_path)
    page = SettingsPage(bare)
    put_up(page, qtbot)
    assert "No aim is chosen yet" in words_of(page)


def test_new_cards_come_from_the_minutes_or_are_a_number(page: SettingsPage, stand: Stand) -> None:
    page.study.auto.choose("own")
    page.study.new.setValue(7)
    assert _kept(stand).get("new_cards_a_day") == 7
    page.study.auto.choose("auto")
    assert _kept(stand).get("new_cards_a_day") == -1
    assert not page.study.new.isEnabled()


def test_two_rating_buttons_can_be_enough(page: SettingsPage, stand: Stand) -> None:
    page.study.buttons.choose("2")
    assert _kept(stand).get("rating_buttons") == 2


def test_retention_is_folded_and_told_by_its_effect(page: SettingsPage, stand: Stand) -> None:
    assert not page.study.retention.isVisible()
    page.study.turn_advanced()
    page.study.retention.setValue(95)
    assert _kept(stand).get("desired_retention") == 0.95
    assert "95 % of what comes back" in words_of(page).replace("\u00a0", " ")


def test_another_hour_for_the_study_day_is_kept_and_holds_from_the_next_start(
    page: SettingsPage, stand: Stand
) -> None:
    assert page.study.begins.currentText() == "04:00"
    page.study.begins.setCurrentIndex(page.study.begins.findData(6))
    assert stand.services.settings.number("day_begins") == 6
    assert "06:00" in stand.notices[-1]
    page.study.load()
    assert page.study.begins.currentText() == "06:00"
    assert len(stand.notices) == 1


def test_more_retention_asks_for_more_reviews() -> None:
    assert reviews_against_usual(0.9) == pytest.approx(1)
    assert reviews_against_usual(0.95) > 2
    assert reviews_against_usual(0.8) < 0.5
    assert "usual balance" in effect(0.9)


def test_the_theme_shows_at_once_and_is_kept(page: SettingsPage, stand: Stand) -> None:
    page.show_place(Place("settings", tab="look"))
    page.look.theme.choose("dark")
    assert theme.tokens().name == "dark"
    assert _kept(stand).get("theme") == "dark"


def test_zoom_shows_at_once_and_follows_the_keys_of_the_window(
    page: SettingsPage, stand: Stand, qapp: QApplication
) -> None:
    page.show_place(Place("settings", tab="look"))
    page.look.zoom.setValue(120)
    assert theme.current().zoom == 120
    assert _kept(stand).get("zoom") == 120
    theme.apply(qapp, "light", 140)
    assert page.look.zoom.value() == 140


def test_every_action_stands_in_the_table_of_keys(page: SettingsPage) -> None:
    page.show_place(Place("settings", tab="keys"))
    assert [(row.where, row.title, row.now) for row in page.keys_tab.model.rows()] == [
        ("Cards", "Good", "3"),
        ("Cards", "Show", "Space / Return"),
    ]


def test_a_key_is_changed_kept_and_reset(page: SettingsPage, stand: Stand) -> None:
    page.show_place(Place("settings", tab="keys"))
    page.keys_tab.put(page.keys_tab.model.row(0), "G")
    assert _kept(stand).keys() == {"card.good": "G"}
    assert page.keys_tab.model.row(0).changed
    page.keys_tab.table.selectRow(0)
    page.keys_tab.reset()
    assert _kept(stand).keys() == {}
    assert page.keys_tab.model.row(0).now == "3"


def test_pressing_a_key_that_is_taken_names_who_has_it(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_place(Place("settings", tab="keys"))
    rows = page.keys_tab.model.rows()
    asked = Press(page, rows[0], rows)
    qtbot.addWidget(asked)
    asked.edit.setKeySequence(QKeySequence("Space"))
    assert asked.field.problem() == "This key is taken: Show (Cards). Choose another."
    assert not asked.take.isEnabled()
    asked.edit.setKeySequence(QKeySequence("G"))
    assert asked.field.problem() == ""
    assert asked.take.isEnabled()


def test_a_key_is_taken_by_enter_and_escape_takes_none(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_place(Place("settings", tab="keys"))
    rows = page.keys_tab.model.rows()
    asked, left = Press(page, rows[0], rows), Press(page, rows[0], rows)
    for dialog in (asked, left):
        qtbot.addWidget(dialog)
        dialog.show()
    asked.edit.setKeySequence(QKeySequence("G"))
    qtbot.keyClick(asked.edit, Qt.Key.Key_Return)
    assert asked.sequence() == "G"
    assert asked.result() == Press.DialogCode.Accepted
    qtbot.keyClick(left.edit, Qt.Key.Key_Escape)
    assert left.isHidden()
    assert left.sequence() == ""


def test_keys_of_two_pages_may_be_the_same_but_not_those_of_the_window() -> None:
    window = KeyRow("Everywhere", "undo", "Undo", "Ctrl+Z", "Ctrl+Z")
    cards = KeyRow("Cards", "card.good", "Good", "3", "3")
    paths = KeyRow("Paths", "step.done", "Done", "4", "4")
    rows = (window, cards, paths)
    assert conflict(cards, "4", rows) is None
    assert conflict(cards, "Ctrl+Z", rows) == window
    assert conflict(window, "4", rows) == paths


def test_keys_are_found_by_what_they_do(page: SettingsPage) -> None:
    page.show_place(Place("settings", tab="keys"))
    page.keys_tab._on_searched("space")
    assert [row.title for row in page.keys_tab.model.rows()] == ["Show"]


def test_the_profile_names_its_folder(page: SettingsPage, tmp_path: Path, stand: Stand) -> None:
    page.show_place(Place("settings", tab="profile"))
    assert str(tmp_path) in words_of(page)
    page.profile.copy_name()
    assert QApplication.clipboard().text() == str(tmp_path)
    assert stand.notices == ["Copied"]


def test_help_tells_the_places_and_the_keys(page: SettingsPage) -> None:
    page.show_place(Place("settings", tab="help"))
    told = words_of(page)
    assert page.place() == Place("settings", tab="help")
    for expected in ("How it works", "Where your data lies", "Ctrl+K", "Readiness".lower()):
        assert expected in told


def test_about_names_content_and_parts_with_their_licences(page: SettingsPage) -> None:
    page.show_place(Place("settings", tab="about"))
    told = words_of(page)
    for expected in ("TPM core", "LGPL-3.0", "JetBrains Mono", "OFL-1.1"):
        assert expected in told


def test_enter_on_a_key_asks_for_a_new_one(
    page: SettingsPage, stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_place(Place("settings", tab="keys"))
    monkeypatch.setattr(Press, "exec", lambda asked: asked.edit.setKeySequence(QKeySequence("G")) or 1)
    page.keys_tab.table.selectRow(0)
    page.keys_tab.table.setFocus()
    qtbot.keyClick(page.keys_tab.table, Qt.Key.Key_Return)
    assert _kept(stand).keys() == {"card.good": "G"}


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(("width", "zoom"), [(816, 100), (1072, 200)])
def test_every_tab_passes_the_audit(
    tab: str, width: int, zoom: int, page: SettingsPage, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", zoom)
    page.resize(width, 640)
    page.show_place(Place("settings", tab=tab))
    assert audit(page) == []


def test_the_table_of_keys_fills_the_room_there_is(page: SettingsPage) -> None:
    page.show_place(Place("settings", tab="keys"))
    settle(page)
    under = page.keys_tab.table.mapTo(page, page.keys_tab.table.rect().bottomLeft()).y()
    assert page.height() - under < 160


def test_in_a_small_window_the_keys_scroll_in_their_table_alone(page: SettingsPage) -> None:
    page.resize(816, 640)
    page.show_place(Place("settings", tab="keys"))
    settle(page)
    assert [
        area.verticalScrollBar().maximum() for area in page.findChildren(QScrollArea) if area.isVisible()
    ] == [0]
