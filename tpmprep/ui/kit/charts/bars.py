"""Owns horizontal bars with the interval in which the true value lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.canvas import Spot
from tpmprep.ui.kit.charts.frame import Chart, ChartTable, write

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _BAR = 32, 8


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its value and interval (0–1), and a word for it, e.g. ``shaky``."""

    name: str
    value: float
    low: float
    high: float
    words: str = ""


class Bars(Chart):
    """One row for each bar: name, bar with whisker, words."""

    def __init__(self, finding: str, bars: Sequence[Bar]) -> None:
        super().__init__(finding, _ROW * max(len(bars), 1))
        self._bars = tuple(bars)
        self.describe()

    def set_data(self, finding: str, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self.canvas.set_height(_ROW * max(len(self._bars), 1))
        self.tell(finding)

    def table(self) -> ChartTable:
        """Name, value and interval of each bar in per cent."""
        titles = tuple(
            QCoreApplication.translate("Bars", text) for text in ("Name", "Value", "Interval", "In words")
        )
        return ChartTable(
            titles, tuple((b.name, _per_cent(b.value), _interval(b), b.words) for b in self._bars)
        )

    def draw(self, painter: QPainter, area: QRectF) -> list[Spot]:
        """Paint the rows."""
        high = theme.px(_ROW)
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        left = min(max(theme.px(176), widest + 14), area.width() * 0.36)
        right = min(theme.px(96), area.width() * 0.22)
        track = QRectF(left, 0, area.width() - left - right - 12, theme.px(_BAR))
        spots = []
        for at, bar in enumerate(self._bars):
            line = QRectF(0, at * high, area.width(), high)
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(left - 12))
            write(painter, QRectF(0, line.y(), left - 12, high), name, "text")
            self._bar(painter, bar, track.translated(0, line.center().y() - track.height() / 2))
            words = bar.words or _per_cent(bar.value)
            write(painter, QRectF(area.width() - right, line.y(), right, high), words, side="right")
            spots.append(Spot(line, f"{bar.name}: {_per_cent(bar.value)} ({_interval(bar)})"))
        return spots

    def _bar(self, painter: QPainter, bar: Bar, track: QRectF) -> None:
        round_ = track.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(track, round_, round_)
        if bar.high <= 0:
            return
        painter.setBrush(theme.color("accent"))
        if bar.value > 0:
            wide = max(track.width() * _held(bar.value), track.height())
            painter.drawRoundedRect(QRectF(track.x(), track.y(), wide, track.height()), round_, round_)
        painter.setPen(QPen(theme.color("text"), 1.5))
        middle = track.center().y()
        ends = [track.x() + track.width() * _held(share) for share in (bar.low, bar.high)]
        painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
        for end in ends:
            painter.drawLine(QPointF(end, middle - round_), QPointF(end, middle + round_))


def _held(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _per_cent(share: float) -> str:
    return f"{round(share * 100)} %"


def _interval(bar: Bar) -> str:
    return f"{round(bar.low * 100)}–{round(bar.high * 100)} %"
