"""The Qt binding counts its references: a build that does not aborts after some thousand calls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

import tpmprep.ui

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CALLS = 1000
UI = Path(tpmprep.ui.__file__).parent


def test_switching_a_widget_a_thousand_times_leaks_no_reference_to_none_or_true(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range(CALLS):
        widget.setEnabled(True)
        widget.setEnabled(False)
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    assert all(abs(late - early) < CALLS / 2 for early, late in zip(before, after, strict=True))


def test_no_item_of_a_layout_is_asked_for_which_qt_deletes_behind_pythons_back() -> None:
    asking = {str(file.relative_to(UI)) for file in UI.rglob("*.py") if ".itemAt(" in file.read_text("utf-8")}
    assert asking == set()
