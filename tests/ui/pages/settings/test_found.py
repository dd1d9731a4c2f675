"""Each setting is found by its words, and the keys then stand on its control."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.kit.audit import settle
from tests.ui.pages.stand import Stand, open_stand, put_up
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.settings import OPTIONS
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings.found import FOUND, control_of, setting_keys
from tpmprep.ui.pages.settings.page import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    made = open_stand(tmp_path, shipped=False)
    made.services.aim.choose(AimDraft("interview", 30, date(2026, 3, 25), "Acme", "technical"))
    return made


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(stand)
    put_up(made, qtbot, width=816, height=480)
    return made


def focused() -> str:
    found = QApplication.focusWidget()
    return "" if found is None else found.accessibleName()


def test_every_setting_there_is_can_be_found() -> None:
    assert set(OPTIONS) <= {name for _, name, _ in FOUND}


def test_a_command_names_the_place_of_its_setting(stand: Stand) -> None:
    commands = {key.title: key for key in setting_keys(stand)}
    commands["Settings: Desired retention"].run()
    assert stand.places == [Place("settings", "desired_retention", tab="study")]
    assert all(key.keys == "" for key in commands.values())


@pytest.mark.parametrize(("tab", "name"), [(tab, name) for tab, name, _ in FOUND])
def test_the_keys_stand_on_the_setting_and_it_is_in_sight(
    tab: str, name: str, page: SettingsPage, qtbot: QtBot
) -> None:
    page.show_place(Place("settings", name, tab=tab))
    settle(page)
    control = control_of(page, name)
    assert control is not None
    qtbot.waitUntil(lambda: control.visibleRegion().boundingRect() == control.rect())
    assert QApplication.focusWidget() is control
    assert page.place() == Place("settings", tab=tab)


@pytest.mark.parametrize(("tab", "words"), [(tab, words) for tab, name, words in FOUND if name != "date"])
def test_a_setting_is_called_in_the_palette_as_on_its_page(tab: str, words: str, page: SettingsPage) -> None:
    page.show_place(Place("settings", tab=tab))
    labels = {label.text() for label in page.findChildren(QLabel)}
    boxes = {page.study.intervals.text(), page.look.motion.text(), page.about.diagnosis.save.accessibleName()}
    assert words in labels | boxes


def test_a_number_of_new_cards_of_ones_own_is_where_the_keys_stand(page: SettingsPage) -> None:
    page.study.auto.choose("own")
    page.show_place(Place("settings", "new_cards_a_day", tab="study"))
    assert focused() == "New cards a day"


def test_an_aim_without_a_date_leads_to_the_box_that_gives_it_one(page: SettingsPage) -> None:
    page.study.has_date.setChecked(False)
    page.show_place(Place("settings", "date", tab="study"))
    assert focused() == "There is a date"


def test_without_an_aim_its_minutes_lead_to_choosing_one(tmp_path: Path, qtbot: QtBot) -> None:
    page = SettingsPage(open_stand(tmp_path, shipped=False))
    put_up(page, qtbot)
    page.show_place(Place("settings", "minutes", tab="study"))
    assert focused() == "Choose what is ahead"
