"""Owns how large the window opens: as wished, and never beyond what the screen leaves to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

WISHED, SMALLEST = QSize(1280, 800), QSize(880, 560)
# what a title bar and edges take at most; the system tells it only once the window is shown
FRAME = QSize(16, 48)


def opening_size(available: QSize) -> QSize:
    """The size to open with, in logical pixels, on a screen that has this much free beside panels."""
    return WISHED.boundedTo(available - FRAME)


def fit(window: QWidget, screen: QScreen | None) -> None:
    """Gives a window its opening size, and a least size that fits the screen as well."""
    if screen is None:
        return
    free = screen.availableGeometry()
    size = opening_size(free.size())
    window.setMinimumSize(SMALLEST.boundedTo(size))
    window.resize(size)
    spare = free.size() - size - FRAME
    window.move(free.left() + max(0, spare.width() // 2), free.top() + max(0, spare.height() // 2))
