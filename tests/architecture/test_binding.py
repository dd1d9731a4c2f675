"""The Qt binding counts its references: a build that does not aborts after some thousand calls."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CALLS = 1000


def test_switching_a_widget_a_thousand_times_leaks_no_reference_to_none_or_true(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range(CALLS):
        widget.setEnabled(True)
        widget.setEnabled(False)
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    assert all(abs(late - early) < CALLS / 2 for early, late in zip(before, after, strict=True))
