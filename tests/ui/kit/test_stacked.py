from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.stacked import Stack, Stacked, _paint

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

QUIZ = 1


def _lines_crossed(scale: int) -> int:
    """How many slanting lines cross the middle of a part 60 wide, on a screen of this scale."""
    picture = QImage(60 * scale, 40 * scale, QImage.Format.Format_ARGB32)
    picture.setDevicePixelRatio(scale)
    painter = QPainter(picture)
    _paint(painter, QRectF(0, 0, 60, 40), QUIZ)
    painter.end()
    accent = theme.color("accent").rgb()
    row = [picture.pixel(x, 20 * scale) == accent for x in range(picture.width())]
    return sum(now and not before for before, now in pairwise(row))


def test_the_pattern_of_a_part_is_as_coarse_on_a_screen_of_scale_2(qtbot: QtBot) -> None:
    once, twice = _lines_crossed(1), _lines_crossed(2)
    assert qtbot is not None
    assert 6 <= once <= 14
    assert abs(once - twice) <= 2


def test_one_is_said_without_a_plural(qtbot: QtBot) -> None:
    chart = Stacked("", ("due",), ("1 card", "{n} cards"), "Day")
    qtbot.addWidget(chart)
    chart.set_data("", [Stack("Mon", (1,)), Stack("Tue", (2,))])
    assert [row[1] for row in chart.table().rows] == ["1 card", "2 cards"]
