"""The window opens within the screen it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from tpmprep.ui.shell.fitting import FRAME, fit, opening_size

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 775), (1280, 752), (1024, 728), (1366, 728), (911, 472), (800, 560)]
)
def test_on_a_small_screen_the_window_with_its_frame_stays_within(width: int, height: int) -> None:
    size = opening_size(QSize(width, height))
    assert size.width() + FRAME.width() <= width
    assert size.height() + FRAME.height() <= height


def test_where_there_is_room_the_window_is_as_wished() -> None:
    assert opening_size(QSize(1920, 1040)) == QSize(1280, 800)


@pytest.mark.parametrize(
    ("free", "least"),
    [(QRect(0, 25, 1366, 703), QSize(880, 560)), (QRect(60, 0, 800, 560), QSize(784, 512))],
)
def test_the_least_size_fits_the_screen_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, free: QRect, least: QSize
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: free)
    fit(window, window.screen())
    assert window.minimumSize() == least
    assert free.contains(window.geometry())
