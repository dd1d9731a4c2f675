"""Times a key press until the next card's pixels are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.gestures import plan, timed
from tpmprep.ui.kit import theme
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from tpmprep.core.profile import Profile


def presses(profile: Profile, count: int) -> list[float]:
    """Times from key 3 to the painted next card."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["tpmprep"])
    theme.apply(app, "light")
    window = Window(page_specs())
    window.give(profile.services)
    window.show()
    window.start(plan(profile))
    times = []
    for _ in range(count + 10):
        QApplication.processEvents()
        _turn(window)
        times.append(timed(lambda: _press(window, Qt.Key.Key_3)))
    window.close()
    return times[10:]


def _turn(window: Window) -> None:
    """Reads concepts away and shows the answer of the card."""
    for _ in range(5):
        turn = window.services.sittings.resume()
        shown = turn.exercise.kind if turn is not None and turn.exercise is not None else ""
        _press(window, Qt.Key.Key_Space)
        if shown == "card":
            return


def _press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)
    QApplication.processEvents()
