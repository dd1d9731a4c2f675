"""Owns the chart of columns: one for each day or room, with its value on hover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.frame import Chart, ChartTable, Spot, write

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOOT, _WIDEST = 24, 48


@dataclass(frozen=True)
class ColumnBar:
    """One column: what stands in the table, its value, its words, and the mark below it, if any."""

    name: str
    value: float
    words: str
    mark: str = ""


class Columns(Chart):
    """Columns from a common floor; the highest reaches the top."""

    def __init__(
        self, finding: str, bars: Sequence[ColumnBar], titles: tuple[str, str], height: int = 136
    ) -> None:
        super().__init__(finding, height)
        self._bars, self._titles = tuple(bars), titles
        self.describe()

    def set_data(self, finding: str, bars: Sequence[ColumnBar]) -> None:
        """Show other columns."""
        self._bars = tuple(bars)
        self.tell(finding)

    def table(self) -> ChartTable:
        """Name and words of each column."""
        return ChartTable(self._titles, tuple((bar.name, bar.words) for bar in self._bars))

    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint floor, columns and marks."""
        floor = area.height() - theme.px(_FOOT)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(0, int(floor), int(area.width()), int(floor))
        if not self._bars:
            return []
        step = area.width() / len(self._bars)
        wide = min(step * 0.7, theme.px(_WIDEST))
        top = max(1, *(bar.value for bar in self._bars))
        spots = []
        for at, bar in enumerate(self._bars):
            high = (floor - theme.px(20)) * bar.value / top
            left = at * step
            self._column(painter, QRectF(left + (step - wide) / 2, floor - high, wide, high))
            if bar.mark:
                where = QRectF(left, floor + 4, max(step, theme.px(64)), theme.px(_FOOT - 4))
                write(painter, where, bar.mark, side="center" if step > theme.px(48) else "left")
            spots.append(Spot(QRectF(left, 0, step, area.height()), f"{bar.name}: {bar.words}"))
        return spots

    def _column(self, painter: QPainter, where: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        if where.height() >= 1:
            painter.drawRoundedRect(where, 2, 2)
