"""Zooming: several presses are one, and in little room the rail leaves its to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from tests.ui.exercises.stage import Stage, open_stage
from tests.ui.kit.audit import settle
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.interview.page import InterviewPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Stage]:
    made = open_stage(tmp_path, qtbot)
    made.window.resize(1024, 640)
    yield made
    made.close()
    theme.apply(qapp, "light", 100)


def test_presses_that_come_while_all_is_dressed_are_one_zoom(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    zooms: list[int] = []
    monkeypatch.setattr(theme, "apply", lambda _app, _name, zoom: zooms.append(zoom))
    for _ in range(9):
        stage.window.zoom(theme.ZOOM_STEP)
    assert "190" in stage.window.notices.text()
    qtbot.waitUntil(lambda: stage.services.settings.number("zoom") == 190)
    assert zooms == [190]


def test_zoomed_far_in_a_small_window_the_rail_shows_icons_and_nothing_scrolls_sideways(
    stage: Stage, qtbot: QtBot
) -> None:
    learning = stage.services.learning
    path = next(row for row in learning.paths() if row.ref.endswith("pm-to-tpm"))
    learning.follow(path.id, followed=True)
    stage.window.go(Place("today"))
    assert not stage.window.rail.is_compact
    for _ in range(9):
        stage.window.zoom(theme.ZOOM_STEP)
    qtbot.waitUntil(lambda: stage.window.rail.is_compact)
    for page in ("today", "quiz", "interview", "paths", "progress"):
        stage.window.go(Place(page))
        settle(stage.window)
        over = {
            area.horizontalScrollBar().maximum()
            for area in stage.window.findChildren(QScrollArea)
            if area.isVisible()
        }
        assert over <= {0}, page
    stage.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not stage.window.rail.is_compact)


def test_a_headline_grows_with_the_zoom(stage: Stage, qtbot: QtBot) -> None:
    stage.window.go(Place("interview"))
    page = stage.window.pages.page("interview")
    assert isinstance(page, InterviewPage)
    before = page.practise._prompt.text()
    stage.window.zoom(theme.ZOOM_STEP)
    qtbot.waitUntil(lambda: page.practise._prompt.text() != before)
    assert "font-size:24px" in page.practise._prompt.text()
