"""Owns a line of words that is painted, not laid out: it changes with every card at no cost for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.layout import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 20
_SIZE = 13


class Line(QWidget):
    """Muted words, then strong ones, cut with … where there is no room; read aloud in full.

    A label tells the whole window to lay itself out anew when its text changes; this only paints.

    Args:
        size: in pixels at 100 % zoom.
        widest: pixels at 100 % zoom it takes at most; 0 takes all there is.
        right: the words stand on the right.
    """

    def __init__(self, size: int = _SIZE, *, widest: int = 0, right: bool = False) -> None:
        super().__init__()
        self._size, self._widest, self._right = size, widest, right
        self._muted = self._strong = ""
        way = QSizePolicy.Policy.Fixed if widest else QSizePolicy.Policy.Expanding
        self.setSizePolicy(way, QSizePolicy.Policy.Fixed)

    def set_words(self, muted: str, strong: str = "") -> None:
        """Shows these words instead."""
        if (muted, strong) != (self._muted, self._strong):
            self._muted, self._strong = muted, strong
            self.setAccessibleName(f"{muted} {strong}".strip())
            set_tip(self, "" if self._fits() else self.words())
            self.update()

    def words(self) -> str:
        """All that is shown."""
        return f"{self._muted}{self._strong}"

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(self._widest or 120), theme.px(_HEIGHT + self._size - _SIZE))

    def minimumSizeHint(self) -> QSize:
        """It can be cut short."""
        return QSize(theme.px(60), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        left = self._paint(painter, self._muted, 400, "muted", 0)
        if self._strong:
            self._paint(painter, self._strong, 600, "text", left)
        painter.end()

    def _paint(self, painter: QPainter, text: str, weight: int, tone: str, left: int) -> int:
        font = theme.font(self._size, weight)
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        room = QRect(left, 0, self.width() - left, self.height())
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
        return left + metrics.horizontalAdvance(cut)

    def _fits(self) -> bool:
        return QFontMetrics(theme.font(self._size, 600)).horizontalAdvance(self.words()) <= self.width()
