"""Owns what all charts share: a finding as title, values by mouse and by arrow keys, the table, saving."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.canvas import Canvas, Spot
from tpmprep.ui.kit.layout import label, vbox

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class ChartTable:
    """The numbers behind a chart, as words."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
        self.canvas = Canvas(self, height)
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
