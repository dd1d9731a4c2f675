"""The head of a path in wide and narrow windows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from tests.ui.kit.audit import settle
from tpmprep.ui.pages.paths.head import BURN_WIDTH, PathHead

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.pages.stand import Stand

TODAY = date(2026, 11, 22)


def test_the_chart_stands_beside_the_words_or_below_them_as_wide_as_they_are(
    qtbot: QtBot, stand: Stand
) -> None:
    learning = stand.services.learning
    face = learning.path(learning.paths()[0].id)
    likely, late = TODAY + timedelta(days=30), TODAY + timedelta(days=45)
    told = replace(face.forecast, points=((TODAY, 4.0),), likely_on=likely, late_on=late)
    head = PathHead(QMenu())
    qtbot.addWidget(head)
    head.resize(1000, 400)
    head.show_path(replace(face, forecast=told), TODAY)
    head.show()
    settle(head)
    assert head._chart.width() <= BURN_WIDTH

    head.resize(760, 600)
    settle(head)

    assert head._chart.width() == head.width()
