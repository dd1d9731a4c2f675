"""Keys of the window: Space and Enter press a button that was reached by Tab, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.kit.audit import settle
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import stack
from tpmprep.ui.shell.shortcuts import Shortcuts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_that_has_the_focus_is_pressed_once(qtbot: QtBot, key: Qt.Key) -> None:
    done: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    pressed = button("Take this day", then=lambda: done.append("button"))
    last = button("Afterwards", then=lambda: done.append("afterwards"))
    window.setLayout(stack(pressed, last))
    keys = [Key("page.start", "Start", "Space / Return", lambda: done.append("page"))]
    Shortcuts(window).bind(keys, {})
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    pressed.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(pressed, key)
    last.animateClick()
    qtbot.waitUntil(lambda: "afterwards" in done)
    settle(window)
    assert done == ["button", "afterwards"]
