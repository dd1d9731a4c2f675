"""Times a key press until the next card's pixels are there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.gestures import plan, timed
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from tpmprep.core.flows.faces import Plan
    from tpmprep.core.profile import Profile


STILL_S = 0.3
LONGEST_S = 60.0


def presses(profile: Profile, count: int, of: Plan | None = None) -> list[float]:
    """Times from key 3 to the painted next card."""
    window = _window(profile)
    window.start(of or plan(profile))
    times = []
    for _ in range(count + 10):
        QApplication.processEvents()
        _turn(window)
        times.append(timed(lambda: _press(window, Qt.Key.Key_3)))
    window.close()
    return times[10:]


def openings(profile: Profile, name: str, count: int = 3) -> list[float]:
    """Times from going to a page until its pixels no longer change."""
    times = []
    for _ in range(count):
        window = _window(profile)
        _until_still(window)
        began = time.perf_counter()
        window.go(Place(name))
        times.append((_until_still(window) - began) * 1000)
        window.close()
    return times


def _until_still(window: Window) -> float:
    """Lets the window work until nothing changes for a while; the instant of the last change."""
    began = changed = time.perf_counter()
    seen = QImage()
    while (now := time.perf_counter()) - changed < STILL_S and now - began < LONGEST_S:
        QApplication.processEvents()
        image = window.grab().toImage()
        if image != seen:
            seen, changed = image, time.perf_counter()
    return changed


def _window(profile: Profile) -> Window:
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["tpmprep"])
    theme.apply(app, "light")
    window = Window(page_specs())
    window.give(profile.services)
    window.show()
    return window


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
