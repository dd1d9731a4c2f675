"""Owns the line a short answer is typed in, with its hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.cards.faces import LONGEST_TYPED
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.layout import label, row, stack

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import CardFace


class Answering(QWidget):
    """The line a short answer is typed in, with a hint for those who ask; ``edited`` while it is typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        hint = self.tr("Type your answer")
        self.line = line_edit(self.tr("Your answer"), hint=hint, longest=LONGEST_TYPED, answers=True)
        self.line.setProperty("large", "1")
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.hint = button(self.tr("Hint (F2)"), "quiet", icon="lightbulb", then=self.show_hint)
        self._shown = label("", "mutedbody", wrap=True)
        self.setLayout(stack(self.line, 8, row(self.hint, None), self._shown))

    def ask(self, face: CardFace, text: str = "") -> None:
        """Asks anew, with what was typed before."""
        self._words = face.hint
        self.line.setText(text)
        self.hint.setVisible(bool(face.hint))
        self._shown.hide()

    def show_hint(self) -> None:
        """Shows the hint."""
        if self._words and not self._shown.isVisibleTo(self):
            self._shown.setText(self._words)
            self._shown.show()
            self.hint.hide()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
