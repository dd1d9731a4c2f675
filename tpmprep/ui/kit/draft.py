"""Owns the clock of half-typed text: while one types it is kept at most every three seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_MS = 3_000


class DraftTimer(QTimer):
    """Calls ``keep`` within three seconds of the first key, also while the typing goes on without a pause."""

    def __init__(self, parent: QObject, keep: Callable[[], object]) -> None:
        super().__init__(parent, singleShot=True, interval=EVERY_MS)
        self.timeout.connect(keep)

    def touch(self) -> None:
        """Something was typed."""
        if not self.isActive():
            self.start()


def stop_all(above: QObject) -> None:
    """Stops every clock below a widget: what it would write to is about to be closed."""
    for timer in above.findChildren(DraftTimer):
        timer.stop()
