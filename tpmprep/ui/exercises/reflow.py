"""Owns rows that become columns where there is no room: with zoom, long words or a panel beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


class Even(QWidget):
    """Controls of one width in a row; in two columns, or one, where a row has no room."""

    def __init__(self, parts: Sequence[QWidget], spacing: int = 16) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        self._columns = 0
        self.setLayout(self._grid)
        self._place(len(self._parts))

    def minimumSizeHint(self) -> QSize:
        """The widest control; the rest goes below."""
        return QSize(self._widest(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        step = self._widest() + self._grid.spacing()
        room = self.width() + self._grid.spacing()
        self._place(next((n for n in (len(self._parts), 2) if n * step <= room), 1))

    def _widest(self) -> int:
        return max((part.minimumSizeHint().width() for part in self._parts), default=0)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, part in enumerate(self._parts):
            self._grid.addWidget(part, at // columns, at % columns)
        for at in range(len(self._parts)):
            self._grid.setColumnStretch(at, int(at < columns))
        self.updateGeometry()


class Aside(QWidget):
    """Words on the left and controls on the right; the words above where a row has no room."""

    def __init__(self, words: QWidget, controls: QWidget, least: int = 160, spacing: int = 16) -> None:
        super().__init__()
        self._words, self._controls, self._least = words, controls, least
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        self._line.addWidget(words, 1)
        self._line.addWidget(controls)
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its controls."""
        return QSize(self._controls.minimumSizeHint().width(), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a row, or the words above."""
        super().resizeEvent(event)
        needed = self._least + self._line.spacing() + self._controls.sizeHint().width()
        row = self.width() >= needed
        way = QBoxLayout.Direction.LeftToRight if row else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
            self.updateGeometry()
