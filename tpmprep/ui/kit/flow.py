"""Owns the flow layout: a row that breaks into the next line where the width ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QWidget, QWidgetItem
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from collections.abc import Iterator


class FlowLayout(QLayout):
    """Lays its widgets out like words in a paragraph, ``gap`` pixels apart, each line level in its middle."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._taken: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt for each added widget."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many things lie in it."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The thing at ``index`` or ``None``."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the thing at ``index``."""
        if not 0 <= index < len(self._items):
            return None
        self._taken.append(self._items.pop(index))
        return self._taken[-1]

    def invalidate(self) -> None:
        """Called by Qt after each change, so also when it has deleted an item with its widget.

        Python would go on taking what comes to lie in its place in memory for that item, and crash.
        """
        for item in self._taken:
            if isinstance(item, QWidgetItem | QSpacerItem):
                Shiboken.invalidate(item)
        self._taken.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """It takes what it needs, no more."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at ``width``."""
        places = list(self._places(QRect(0, 0, width, 0)))
        return max((place.bottom() + 1 for _item, place in places), default=0)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        for item, place in self._places(rect):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """The widest single thing."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, rect: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        y = rect.y()
        for line in self._lines(rect.width()):
            x, high = rect.x(), max(size.height() for _item, size in line)
            for item, size in line:
                yield item, QRect(QPoint(x, y + (high - size.height()) // 2), size)
                x += size.width() + self._gap
            y += high + self._gap

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line of this width, with its size."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._shown():
            size = item.sizeHint()
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines
