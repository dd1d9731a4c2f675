"""What is pressed before the profile is open waits for it; nothing of that is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.kit.audit import settle
from tests.ui.pages.stand import open_stand
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.host import Key, Page, PageSpec, Place
from tpmprep.ui.kit.layout import stack
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.ui.kit.host import Host


class Asking(Page):
    """A page whose key and button ask the services."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[int] = []
        self.ask = button("Ask", then=self.count)
        self.setLayout(stack(self.ask))

    def keys(self) -> list[Key]:
        return [Key("ask", "Ask", "N", self.count)]

    def count(self) -> None:
        self.found.append(int(self.host.services.settings.number("zoom")))


def opened(qtbot: QtBot) -> Window:
    specs = {name: PageSpec(name, name, "sun", 1, f"{__name__}:Asking") for name in ("one", "two")}
    window = Window(specs)
    qtbot.addWidget(window)
    window.go(Place("one"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_a_key_pressed_too_early_runs_once_the_profile_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    QTest.keyClick(page, Qt.Key.Key_N)
    assert page.found == []
    stand = open_stand(tmp_path, shipped=False)
    window.give(stand.services)
    qtbot.waitUntil(lambda: page.found != [])
    QTest.keyClick(page, Qt.Key.Key_N)
    assert len(page.found) == 2


def test_a_key_of_a_page_that_was_left_meanwhile_is_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    QTest.keyClick(page, Qt.Key.Key_N)
    window.go(Place("two"))
    stand = open_stand(tmp_path, shipped=False)
    window.give(stand.services)
    settle(window)
    assert page.found == []


def test_too_early_is_said_calmly_and_is_no_fault(qtbot: QtBot) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    with qtbot.captureExceptions() as raised:
        page.ask.click()
    window.failed(raised[0][1])
    assert "still being opened" in window.notices.text()
