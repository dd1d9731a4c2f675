"""The view of decks: the tree, what waits in the chosen one, and Study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.fields import check_box, line_edit
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import holder, label, panel, row, rule, stack
from tpmprep.ui.pages.cards import words
from tpmprep.ui.pages.cards.tree import DeckTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.cards.faces import DeckRow

LONGEST_TITLE = 120


class DecksView(QWidget):
    """Decks and what is done with them.

    ``studied``, ``deleted``, ``placed`` and ``listed`` carry a deck's id, ``renamed`` (id, title),
    ``added`` (title, id of the deck above or 0).
    """

    studied = Signal(int)
    deleted = Signal(int)
    placed = Signal(int)
    listed = Signal(int)
    renamed = Signal(int, str)
    added = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.tree = DeckTree()
        self.tree.moved.connect(self._show_chosen)
        self.tree.renamed.connect(self.renamed)
        self.tree.activated.connect(lambda _index: self.study())
        self._name = label("", "h3", wrap=True)
        self._waiting = label("", "mutedbody", wrap=True)
        self.start = KeyButton(self.tr("Study"), self.tr("Space"), "primary", icon="play!", then=self.study)
        self.field = line_edit(
            self.tr("Name of the new deck"),
            hint=self.tr("Name of the new deck"),
            longest=LONGEST_TITLE,
        )
        self.field.returnPressed.connect(self._on_entered)
        self._inside = check_box("")
        self._adding = self._adding_line()
        self._adding.hide()
        inside = stack(self.tree, rule(), self._foot(), self._adding, margins=(8, 8, 8, 8))
        empty = EmptyState(
            "layers",
            self.tr(
                "A deck holds notes on one subject. Add the first one, or bring in a pack from the Library."
            ),
            self.tr("Add a deck"),
            self.ask_name,
            title=self.tr("No decks yet"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(panel(inside))
        self._stack.addWidget(empty)
        self.setLayout(stack(self._stack))

    def show_decks(self, decks: Sequence[DeckRow]) -> None:
        """Shows the tree anew, the chosen deck stays."""
        self.tree.show_decks(decks)
        self._stack.setCurrentIndex(0 if decks or self._adding.isVisibleTo(self) else 1)
        self._show_chosen()

    def study(self) -> None:
        """Begins what waits in the chosen deck."""
        deck = self.tree.chosen()
        if deck is not None:
            self.studied.emit(deck.id)

    def rename(self) -> None:
        """Opens the chosen title for typing."""
        self.tree.rename_chosen()

    def ask_place(self) -> None:
        """Asks where the chosen deck goes."""
        deck = self.tree.chosen()
        if deck is not None:
            self.placed.emit(deck.id)

    def delete(self) -> None:
        """Puts the chosen deck into the trash."""
        deck = self.tree.chosen()
        if deck is not None:
            self.deleted.emit(deck.id)

    def ask_name(self) -> None:
        """Asks for the name of a new deck, below the tree."""
        deck = self.tree.chosen()
        self._inside.setVisible(deck is not None)
        self._inside.setChecked(False)
        if deck is not None:
            self._inside.setText(self.tr("Inside “{0}”").replace("{0}", deck.title).replace("&", "&&"))
            self._inside.setAccessibleName(self.tr("Inside “{0}”").replace("{0}", deck.title))
        self._stack.setCurrentIndex(0)
        self._adding.show()
        QTimer.singleShot(0, lambda: self.tree.scrollTo(self.tree.currentIndex()))
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def stop_asking(self) -> bool:
        """Closes the line for a new deck; False when it was not open."""
        if not self._adding.isVisibleTo(self):
            return False
        self.field.clear()
        self._adding.hide()
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _foot(self) -> QWidget:
        said = stack(self._name, 2, self._waiting)
        deeds = FlowLayout(gap=4)
        for text, icon, act in (
            (self.tr("Notes"), "list", self._list),
            (self.tr("Rename"), "pencil", self.rename),
            (self.tr("Move"), "corner-down-right", self.ask_place),
            (self.tr("Delete"), "trash-2", self.delete),
            (self.tr("New deck"), "plus", self.ask_name),
        ):
            deeds.addWidget(button(text, "quiet", icon=icon, then=act))
        top = row(said, self.start, spacing=24)
        top.setStretch(0, 1)
        return holder(stack(top, 8, holder(deeds), margins=(16, 16, 16, 8)))

    def _adding_line(self) -> QWidget:
        add = button(self.tr("Add"), then=self._on_entered)
        cancel = button(self.tr("Cancel"), "quiet", then=self.stop_asking)
        line = row(self.field, add, cancel, spacing=8)
        line.setStretch(0, 1)
        return holder(stack(line, 4, self._inside, margins=(16, 0, 16, 8)))

    def _show_chosen(self) -> None:
        deck = self.tree.chosen()
        self._name.setText("" if deck is None else deck.title)
        self._waiting.setText("" if deck is None else words.waiting(deck))
        self.start.setEnabled(deck is not None and bool(deck.new or deck.learning or deck.due or deck.more))
        beyond = deck is not None and words.only_more((deck,), deck.id)
        self.start.set_words(self.tr("Study more") if beyond else self.tr("Study"))

    def _list(self) -> None:
        deck = self.tree.chosen()
        if deck is not None:
            self.listed.emit(deck.id)

    def _on_entered(self) -> None:
        deck = self.tree.chosen()
        above = deck.id if deck is not None and self._inside.isChecked() else 0
        self.added.emit(self.field.text(), above)
