"""Going back to a backup in the running window: close, bring back, open anew, and be there again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.layout import page, stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.profile import Profile
    from tpmprep.ui.shell.window import Window

PATIENCE_MS = 30_000
BACK = Place("settings", tab="backups")


class GoingBack(QObject):
    """One going back, from the gesture to the page that says it is done.

    Args:
        window: the window; it keeps nothing of the old profile.
        profile: what is open, to be closed; its lock is kept.
        reopen: opens the profile anew; called on the main thread once the backup is back.
    """

    _brought = Signal(object)

    def __init__(self, window: Window, profile: Profile, reopen: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._profile = profile
        self._reopen = reopen
        self._problem: BaseException | None = None
        self._cover: QWidget | None = None
        self._brought.connect(self._on_brought)

    def begin(self, backup: Path) -> None:
        """Takes the services from the window and brings the backup back in a thread."""
        self._window.let_go()
        self._cover = _cover(self._window, self.tr("Going back. Your file as it is now is being kept."))
        threading.Thread(target=self._bring, args=(backup,), name="going-back").start()

    def arrive(self) -> None:
        """Shows, once the profile is open again, where it went and how to undo it."""
        self.uncover()
        self._window.go(BACK)
        if self._problem is not None:
            self._window.failed(self._problem)
        else:
            self._window.notice(self.tr("You are back. It can be undone here."), mark="good")
        self.deleteLater()

    def uncover(self) -> None:
        """Shows the window again, also when the profile does not open any more."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None

    def _bring(self, backup: Path) -> None:
        QThreadPool.globalInstance().waitForDone(PATIENCE_MS)
        problem: BaseException | None = None
        try:
            self._profile.go_back(backup)
        except BaseException as error:
            problem = error
        self._brought.emit(problem)

    def _on_brought(self, problem: BaseException | None) -> None:
        self._problem = problem
        self._reopen()


def _cover(window: QWidget, words: str) -> QWidget:
    """Lies over the whole window while nothing can be done in it."""
    cover = page(stack(EmptyState("history", words)))
    cover.setParent(window)
    cover.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    cover.setGeometry(window.rect())
    cover.show()
    cover.raise_()
    cover.setFocus()
    return cover
