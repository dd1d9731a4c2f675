"""Owns what all charts share: a title that states the finding, hover values, the table behind, saving."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.layout import label, vbox

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QMouseEvent, QPaintEvent


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
    """A canvas under its finding. Kinds of chart implement ``draw`` and return their spots from it."""

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
        self.canvas.setAccessibleName(self._finding)
        self.canvas.setAccessibleDescription(rows)

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
    """The painted part: asks its chart to draw, and shows the words of the spot under the mouse."""

    def __init__(self, chart: Chart, height: int) -> None:
        super().__init__()
        self._chart = chart
        self._height = height
        self._spots: list[Spot] = []
        self.setMouseTracking(True)
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
        painter.end()

    def words_at(self, point: QPointF) -> str:
        return next((spot.words for spot in self._spots if spot.where.contains(point)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        words = self.words_at(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), words, self)
