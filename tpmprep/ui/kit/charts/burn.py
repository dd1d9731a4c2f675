"""Owns the burn-up: what is done so far, and the cone in which the end will lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.canvas import Spot
from tpmprep.ui.kit.charts.frame import Chart, ChartTable, write

if TYPE_CHECKING:
    from datetime import date

_FOOT = 24


@dataclass(frozen=True)
class BurnData:
    """Hours done by day (rising), the whole, and the days on which the end is early, likely, late."""

    done: tuple[tuple[date, float], ...]
    total: float
    early: date
    likely: date
    late: date
    unit: str = "h"


class Burn(Chart):
    """The line so far, a dashed line to the likely end, a cone between the early and the late one."""

    def __init__(self, finding: str, data: BurnData, height: int = 112) -> None:
        super().__init__(finding, height)
        self._data = data
        self.describe()

    def set_data(self, finding: str, data: BurnData) -> None:
        """Show other numbers."""
        self._data = data
        self.tell(finding)

    def table(self) -> ChartTable:
        """Day and amount done, then the three ends."""
        data = self._data
        rows = [(_whole(day), f"{value:g} {data.unit}") for day, value in data.done]
        ends = (
            (_say("early end"), data.early),
            (_say("likely end"), data.likely),
            (_say("late end"), data.late),
        )
        rows += [(f"{_whole(day)} ({name})", f"{data.total:g} {data.unit}") for name, day in ends]
        return ChartTable((_say("Day"), _say("Done")), tuple(rows))

    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint base line, goal, cone, forecast, history and the three dates below."""
        data = self._data
        if not data.done:
            return []
        floor = area.height() - theme.px(_FOOT)
        begin = data.done[0][0].toordinal()
        span = max(data.late.toordinal() - begin, 1)

        def place(day: date, value: float) -> QPointF:
            x = 4 + (area.width() - 8) * (day.toordinal() - begin) / span
            return QPointF(x, 8 + (floor - 10) * (1 - min(value / max(data.total, 0.01), 1)))

        now = place(*data.done[-1])
        ends = [place(day, data.total) for day in (data.early, data.likely, data.late)]
        self._lines(painter, area.width(), floor)
        self._cone(painter, now, ends)
        line = QPolygonF([place(day, value) for day, value in data.done])
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(now, 3.5, 3.5)
        self._dates(painter, area, now.x(), ends[1].x())
        return [_spot(place(day, value), f"{_whole(day)}: {value:g} {data.unit}") for day, value in data.done]

    def _lines(self, painter: QPainter, width: float, floor: float) -> None:
        painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, 8.5), QPointF(width, 8.5))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(0, floor - 0.5), QPointF(width, floor - 0.5))

    def _cone(self, painter: QPainter, now: QPointF, ends: list[QPointF]) -> None:
        shade = QLinearGradient(now, ends[2])
        for at, alpha in ((0, 70), (1, 28)):
            colour = QColor(theme.color("accent"))
            colour.setAlpha(alpha)
            shade.setColorAt(at, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF([now, ends[0], ends[2]]))
        painter.setPen(QPen(theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(now, ends[1])

    def _dates(self, painter: QPainter, area: QRectF, now: float, end: float) -> None:
        data, wide, high = self._data, theme.px(84), theme.px(18)
        begun, ended = named(data.done[0][0], data.likely), named(data.likely, data.done[0][0])
        top = area.height() - high
        end_left = min(max(end - wide / 2, 0), area.width() - wide)
        write(painter, QRectF(end_left, top, wide, high), ended, side="center")
        if wide * 1.6 < now < end_left - wide / 2:
            write(painter, QRectF(now - wide / 2, top, wide, high), _say("now"), side="center")
        if end_left > wide:
            write(painter, QRectF(0, top, wide, high), begun)


def named(day: date, beside: date) -> str:
    """A day as it stands below the line, with its year where the other end lies in another one."""
    short = f"{day.day} {day:%b}"
    return short if day.year == beside.year else f"{short} {day.year}"


def _whole(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _say(text: str) -> str:
    return QCoreApplication.translate("Burn", text)


def _spot(at: QPointF, words: str) -> Spot:
    return Spot(QRectF(at.x() - 6, at.y() - 12, 12, 24), words)
