"""The tree of decks with today's counts; zeros stay quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.rows import ring_current
from tpmprep.ui.pages.cards import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from tpmprep.core.cards.faces import DeckRow

ID_ROLE = Qt.ItemDataRole.UserRole
COUNT_WIDTH = 96


class DeckTree(QTreeView):
    """Decks with what is new, learning and due; F2 renames in place.

    ``moved`` comes when another deck is chosen, ``renamed`` carries (deck id, typed title).
    """

    moved = Signal()
    renamed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, DeckRow] = {}
        self._items: dict[int, QStandardItem] = {}
        self._shut: set[int] = set()
        self._filling = False
        self.setAccessibleName(self.tr("Decks"))
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(theme.px(20))
        self.setStyleSheet("QTreeView::item { border-radius: 0 }")
        self.header().setStretchLastSection(False)
        self._titles = QStandardItemModel(self)
        self.setModel(self._titles)
        self._titles.itemChanged.connect(self._on_changed)
        self.selectionModel().currentChanged.connect(self._on_moved)
        self.collapsed.connect(lambda index: self._fold(index, shut=True))
        self.expanded.connect(lambda index: self._fold(index, shut=False))
        theme.current().themed.connect(self._on_themed)

    def show_decks(self, decks: Sequence[DeckRow]) -> None:
        """Shows these decks; the chosen one or its neighbour is chosen, what was folded stays folded."""
        chosen, before = self.chosen(), list(self._rows)
        self._filling = True
        self._rows = {deck.id: deck for deck in decks}
        self._items.clear()
        self._titles.clear()
        heads = [self.tr("Deck"), self.tr("New"), self.tr("Learning"), self.tr("Due")]
        self._titles.setHorizontalHeaderLabels(heads)
        for deck in decks:
            self._add(deck)
        self._lay()
        self.setRootIsDecorated(any(deck.depth for deck in decks))
        for deck_id, item in self._items.items():
            self.setExpanded(item.index(), deck_id not in self._shut)
        self._filling = False
        at = before.index(chosen.id) if chosen is not None else 0
        near = (*before[at:], *reversed(before[:at]), *self._rows)
        self.choose(next((deck_id for deck_id in near if deck_id in self._rows), 0))

    def chosen(self) -> DeckRow | None:
        """The deck the keys act on."""
        index = self.currentIndex().siblingAtColumn(0)
        return self._rows.get(index.data(ID_ROLE)) if index.isValid() else None

    def choose(self, deck_id: int) -> None:
        """Chooses a deck and scrolls to it; an unknown one changes nothing."""
        item = self._items.get(deck_id)
        if item is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(item.index(), flags.ClearAndSelect | flags.Rows)
        self.scrollTo(item.index())

    def rename_chosen(self) -> None:
        """Opens the title of the chosen deck for typing."""
        index = self.currentIndex().siblingAtColumn(0)
        if index.isValid():
            self.edit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The deck the keys act on has a ring."""
        super().paintEvent(event)
        ring_current(self)

    def _add(self, deck: DeckRow) -> None:
        title = QStandardItem(deck.title)
        title.setData(deck.id, ID_ROLE)
        said = words.tr("{deck}: {waiting}", deck=deck.title, waiting=words.waiting(deck))
        title.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        line = [title]
        for count, one, many in (
            (deck.new, "1 new", "{n} new"),
            (deck.learning, "1 learning", "{n} learning"),
            (deck.due, "1 due", "{n} due"),
        ):
            number = QStandardItem(str(count))
            number.setEditable(False)
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setData(words.counted(count, one, many), Qt.ItemDataRole.AccessibleTextRole)
            number.setFont(theme.font(14, 600 if count else 400, tabular=True))
            number.setForeground(QBrush(theme.color("text" if count else "muted")))
            line.append(number)
        above = self._items.get(deck.parent_id or 0)
        (self._titles if above is None else above).appendRow(line)
        self._items[deck.id] = title

    def _lay(self) -> None:
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, max(theme.px(COUNT_WIDTH), header.sectionSizeHint(column)))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._titles.setHeaderData(
                column, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole
            )

    def _fold(self, index: QModelIndex, *, shut: bool) -> None:
        if self._filling:
            return
        deck_id = index.data(ID_ROLE)
        if shut:
            self._shut.add(deck_id)
        else:
            self._shut.discard(deck_id)

    def _on_moved(self) -> None:
        if not self._filling:
            self.moved.emit()

    def _on_changed(self, item: QStandardItem) -> None:
        if self._filling or item.column() != 0:
            return
        deck = self._rows.get(item.data(ID_ROLE))
        if deck is not None and item.text().strip() != deck.title:
            self.renamed.emit(deck.id, item.text())

    def _on_themed(self) -> None:
        if self._rows:
            self.show_decks(tuple(self._rows.values()))
