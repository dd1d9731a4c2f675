"""Owns what all charts share: a finding as title, values by mouse and by arrow keys, the table, saving."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.layout import label, tip, vbox

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent


_SMALL = 24


@dataclass(frozen=True)
class ChartTable:
    """The numbers behind a chart, as words."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Spot:
    """A place of a chart that tells a value: where, and the words for it."""

    where: QRectF
    words: str


class Chart(QWidget):
    """A canvas under its finding. Kinds of chart implement ``draw`` and return their spots from it.

    Left and right go ``stride`` spots, up and down one, from the first spot on or ``begins_at_end``.
    """

    stride = 1
    begins_at_end = False

    def __init__(self, finding: str, height: int) -> None:
        super().__init__()
        self.title = label(finding, "h3", wrap=True)
        self.title.setVisible(bool(finding))
        self.canvas = _Canvas(self, height)
        inner: QVBoxLayout = vbox(spacing=8)
        inner.addWidget(self.title)
        inner.addWidget(self.canvas)
        self.setLayout(inner)
        self._finding = finding

    @abstractmethod
    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint into ``area`` and say where which value stands."""

    @abstractmethod
    def table(self) -> ChartTable:
        """The numbers behind the picture."""

    def tell(self, finding: str) -> None:
        """Change the finding and paint anew; called by the kinds when their data changes."""
        self._finding = finding
        self.title.setText(finding)
        self.title.setVisible(bool(finding))
        self.describe()
        self.canvas.update()

    def describe(self) -> None:
        """Give the canvas its words for those who do not see it: the finding, then the table."""
        table = self.table()
        rows = "; ".join(", ".join(row) for row in table.rows[:60])
        self.canvas.describe(self._finding, rows)

    def picture(self, ratio: float = 2.0) -> QPixmap:
        """The chart with its title as a picture on the surface colour."""
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(theme.color("surface"))
        self.render(made, renderFlags=QWidget.RenderFlag.DrawChildren)
        return made

    def save_png(self, file: Path) -> bool:
        """Write the picture; ``False`` where that failed."""
        return self.picture().save(str(file), "PNG")


def write(painter: QPainter, where: QRectF, text: str, tone: str = "muted", side: str = "left") -> None:
    """Small words in a chart; ``side`` is left, right or center."""
    flags = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "center": Qt.AlignmentFlag.AlignHCenter,
    }
    painter.setFont(theme.font(12))
    painter.setPen(theme.color(tone))
    painter.drawText(where, flags[side] | Qt.AlignmentFlag.AlignVCenter, text)


class _Canvas(QWidget):
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
        return QSize(theme.px(288), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(self._height))

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._spots = self._chart.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def describe(self, name: str, rows: str) -> None:
        self._rows, self._at = rows, -1
        self.setAccessibleName(name)
        self.setAccessibleDescription(rows)

    def told(self) -> str:
        """The words of the spot the keys stand on."""
        return self._spots[self._at].words if 0 <= self._at < len(self._spots) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
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
        super().focusInEvent(event)
        if not self._spots:
            self.grab()  # it was never painted so far: the keys need its spots
        if self._spots:
            self._stand(len(self._spots) - 1 if self._chart.begins_at_end else 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
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
        return next((spot.words for spot in self._spots if spot.where.contains(point)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        words = self.words_at(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), tip(words), self)
