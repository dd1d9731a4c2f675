"""Owns the picture of Today for the next start: counted beside the window, written once more at the end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tpmprep.core.ground.errors import UserError
from tpmprep.core.insight import snapshot
from tpmprep.ui.kit import tasks
from tpmprep.ui.shell import failures

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.services import Services

WRITTEN_AFTER_MS = 4000


class FrontPicture(QObject):
    """Writes the picture a while after the last change, in a thread: Today is much to count in a large file.

    Args:
        file: where the picture lies.
        parent: the session it belongs to.
    """

    _changed = Signal()

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._services: Services | None = None
        self._changes = 0
        self._one_at_a_time = threading.Lock()
        self.timer = QTimer(self, singleShot=True, interval=WRITTEN_AFTER_MS)
        self.timer.timeout.connect(self._begin)
        self._changed.connect(self.timer.start)  # also from the thread of an import

    def give(self, services: Services) -> None:
        """From now on the changes of these services are followed."""
        self._services = services
        services.changes.listen(lambda _changed: self._on_changed(services))

    def let_go(self) -> None:
        """Writes nothing more of the services; what is being read is thrown away."""
        self._services = None
        self.timer.stop()

    def finish(self) -> None:
        """Writes it once more, as the day now stands: nobody waits, for the window is gone by now."""
        services = self._services
        self.timer.stop()
        if services is not None:
            self._guarded(services)
        self.let_go()

    def _on_changed(self, services: Services) -> None:
        if self._services is services:
            self._changes += 1
            self._changed.emit()

    def _begin(self) -> None:
        services = self._services
        if services is not None:
            tasks.run(lambda _task: self._guarded(services))

    def _guarded(self, services: Services) -> None:
        try:
            with self._one_at_a_time:
                self._write(services)
        except UserError as error:
            failures.note(error)

    def _write(self, services: Services) -> None:
        from tpmprep.core.ground.folders import write_atomically

        changes = self._changes
        face = services.insight.today()
        if self._services is services and self._changes == changes:
            write_atomically(self._file, snapshot.write(face))
