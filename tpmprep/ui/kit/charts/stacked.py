"""Owns columns made of parts, e.g. a day's cards or a week's rooms; each part has a pattern of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.canvas import Spot
from tpmprep.ui.kit.charts.frame import Chart, ChartTable, write

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOOT, _WIDEST, _HEAD, _KEY, _TOP = 24, 48, 26, 12, 18
_STEP = 6
_HEIGHT = 168
_PATTERNS = (("accent", ""), ("accent_tint", "lines"), ("surface", "dots"), ("surface", ""))


@dataclass(frozen=True)
class Stack:
    """One column: its name, the values of its parts, and the mark below it, if any."""

    name: str
    values: tuple[float, ...]
    mark: str = ""


class Stacked(Chart):
    """Columns of up to four parts from a common floor; the highest reaches the top.

    Args:
        finding: the title.
        parts: the names of the parts, from the floor up.
        units: of the values: for exactly one, and with ``{n}`` for any other number.
        first: what the columns are, for the table.
    """

    def __init__(self, finding: str, parts: Sequence[str], units: tuple[str, str], first: str) -> None:
        super().__init__(finding, _HEIGHT)
        self._parts, self._units, self._first = tuple(parts), units, first
        self._stacks: tuple[Stack, ...] = ()
        self.describe()

    def set_data(self, finding: str, stacks: Sequence[Stack]) -> None:
        """Show other columns."""
        self._stacks = tuple(stacks)
        self.tell(finding)

    def is_empty(self) -> bool:
        """Whether no column has any height."""
        return not any(any(stack.values) for stack in self._stacks)

    def table(self) -> ChartTable:
        """Each column with its parts and their sum."""
        parts = [at for at, _ in self._used()]
        titles = [self._first, *(self._parts[at] for at in parts)]
        rows = [(stack.name, *(self._number(stack.values[at]) for at in parts)) for stack in self._stacks]
        return ChartTable(tuple(titles), tuple(rows))

    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint legend, floor, columns and marks."""
        head = theme.px(_HEAD) if len(self._used()) > 1 else 0
        if head:
            self._legend(painter)
        floor = area.height() - theme.px(_FOOT)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(0, int(floor), int(area.width()), int(floor))
        if not self._stacks:
            return []
        step = area.width() / len(self._stacks)
        top = max([1.0, *(_sum(stack) for stack in self._stacks)])
        room = floor - head - theme.px(_TOP)
        highest = max(self._stacks, key=_sum)
        spots = []
        for at, stack in enumerate(self._stacks):
            column = QRectF(at * step, head, step, floor - head)
            high = self._column(painter, column, stack, room / top)
            if stack is highest and _sum(stack):
                above = QRectF(column.center().x() - 60, floor - high - theme.px(_TOP), 120, theme.px(_TOP))
                where = above.translated(min(max(-above.left(), 0), area.width() - above.right()), 0)
                write(
                    painter,
                    where if above.left() < 0 else above,
                    self._number(_sum(stack)),
                    side="center",
                )
            self._mark(painter, stack, column, floor)
            spots.append(Spot(column, self._words(stack)))
        return spots

    def _column(self, painter: QPainter, column: QRectF, stack: Stack, scale: float) -> float:
        wide = min(column.width() * 0.7, theme.px(_WIDEST))
        left, bottom = column.center().x() - wide / 2, column.bottom()
        for at, value in enumerate(stack.values):
            high = value * scale
            if high >= 1:
                _paint(painter, QRectF(left, bottom - high, wide, high), at)
                bottom -= high
        return column.bottom() - bottom

    def _mark(self, painter: QPainter, stack: Stack, column: QRectF, floor: float) -> None:
        if not stack.mark:
            return
        wide = max(column.width(), theme.px(64))
        side = "center" if column.width() > theme.px(48) else "left"
        write(painter, QRectF(column.left(), floor + 4, wide, theme.px(_FOOT - 4)), stack.mark, side=side)

    def _legend(self, painter: QPainter) -> None:
        side, left = theme.px(_KEY), 0.0
        for at, name in self._used():
            _paint(painter, QRectF(left, 2, side, side), at)
            painter.setFont(theme.font(12))
            wide = painter.fontMetrics().horizontalAdvance(name) + 4
            write(painter, QRectF(left + side + 6, 0, wide, side + 4), name)
            left += side + 6 + wide + theme.px(14)

    def _used(self) -> list[tuple[int, str]]:
        """The parts that any column has."""
        return [
            (at, name)
            for at, name in enumerate(self._parts)
            if any(len(stack.values) > at and stack.values[at] for stack in self._stacks)
        ]

    def _number(self, value: float) -> str:
        return self._units[value != 1].replace("{n}", f"{value:g}")

    def _words(self, stack: Stack) -> str:
        used = [(name, stack.values[at]) for at, name in self._used() if stack.values[at]]
        parts = f" ({', '.join(f'{name} {value:g}' for name, value in used)})" if len(used) > 1 else ""
        return f"{stack.name}: {self._number(_sum(stack))}{parts}"


def _sum(stack: Stack) -> float:
    return math.fsum(stack.values)


def _paint(painter: QPainter, where: QRectF, at: int) -> None:
    """A part in its pattern: told apart without colour too."""
    ground, pattern = _PATTERNS[at % len(_PATTERNS)]
    accent = theme.color("accent")
    painter.setPen(QPen(accent, 1) if at else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.color(ground)))
    shape = where.adjusted(0.5, 0.5, -0.5, -0.5) if at else where
    painter.drawRect(shape)
    if pattern:
        painter.save()
        painter.setClipRect(shape)
        (_lines if pattern == "lines" else _dots)(painter, shape)
        painter.restore()


def _lines(painter: QPainter, where: QRectF) -> None:
    """Slanting lines, drawn: a brush of Qt's is finer the finer the screen, until it looks flat."""
    step = theme.px(_STEP)
    left = where.left() - where.height() // step * step - step
    while left < where.right():
        painter.drawLine(QPointF(left, where.bottom()), QPointF(left + where.height(), where.top()))
        left += step


def _dots(painter: QPainter, where: QRectF) -> None:
    step = theme.px(_STEP)
    dot = QPen(theme.color("accent"), theme.px(2))
    dot.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(dot)
    across, up = range(int(where.width() / step) + 1), range(int(where.height() / step) + 1)
    painter.drawPoints(
        [
            QPointF(where.left() + (x + 0.5) * step, where.bottom() - (y + 0.5) * step)
            for x in across
            for y in up
        ]
    )
