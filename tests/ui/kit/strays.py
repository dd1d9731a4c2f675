"""Notes down widgets that are shown as windows of their own: they flash, and take the focus away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Strays(QObject):
    """Watches the application as long as ``window`` lives; dialogs, menus and tips may be windows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[str] = []
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched is not self._window:
            self._look_at(watched)
        return False

    def _look_at(self, shown: QWidget) -> None:
        if shown.isWindow() and shown.windowType() == Qt.WindowType.Window:
            self.seen.append(f"{type(shown).__name__} {shown.objectName()}".strip())
