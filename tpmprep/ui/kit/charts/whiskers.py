"""Owns points with the interval in which the true value lies, beside the value that is wanted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.canvas import Spot
from tpmprep.ui.kit.charts.frame import Chart, ChartTable, write

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOOT, _SIDE, _DOT, _TOP = 40, 44, 5.0, 10
FEW = 20


@dataclass(frozen=True)
class Point:
    """One point: its name, value and interval, what stands behind it (``count`` in ``words``)."""

    name: str
    value: float
    low: float
    high: float
    count: int
    words: str


@dataclass(frozen=True)
class Scale:
    """The range painted, where its lines lie, and the template of a value, e.g. ``{n} %`` of ``times`` it."""

    low: float
    high: float
    lines: tuple[float, ...]
    unit: str = "{n}"
    times: float = 1.0

    def words(self, value: float, digits: int = 0) -> str:
        """A value as it is read."""
        return self.unit.replace("{n}", f"{value * self.times:.{digits}f}")


class Whiskers(Chart):
    """Points in a row, each with its interval; hollow where few answers stand behind it.

    Args:
        finding: the title.
        scale: what is painted.
        titles: of the table: name, value, interval, count.
        digits: after the point.
        join: whether a line joins the points, as over time.
    """

    def __init__(
        self,
        finding: str,
        scale: Scale,
        titles: tuple[str, str, str, str],
        *,
        digits: int = 0,
        join: bool = True,
        height: int = 176,
    ) -> None:
        super().__init__(finding, height)
        self._scale, self._titles, self._digits, self._join = scale, titles, digits, join
        self._points: tuple[Point, ...] = ()
        self._wanted: tuple[float, str] | None = None
        self.describe()

    def set_data(
        self, finding: str, points: Sequence[Point], wanted: tuple[float, str] | None = None
    ) -> None:
        """Show other points, and the value that is wanted with its words, as a dashed line."""
        self._points, self._wanted = tuple(points), wanted
        self.tell(finding)

    def is_empty(self) -> bool:
        """Whether there is no point."""
        return not self._points

    def table(self) -> ChartTable:
        """Name, value, interval and count of each point."""
        rows = [(p.name, self._words(p.value), self._interval(p), p.words) for p in self._points]
        return ChartTable(self._titles, tuple(rows))

    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint lines, the wanted value, intervals, points and names."""
        field = QRectF(
            theme.px(_SIDE), _TOP, area.width() - theme.px(_SIDE), area.height() - theme.px(_FOOT) - _TOP
        )
        self._lines(painter, field)
        if not self._points:
            return []
        step = field.width() / len(self._points)
        places = [
            QPointF(field.left() + (at + 0.5) * step, self._y(field, point.value))
            for at, point in enumerate(self._points)
        ]
        if self._join and len(places) > 1:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawPolyline(places)
        spots, every = [], self._every(painter, step)
        for at, (point, place) in enumerate(zip(self._points, places, strict=True)):
            self._point(painter, field, point, place)
            if at % every == 0:
                wide = step * every
                left = min(max(place.x() - wide / 2, 0), max(area.width() - wide, 0))
                self._foot(painter, QRectF(left, field.bottom() + 4, wide, theme.px(_FOOT)), point)
            spots.append(Spot(QRectF(place.x() - step / 2, 0, step, area.height()), self._told(point)))
        return spots

    def _lines(self, painter: QPainter, field: QRectF) -> None:
        for value in self._scale.lines:
            y = self._y(field, value)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            where = QRectF(0, y - 8, field.left() - 8, 16)
            write(painter, where, self._scale.words(value), side="right")
        if self._wanted is None:
            return
        y = self._y(field, self._wanted[0])
        painter.setPen(QPen(theme.color("text"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
        above = y - 18 if y - 18 > 0 else y + 2
        write(
            painter, QRectF(field.left() + 4, above, field.width() - 8, 16), self._wanted[1], "text", "right"
        )

    def _point(self, painter: QPainter, field: QRectF, point: Point, place: QPointF) -> None:
        painter.setPen(QPen(theme.color("text"), 1.5))
        low, high = self._y(field, point.low), self._y(field, point.high)
        painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high))
        for y in (low, high):
            painter.drawLine(QPointF(place.x() - 4, y), QPointF(place.x() + 4, y))
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(theme.color("surface" if point.count < FEW else "accent"))
        painter.drawEllipse(place, _DOT, _DOT)

    def _every(self, painter: QPainter, step: float) -> int:
        """How many points share one name, so that names have room."""
        painter.setFont(theme.font(12))
        metrics = painter.fontMetrics()
        names = (words for point in self._points for words in (point.name, point.words))
        widest = max((metrics.horizontalAdvance(words) for words in names), default=0) + 8
        return max(math.ceil(widest / step), 1)

    def _foot(self, painter: QPainter, where: QRectF, point: Point) -> None:
        """The name, and below it what stands behind the point."""
        painter.setFont(theme.font(12))
        half = theme.px(16)
        for line, (words, tone) in enumerate(((point.name, "text"), (point.words, "muted"))):
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(where.width()))
            write(
                painter, QRectF(where.x(), where.y() + line * half, where.width(), half), cut, tone, "center"
            )

    def _y(self, field: QRectF, value: float) -> float:
        span = self._scale.high - self._scale.low
        held = min(max(value, self._scale.low), self._scale.high)
        return field.bottom() - field.height() * (held - self._scale.low) / span

    def _words(self, value: float) -> str:
        return self._scale.words(value, self._digits)

    def _interval(self, point: Point) -> str:
        return f"{self._scale.words(point.low)} – {self._scale.words(point.high)}"

    def _told(self, point: Point) -> str:
        return f"{point.name}: {self._words(point.value)} ({self._interval(point)}), {point.words}"
