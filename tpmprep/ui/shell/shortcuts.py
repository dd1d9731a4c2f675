"""Binds keys to what they do: the window's own, and those of the page shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tpmprep.ui.kit.host import Key

_PRESSING = {"Space", "Return", "Enter"}


class Shortcuts(QObject):
    """A set of keys bound to a window, wherever the focus is in it; binding anew replaces the set.

    Space and Enter press a button that has the focus, whatever else they mean on the page.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bound: list[QShortcut] = []
        self.keys: list[Key] = []

    def bind(self, keys: Iterable[Key], changed: dict[str, str]) -> None:
        """Binds keys, with the user's own sequences where they were changed."""
        for shortcut in self._bound:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self.keys = list(keys)
        self._bound = [
            self._shortcut(key, part.strip())
            for key in self.keys
            for part in changed.get(key.action, key.keys).split(" / ")
            if part.strip()
        ]

    def yield_to(self, taken: set[str]) -> None:
        """Lets go of sequences that mean something else just now, and takes the others back."""
        for shortcut in self._bound:
            shortcut.setEnabled(shortcut.key().toString() not in taken)

    def _shortcut(self, key: Key, sequence: str) -> QShortcut:
        made = QShortcut(QKeySequence(sequence), self._window)
        made.activated.connect(lambda: self._on_activated(key, sequence))
        made.activatedAmbiguously.connect(lambda: self._on_activated(key, sequence))
        return made

    def _on_activated(self, key: Key, sequence: str) -> None:
        focused = QApplication.focusWidget()
        if sequence in _PRESSING and _pressable(focused) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        key.run()


def _pressable(widget: QWidget | None) -> bool:
    """A button that has the focus was reached by Tab (a click gives none), unless it opts out."""
    return isinstance(widget, QAbstractButton) and widget.property("reached_by_key") != 0
