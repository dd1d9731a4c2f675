"""Owns the calendar heat map: one square a day, five steps, weeks as columns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.canvas import Spot
from tpmprep.ui.kit.charts.frame import Chart, ChartTable, write

if TYPE_CHECKING:
    from collections.abc import Mapping

_CELL, _GAP, _HEAD, _LEFT, _FOOT = 12, 3, 18, 30, 24


class Heat(Chart):
    """Study days up to ``last``; ``counts`` maps days to an amount, ``unit`` names it."""

    stride = 7
    begins_at_end = True

    def __init__(
        self, finding: str, counts: Mapping[date, int], last: date, *, weeks: int = 26, unit: str = ""
    ) -> None:
        super().__init__(finding, _HEAD + 7 * (_CELL + _GAP) + _FOOT)
        self._counts, self._last, self._weeks = dict(counts), last, weeks
        self._unit = unit or QCoreApplication.translate("Heat", "reviews")
        self.describe()

    def set_data(self, finding: str, counts: Mapping[date, int], last: date) -> None:
        """Show other days."""
        self._counts, self._last = dict(counts), last
        self.tell(finding)

    def table(self) -> ChartTable:
        """Every day with an amount, the newest first."""
        days = sorted((day for day, count in self._counts.items() if count), reverse=True)
        titles = (QCoreApplication.translate("Heat", "Day"), self._unit.capitalize())
        return ChartTable(titles, tuple((day.isoformat(), str(self._counts[day])) for day in days))

    def steps(self) -> tuple[int, int, int]:
        """From which amounts on the third, fourth and fifth colour are used: quarters of the best days."""
        amounts = sorted(count for count in self._counts.values() if count > 0)
        if not amounts:
            return 1, 1, 1
        best = amounts[int(0.95 * (len(amounts) - 1))]
        return max(best // 4, 1) + 1, max(best // 2, 2) + 1, max(3 * best // 4, 3) + 1

    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint the weeks that fit, the newest at the right."""
        cell, step, head, left = (theme.px(size) for size in (_CELL, _CELL + _GAP, _HEAD, _LEFT))
        weeks = max(min(self._weeks, int((area.width() - left) // step)), 1)
        monday = self._last - timedelta(days=self._last.weekday()) - timedelta(weeks=weeks - 1)
        colours = [QColor(c) for c in theme.tokens().heat]
        steps = self.steps()
        spots = []
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(weeks * 7):
            day = monday + timedelta(days=number)
            if day > self._last:
                break
            week, weekday = divmod(number, 7)
            where = QRectF(left + week * step, head + weekday * step, cell, cell)
            count = self._counts.get(day, 0)
            painter.setBrush(colours[_step(count, steps)])
            painter.drawRoundedRect(where, 3, 3)
            spots.append(Spot(where, f"{day:%a} {day.day} {day:%b}: {count} {self._unit}"))
        self._months(painter, monday, weeks, area.width())
        _weekdays(painter, monday)
        _legend(painter, area, colours)
        return spots

    def _months(self, painter: QPainter, monday: date, weeks: int, width: float) -> None:
        step, free = theme.px(_CELL + _GAP), 0.0
        for week in range(weeks):
            day = monday + timedelta(weeks=week)
            here = theme.px(_LEFT) + week * step
            if (day.day <= 7 or week == 0) and week * step >= free and width - here > theme.px(24):
                write(painter, QRectF(here, 0, theme.px(48), theme.px(14)), f"{day:%b}")
                free = week * step + theme.px(36)


def _step(count: int, steps: tuple[int, int, int]) -> int:
    return 0 if count <= 0 else 1 + sum(count >= step for step in steps)


def _weekdays(painter: QPainter, monday: date) -> None:
    step = theme.px(_CELL + _GAP)
    for at in (0, 2, 4, 6):
        where = QRectF(0, theme.px(_HEAD) + at * step, theme.px(_LEFT), theme.px(_CELL))
        write(painter, where, f"{monday + timedelta(days=at):%a}")


def _legend(painter: QPainter, area: QRectF, colours: list[QColor]) -> None:
    """From less to more, in words and squares."""
    cell, left = theme.px(_CELL), theme.px(_LEFT)
    top = area.height() - theme.px(_FOOT) + theme.px(8)
    less, more = (QCoreApplication.translate("Heat", word) for word in ("less", "more"))
    wide = painter.fontMetrics().horizontalAdvance(less) + 8
    write(painter, QRectF(left, top, wide, cell), less)
    painter.setPen(Qt.PenStyle.NoPen)
    for at, colour in enumerate(colours):
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left + wide + at * theme.px(_CELL + _GAP), top, cell, cell), 3, 3)
    after = left + wide + len(colours) * theme.px(_CELL + _GAP) + 4
    write(painter, QRectF(after, top, theme.px(64), cell), more)
