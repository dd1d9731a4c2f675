"""In the smallest window with the concept panel open nothing scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.ui.exercises.stage import Stage, open_stage
from tests.ui.kit.audit import settle
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PLACES = [
    Place("today"),
    Place("cards", tab="new"),
    Place("quiz", tab="items"),
    Place("interview", tab="practise"),
    Place("interview", tab="questions"),
    Place("paths"),
    Place("progress"),
    Place("library", tab="concepts"),
    Place("library", tab="packs"),
    Place("settings", tab="study"),
]


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = open_stage(tmp_path, qtbot)
    made.window.resize(1024, 640)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sideways(stage: Stage) -> list[int]:
    settle(stage.window)
    areas = [area for area in stage.window.findChildren(QScrollArea) if area.isVisible()]
    return [
        area.horizontalScrollBar().maximum() for area in areas if area.horizontalScrollBar().maximum() > 0
    ]


def test_no_page_scrolls_sideways_with_and_without_the_panel(stage: Stage) -> None:
    found = {}
    for beside in (False, True):
        for place in PLACES:
            stage.window.go(place)
            if over := sideways(stage):
                found[beside, place] = over
        stage.window.open_thing("concept", stage.services.catalog.concepts()[3].id)
    assert found == {}
