"""The program in the real window over a real profile, under a clock that is moved, pressed by keys alone."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.exercises.stage import settle_all
from tests.ui.kit.audit import settle
from tests.ui.kit.strays import Strays
from tpmprep.core.ground.lock import take
from tpmprep.ui.pages.sitting.page import SittingPage
from tpmprep.ui.pages.today.page import TodayPage
from tpmprep.ui.shell.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pytestqt.qtbot import QtBot

    from tpmprep.core.demo.person import MovedClock
    from tpmprep.core.flows.faces import Exercise
    from tpmprep.core.ground.folders import Folders
    from tpmprep.core.services import Services
    from tpmprep.ui.shell.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
MOST_TABS = 40


@dataclass
class Program:
    """One window at a time, whose core is opened in its thread as ever.

    ``told`` holds every error it said, ``strays`` every window that was shown beside it.
    """

    folders: Folders
    clock: MovedClock
    qtbot: QtBot
    told: list[BaseException] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def open(self) -> None:
        """Starts the program: the front page, then the services."""
        lock = take(self.folders.lock)
        assert lock is not None
        self._session = Session(self.folders, lock)
        sys.excepthook = sys.__excepthook__
        self.window.failed = self.told.append  # type: ignore[method-assign, assignment]
        self._strays = Strays(self.window)
        self._session._show_front()
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self._session._begin_opening()
        self.qtbot.waitUntil(lambda: self._session._copies is not None, timeout=60_000)
        copies = self._session._copies
        assert copies is not None
        copies._tick.stop()
        copies._first.stop()
        self._copies = copies
        settle(self.window)

    def close(self) -> None:
        """Ends the program by its key, after what it does beside the window."""
        self._copies.look()
        self.qtbot.waitUntil(lambda: not self._copies._running, timeout=60_000)
        self.press(Qt.Key.Key_Q, CTRL)
        assert not self.window.isVisible()
        self._session.close()
        self.strays += self._strays.seen
        self.window.deleteLater()
        settle_all()

    @property
    def window(self) -> Window:
        return self._session.window

    @property
    def services(self) -> Services:
        return self.window.services

    @property
    def page(self) -> str:
        return self.window.pages.current_name()

    def shown(self) -> Exercise | None:
        """The exercise on the screen; None at the end of a sitting."""
        page = self.window.pages.page("sitting")
        assert isinstance(page, SittingPage)
        assert page.player.turn is not None
        return page.player.turn.exercise

    def press(self, key: Qt.Key | int, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Presses a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key(key), held)
        settle_all()

    def number(self, number: int, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Presses a digit."""
        self.press(Qt.Key.Key_0.value + number, held)

    def type(self, text: str) -> None:
        """Types where the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        settle_all()

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        """Walks by Tab to a part of the window."""
        for _ in range(MOST_TABS):
            focused = QApplication.focusWidget()
            if focused is not None and wanted(focused):
                return
            self.press(Qt.Key.Key_Tab)
        msg = "Tab leads nowhere near it"
        raise AssertionError(msg)

    def press_button(self, words: str) -> None:
        """Walks by Tab to a button and presses it by Space."""
        self.tab_to(lambda widget: isinstance(widget, QAbstractButton) and widget.text() == words)
        self.press(Qt.Key.Key_Space)

    def pass_by(self, seconds: int) -> datetime:
        """Time goes by; returns the instant reached."""
        self.clock.pass_by(seconds)
        return self.clock.now()

    def sleep_till(self, instant: datetime) -> None:
        """The window stays open and nobody looks; then it is that time."""
        self.clock.at = instant
        page = self.window.pages.page("today")
        assert isinstance(page, TodayPage)
        page._on_tick()
        settle(self.window)
