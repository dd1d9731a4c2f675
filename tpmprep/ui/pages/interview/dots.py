"""A score as filled dots, read aloud as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_EDGE, _STEP = 8, 12


class Dots(QWidget):
    """``filled`` of ``of`` dots; ``words`` says the same."""

    def __init__(self, filled: int, of: int, words: str) -> None:
        super().__init__()
        self._filled, self._of = filled, of
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_filled(self, filled: int, words: str) -> None:
        """Shows another count."""
        self._filled = filled
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A row of dots 8 pixels wide, 4 apart."""
        return QSize(theme.px(_STEP * self._of - 4), theme.px(_EDGE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints them in the accent colour; the empty ones lie on the raised surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(self._of):
            painter.setBrush(theme.color("accent" if at < self._filled else "line"))
            painter.drawEllipse(QRectF(theme.px(at * _STEP), 0, theme.px(_EDGE), theme.px(_EDGE)))
        painter.end()
