"""Owns the one dialog there is: a decision, with its verbs on the buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, press_focused
from tpmprep.ui.kit.layout import hbox, label, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_CANCELLED = ""


class Decision(QDialog):
    """Asks something only a person can decide; Escape and the last button leave all as it is.

    Args:
        parent: the window it stands over.
        title: the question in a few words.
        text: what follows from each answer; plain text.
        verbs: key, words and kind (``primary``, ``danger`` or empty) of each button.
        cancel: the words of the button that changes nothing.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        verbs: Sequence[tuple[str, str, str]],
        cancel: str = "",
    ) -> None:
        super().__init__(parent)
        self.answer = _CANCELLED
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAccessibleDescription(text)
        buttons = hbox(spacing=8)
        buttons.addStretch(1)
        self._cancel = button(cancel or self.tr("Cancel"), then=self.reject)
        buttons.addWidget(self._cancel)
        self.buttons = {}
        for key, words, kind in verbs:
            pressed = button(words, kind, then=partial(self._take, key))
            self.buttons[key] = pressed
            buttons.addWidget(pressed)
        head, body = label(title, "h2", wrap=True), label(text, "mutedbody", wrap=True)
        self.setLayout(stack(head, 8, body, 24, buttons, margins=(32, 24, 24, 24)))
        self.setMinimumWidth(theme.px(440))
        self._cancel.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self) -> str:
        """Show it and wait; the key of the pressed verb, or empty where nothing shall happen."""
        self.exec()
        return self.answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        self.answer = key
        self.accept()


def decide(
    parent: QWidget | None, title: str, text: str, verbs: Sequence[tuple[str, str, str]], cancel: str = ""
) -> str:
    """Ask and wait; the key of the pressed verb, or empty where nothing shall happen."""
    return Decision(parent, title, text, verbs, cancel).ask()
