"""Owns the large text at the top of an exercise: the front of a card, the stem of an item."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor

from tpmprep.ui.kit.rich import RichText

SIZE = 21
_SEMI_BOLD = 600


class Prompt(RichText):
    """Markdown, large and semi-bold, or of another size and weight (400 regular … 700 bold)."""

    def __init__(self, size: int = SIZE, weight: int = _SEMI_BOLD) -> None:
        super().__init__(size=size)
        self._weight = weight

    def _render(self) -> None:
        super()._render()
        weight = QTextCharFormat()
        weight.setFontWeight(self._weight)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeCharFormat(weight)
        self._follow()
