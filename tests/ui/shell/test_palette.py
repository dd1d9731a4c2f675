"""The palette finds the settings one by one, and Enter goes to the control."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.stand import open_stand
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell.palette import Palette
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Window:
    made = Window(page_specs())
    qtbot.addWidget(made)
    made.give(open_stand(tmp_path, shipped=False).services)
    made.go(Place("settings", tab="help"))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def typed(window: Window, text: str) -> Palette:
    window.search()
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.focusWidget(), text)
    return palette


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("day begins", "Settings: A study day begins at", "A study day begins at"),
        ("retention", "Settings: Desired retention", "Desired retention"),
        ("rating", "Settings: Rating buttons", "Four: also hard, easy"),
        ("second folder", "Settings: Second folder", "Second folder"),
        ("motion", "Settings: Less motion", "Less motion"),
    ],
)
def test_enter_goes_to_a_setting_found_by_its_words(
    window: Window, qtbot: QtBot, text: str, title: str, name: str
) -> None:
    palette = typed(window, text)
    assert title in palette.titles()
    palette._list.setCurrentRow(palette.titles().index(title))
    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Return)

    def stands_there() -> bool:
        found = window.focusWidget()
        return found is not None and (found.accessibleName() or getattr(found, "text", str)()) == name

    qtbot.waitUntil(stands_there)
    assert window.pages.current_name() == "settings"


def test_the_theme_is_found_as_a_setting_too(window: Window) -> None:
    palette = typed(window, "theme")
    assert "Settings: Theme" in palette.titles()
    palette.close()


def test_settings_crowd_no_palette_in_which_nothing_is_typed(window: Window) -> None:
    palette = typed(window, "")
    assert "Settings: Theme" not in palette.titles()
    assert "Theme: dark" in palette.titles()
    palette.close()
