"""Owns the painted part of a chart: values by mouse and by arrow keys, read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.layout import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from tpmprep.ui.kit.charts.frame import Chart

_SMALL = 24


@dataclass(frozen=True)
class Spot:
    """A place of a chart that tells a value: where, and the words for it."""

    where: QRectF
    words: str


class Canvas(QWidget):
    """The painted part: asks its chart to draw, and shows the words of one spot.

    The spot under the mouse tells its words in a tip; with the focus, arrow keys go from spot to spot, and
    the words stand in the picture and are read aloud.
    """

    def __init__(self, chart: Chart, height: int) -> None:
        super().__init__()
        self._chart = chart
        self._height = height
        self._spots: list[Spot] = []
        self._at = -1
        self._rows = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough to be read."""
        return QSize(theme.px(288), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Narrow, never lower."""
        return QSize(theme.px(160), theme.px(self._height))

    def set_height(self, height: int) -> None:
        """As high as its rows, in pixels at 100 %."""
        self._height = height
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """The zoom changes its height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Asks the chart to paint, and shows where the keys stand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._spots = self._chart.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def describe(self, name: str, rows: str) -> None:
        """What is read aloud while no spot is chosen."""
        self._rows, self._at = rows, -1
        self.setAccessibleName(name)
        self.setAccessibleDescription(rows)

    def told(self) -> str:
        """The words of the spot the keys stand on."""
        return self._spots[self._at].words if 0 <= self._at < len(self._spots) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End go from spot to spot."""
        last = len(self._spots) - 1
        stride = self._chart.stride
        steps = {
            Qt.Key.Key_Right: self._at + stride,
            Qt.Key.Key_Down: self._at + 1,
            Qt.Key.Key_Left: self._at - stride,
            Qt.Key.Key_Up: self._at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        at = steps.get(Qt.Key(event.key()))
        if at is None or last < 0:
            super().keyPressEvent(event)
            return
        self._stand(min(max(at, 0), last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys stand on the first spot, or the last."""
        super().focusInEvent(event)
        if not self._spots:
            self.grab()  # it was never painted so far: the keys need its spots
        if self._spots:
            self._stand(len(self._spots) - 1 if self._chart.begins_at_end else 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Says again what the whole chart says."""
        super().focusOutEvent(event)
        self._at = -1
        self.setAccessibleDescription(self._rows)
        self.update()

    def _stand(self, at: int) -> None:
        """Puts the keys on a spot and says it."""
        self._at = at
        self.setAccessibleDescription(self.told())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _paint_focus(self, painter: QPainter) -> None:
        """A ring around the spot, and its words on a plate: above it, or where names stand at the foot."""
        words = self.told()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2))
        spot = self._spots[self._at].where if words else QRectF(self.rect())
        painter.drawRoundedRect(spot.adjusted(1, 1, -1, -1) if spot.height() > _SMALL else spot, 4, 4)
        if not words:
            return
        painter.setFont(theme.font(12, 600))
        wide = painter.fontMetrics().horizontalAdvance(words) + 16
        high = painter.fontMetrics().height() + 8
        left = min(max(spot.center().x() - wide / 2, 2), max(self.width() - wide - 2, 2))
        tall = spot.height() > self.height() / 2
        above = spot.top() - high - 4
        top = self.height() - high - 2 if tall else above if above >= 0 else spot.bottom() + 4
        plate = QRectF(left, top, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        painter.drawRoundedRect(plate, 6, 6)
        painter.setPen(theme.color("surface"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def words_at(self, point: QPointF) -> str:
        """The words of the spot at a place, empty where there is none."""
        return next((spot.words for spot in self._spots if spot.where.contains(point)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A tip with the words of the spot under the mouse."""
        words = self.words_at(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), tip(words), self)
