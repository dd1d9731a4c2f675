"""Owns two panels side by side, one below the other where the page is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NARROW = 760


class Pair(QWidget):
    """Shares its width between its parts."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(24)
        for part in parts:
            self._box.addWidget(part, 1)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns with the width."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(NARROW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
