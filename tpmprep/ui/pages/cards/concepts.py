"""The concepts a note is about: searched by typing, picked from a list, shown as chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import SearchField
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import clear, holder, stack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from tpmprep.core.catalog.faces import Hit

MOST_SHOWN = 6
LINE_HEIGHT = 38


class ConceptChips(QWidget):
    """Chosen concepts in their order, the first is the main one; ``find`` answers what is typed."""

    edited = Signal()

    def __init__(self, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__()
        self._find = find
        self._chosen: list[tuple[int, str]] = []
        self.line = SearchField(self.tr("Concepts"), self.tr("Search a concept, Enter takes the first"))
        self.line.searched.connect(self._on_searched)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(self.tr("Concepts found"))
        self.found.itemActivated.connect(self._on_picked)
        self.found.itemClicked.connect(self._on_picked)
        self.found.installEventFilter(self)
        self.found.hide()
        self._chips = FlowLayout(gap=8)
        self._box = holder(self._chips)
        self._box.hide()
        self.setLayout(stack(self.line, self.found, 8, self._box))
        self.setFocusProxy(self.line)

    def choose(self, concepts: Sequence[tuple[int, str]]) -> None:
        """Shows these (id, title) as chosen."""
        self._chosen = list(concepts)
        self.line.clear()
        self.found.hide()
        self._show()

    def chosen(self) -> tuple[tuple[int, str], ...]:
        """The chosen concepts as (id, title)."""
        return tuple(self._chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down goes into the list, Enter takes the first, Escape closes the list."""
        if event.type() == QEvent.Type.KeyPress and self._takes(watched, event):  # type: ignore[arg-type]  # a key
            return True
        return super().eventFilter(watched, event)

    def _takes(self, watched: QObject, event: QKeyEvent) -> bool:
        key, listed = event.key(), self.found.isVisible()
        if watched is self.line and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_searched(self.line.text().strip())
            if self.found.count():
                self._on_picked(self.found.item(0))
            return True
        if watched is self.line and key == Qt.Key.Key_Down and listed:
            self.found.setCurrentRow(0)
            self.found.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if watched is self.found and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_picked(self.found.currentItem())
            return True
        if watched is self.found and key == Qt.Key.Key_Escape:
            self._stop()
            return True
        return False

    def _on_searched(self, text: str) -> None:
        self.found.clear()
        taken = {concept for concept, _ in self._chosen}
        hits = [hit for hit in self._find(text) if hit.thing_id not in taken] if text else []
        for hit in hits[:MOST_SHOWN]:
            item = QListWidgetItem(hit.title)
            item.setData(Qt.ItemDataRole.UserRole, hit.thing_id)
            self.found.addItem(item)
        self.found.setFixedHeight(theme.px(LINE_HEIGHT) * self.found.count() + 4)
        self.found.setVisible(bool(hits))
        if hits:
            QTimer.singleShot(0, self._scroll_to_found)

    def _scroll_to_found(self) -> None:
        """What was found below the edge of the window is brought into it."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.found.isVisible():
            above.ensureWidgetVisible(self.found, 0, theme.px(16))
            above.ensureWidgetVisible(self.line, 0, theme.px(16))

    def _on_picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._chosen.append((item.data(Qt.ItemDataRole.UserRole), item.text()))
            self._show()
            self.edited.emit()
        self._stop()

    def _stop(self) -> None:
        self.line.wipe()
        self.found.hide()
        self.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_away(self, concept: tuple[int, str]) -> None:
        self._chosen.remove(concept)
        self._show()
        self.line.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _show(self) -> None:
        clear(self._chips)
        for concept in self._chosen:
            name = self.tr("Take {0} away").replace("{0}", concept[1])
            chip = button(concept[1], "small", icon="x", name=name)
            chip.clicked.connect(lambda _checked=False, at=concept: self._take_away(at))
            self._chips.addWidget(chip)
        self._box.setVisible(bool(self._chosen))
