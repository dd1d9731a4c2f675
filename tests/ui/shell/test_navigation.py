"""Going to another page leaves its keys at once in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from tests.ui.pages.stand import open_stand
from tpmprep.ui.kit.host import Page, PageSpec, Place
from tpmprep.ui.shell.navigation import Navigation

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.ui.kit.host import Host


class Buttoned(Page):
    """A page whose first widget is a button."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.first = QPushButton("Move the date")
        line = QVBoxLayout()
        line.addWidget(self.first)
        self.setLayout(line)


def test_no_button_of_the_next_page_takes_the_focus_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    specs = {name: PageSpec(name, name, "sun", 1, f"{__name__}:Buttoned") for name in ("one", "two")}
    pages = Navigation(open_stand(tmp_path, shipped=False), specs, lambda _page: False)
    qtbot.addWidget(pages)
    pages.go(Place("one"))
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    one = pages.page("one")
    assert isinstance(one, Buttoned)
    one.first.setFocus()
    assert QApplication.focusWidget() is one.first

    pages.go(Place("two"))

    assert QApplication.focusWidget() is pages.page("two")
