"""Holds what is typed after a key that still waits for the profile: it is text for what that key opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_HEARD = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class HeldKeys(QObject):
    """Between ``begin`` and ``give`` it keeps letters that are typed into no field."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[QKeyEvent] = []

    def begin(self) -> None:
        """Keeps what is typed from now on."""
        self._held.clear()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def end(self) -> None:
        """Keeps nothing any more, and forgets what it kept."""
        self._held.clear()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def give(self) -> None:
        """Types what was kept where the focus is now, if that is a field."""
        held = list(self._held)
        self.end()
        for event in held:
            field = QApplication.focusWidget()
            if field is not None and _takes_text(field):
                QApplication.sendEvent(field, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters (with Tab and Backspace between them) that no field takes are kept; all else goes on."""
        if event.type() not in _HEARD or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not _is_text(event) or _takes_text(QApplication.focusWidget()):
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._held.append(event.clone())
        return True


def _is_text(event: QKeyEvent) -> bool:
    text = event.text()
    typed = text in {"\t", "\b"} or (len(text) == 1 and text.isprintable())
    return typed and not event.modifiers() & _COMMAND


def _takes_text(widget: QWidget | None) -> bool:
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
