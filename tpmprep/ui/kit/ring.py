"""Owns the timer ring: how much of the time is used, with the time in its middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_EDGE, _BAND = 160, 8


class Ring(QWidget):
    """A ring filled clockwise from the top; over the full time it turns to the warning colour."""

    def __init__(self, name: str, share: float = 0.0, middle: str = "", below: str = "") -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(share, middle, below)

    def set(self, share: float, middle: str, below: str = "") -> None:
        """Show ``share`` (1 = full, more = over), the time in the middle, a line under it."""
        self._share, self._middle, self._below = max(share, 0.0), middle, below
        self.setAccessibleName(f"{self._name}: {middle} {below}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """160 pixels at 100 % zoom."""
        return QSize(theme.px(_EDGE), theme.px(_EDGE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, arc and the two lines of text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width(), self.height()) / _EDGE
        painter.scale(scale, scale)
        circle = QRectF(6, 6, _EDGE - 12, _EDGE - 12)
        painter.setPen(QPen(theme.color("raised"), _BAND))
        painter.drawEllipse(circle)
        tone = "accent" if self._share <= 1 else "warn"
        arc = QPen(theme.color(tone), _BAND)
        arc.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(arc)
        if self._share > 0:
            painter.drawArc(circle, 90 * 16, -round(min(self._share, 1.0) * 360 * 16))
        self._write(painter, QRectF(0, 46, _EDGE, 44), self._middle, (36, 600, "text"))
        self._write(painter, QRectF(0, 92, _EDGE, 20), self._below, (13, 400, "muted"))
        painter.end()

    def _write(self, painter: QPainter, where: QRectF, text: str, how: tuple[int, int, str]) -> None:
        size, weight, tone = how
        font = theme.font(size, weight, tabular=True)
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)
