"""Owns what is asked about many notes at once: which deck they go to, which tags they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, press_focused
from tpmprep.ui.kit.fields import Field, check_box, combo, line_edit
from tpmprep.ui.kit.layout import holder, label, row, scroll, stack
from tpmprep.ui.pages.cards import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from tpmprep.core.cards.faces import DeckRow

MOST_BOXES_SHOWN = 6


class Asking(QDialog):
    """A title, controls below it, and one verb; Escape leaves all as it is."""

    def __init__(self, parent: QWidget, title: str, verb: str, *parts: QWidget | int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.take = button(verb, "primary", then=self.accept)
        self.take.setDefault(True)
        line = row(None, button(words.tr("Cancel"), then=self.reject), self.take, spacing=8)
        head = label(title, "h2", wrap=True)
        self.setLayout(stack(head, 16, *parts, 24, line, margins=(32, 24, 24, 24)))
        self.setMinimumWidth(theme.px(440))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, else the verb."""
        if not press_focused(self, event):
            super().keyPressEvent(event)


class AskDeck(Asking):
    """Asks for a deck; the one the notes lie in is shown first.

    Args:
        parent: the window it stands over.
        count: how many notes go.
        decks: the tree, depth first.
        now: the title of the deck they lie in.
    """

    def __init__(self, parent: QWidget, count: int, decks: Sequence[DeckRow], now: str) -> None:
        choices = [(deck.id, "\u2003" * deck.depth + deck.title) for deck in decks]
        here = next((deck.id for deck in decks if deck.title == now), None)
        self.deck = combo(words.tr("Deck"), choices, here)
        title = words.counted(count, "Move 1 note to a deck", "Move {n} notes to a deck")
        super().__init__(parent, title, words.tr("Move"), Field(words.tr("Deck"), self.deck))
        self.deck.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> int:
        """The id of the deck."""
        return int(self.deck.currentData())


class AskTags(Asking):
    """Asks for tags to give, and which of those that are there to take away.

    Args:
        parent: the window it stands over.
        count: how many notes it is about.
        there: their tags, each with how many of the notes carry it.
    """

    def __init__(self, parent: QWidget, count: int, there: Sequence[tuple[str, int]]) -> None:
        self.added = line_edit(words.tr("Add tags"), hint=words.tr("Separated by commas"))
        self.boxes = {tag: check_box(f"{tag} ({carried})") for tag, carried in there}
        title = words.counted(count, "Tags of 1 note", "Tags of {n} notes")
        parts: list[QWidget | int] = [Field(words.tr("Add tags"), self.added)]
        if there:
            parts += [16, label(words.tr("Take away"), "mid"), 8, self._boxes()]
        super().__init__(parent, title, words.tr("Change tags"), *parts)
        self.added.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Tags to give, and tags to take away."""
        add = (" ".join(tag.split()) for tag in self.added.text().split(","))
        given = tuple(dict.fromkeys(tag for tag in add if tag))
        return given, tuple(tag for tag, box in self.boxes.items() if box.isChecked() and tag not in given)

    def _boxes(self) -> QWidget:
        inside = holder(stack(*self.boxes.values(), None, spacing=4))
        if len(self.boxes) <= MOST_BOXES_SHOWN:
            return inside
        area = scroll(inside)
        inside.setAutoFillBackground(False)  # the dialog's own ground shows through
        area.setFixedHeight(theme.px(36 * MOST_BOXES_SHOWN))
        return area
