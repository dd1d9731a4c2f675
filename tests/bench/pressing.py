"""Times a key press until the next card's pixels are there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QThreadPool, QTimer
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
WAIT_MS = 5
THOUGHT_MS = 100
LONGEST_S = 60.0


class _Paints(QObject):
    """Sees every paint of a window's widgets."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._some = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one by now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._some = self._some or event.type() == QEvent.Type.Paint
        return False

    def came(self) -> bool:
        """Whether something was painted since it was last asked."""
        some, self._some = self._some, False
        return some


def presses(profile: Profile, count: int, of: Plan | None = None) -> list[float]:
    """Times from key 3 to the painted next card.

    Before each press a person would think; in that time the window reads the next card and sets its answer.
    A press that leads to a concept (each is read once, before its first card) is none of these.
    """
    window = _window(profile)
    window.start(of or plan(profile))
    times: list[float] = []
    while len(times) < count + 10 and _turn(window):
        took = timed(lambda: _press(window, Qt.Key.Key_3))
        if _shown(window) == "card":
            times.append(took)
    window.close()
    return times[10:]


def openings(profile: Profile, name: str, count: int = 3) -> list[float]:
    """Times from Today to a page until its pixels no longer change (a window begins where it ended)."""
    times = []
    for _ in range(count):
        window = _window(profile)
        window.go(Place("today"))
        _until_still(window)
        began = time.perf_counter()
        window.go(Place(name))
        times.append((_until_still(window) - began) * 1000)
        window.close()
    return times


def _until_still(window: Window) -> float:
    """Lets the window work until nothing is read beside it and nothing is painted for a while.

    Returns the instant of the last paint; the window is not grabbed, and its loop runs as in the app:
    ``qWait`` keeps Python's lock while it waits, and what is read beside the window stands still.
    """
    beside, paints, loop = QThreadPool.globalInstance(), _Paints(window), QEventLoop()
    began = changed = time.perf_counter()
    while (now := time.perf_counter()) - began < LONGEST_S:
        rests = not beside.activeThreadCount()
        QTimer.singleShot(WAIT_MS, loop.quit)
        loop.exec()
        if paints.came():
            changed = time.perf_counter()
        elif rests and now - changed >= STILL_S:
            break
    paints.deleteLater()
    return changed


def _window(profile: Profile) -> Window:
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["tpmprep"])
    theme.apply(app, "light")
    window = Window(page_specs())
    window.give(profile.services)
    window.show()
    return window


def _turn(window: Window) -> bool:
    """Reads concepts away and shows the answer of the card; False where there is none."""
    while shown := _shown(window):
        QTest.qWait(THOUGHT_MS)
        _press(window, Qt.Key.Key_Space)
        if shown == "card":
            return True
    return False


def _shown(window: Window) -> str:
    turn = window.services.sittings.resume()
    return turn.exercise.kind if turn is not None and turn.exercise is not None else ""


def _press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)
    QApplication.processEvents()
