"""Tends the backups while the window is open: every minute it asks whether one is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import tasks
from tpmprep.ui.shell import failures

if TYPE_CHECKING:
    from tpmprep.core.rescue.faces import SecondFace
    from tpmprep.core.services import Services
    from tpmprep.ui.shell.window import Window

TICK_MS = 60_000
FIRST_MS = 10_000


class Copies(QObject):
    """Beside the window: backups when due, the second folder, what has left the trash, unused media.

    Trouble is said once, kindly, and again only after things have gone well in between.
    """

    def __init__(self, window: Window, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._said = ""
        self._running = False
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._first.timeout.connect(self.look)
        self._first.start()

    def stop(self) -> None:
        """Asks no more."""
        self._tick.stop()
        self._first.stop()
        self.deleteLater()

    def look(self) -> None:
        """Begins what is due, unless it is under way."""
        if self._services.backups.due(in_use=self._window.isActiveWindow()) and not self._running:
            self._running = True
            task = tasks.run(self._tend, self._on_tended, self._on_failed)
            task.ended.connect(self._on_ended)

    def _tend(self, _task: object) -> SecondFace:
        face = self._services.backups.tend()
        self._services.trash.purge_old()
        self._services.media.sweep()
        return face

    def _on_tended(self, face: object) -> None:
        trouble = cast("SecondFace", face).trouble
        if trouble and trouble != self._said:
            self._window.notice(
                self.tr(
                    "The second folder of your backups cannot be written just now. Your backups here are "
                    "safe, and it is brought up to date by itself. See Settings, Backups."
                ),
                mark="warn",
            )
        self._said = trouble

    def _on_failed(self, error: object) -> None:
        if not isinstance(error, BaseException):
            return
        said = error.code if isinstance(error, UserError) else repr(error)
        if said == self._said:
            failures.note(error)
            return
        self._said = said
        self._window.failed(error)

    def _on_ended(self) -> None:
        self._running = False
