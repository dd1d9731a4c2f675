"""Owns the question where a deck goes: to the top, or inside another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tpmprep.ui.kit.fields import Field, combo
from tpmprep.ui.pages.cards import words
from tpmprep.ui.pages.cards.many import Asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.cards.faces import DeckRow

TOP = 0


class AskPlace(Asking):
    """Asks where a deck goes; it and what lies in it are not offered.

    Args:
        parent: the window it stands over.
        deck: the deck that goes.
        decks: the tree, depth first.
    """

    def __init__(self, parent: QWidget, deck: DeckRow, decks: Sequence[DeckRow]) -> None:
        own = {deck.id}
        for other in decks:
            if other.parent_id in own:
                own.add(other.id)
        inside = [(other.id, "\u2003" * other.depth + other.title) for other in decks if other.id not in own]
        choices = [(TOP, words.tr("None: at the top")), *inside]
        self.place = combo(words.tr("Inside"), choices, deck.parent_id or TOP)
        title = words.tr("Move “{deck}”", deck=deck.title)
        super().__init__(parent, title, words.tr("Move"), Field(words.tr("Inside"), self.place))
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> int | None:
        """The id of the deck above, None at the top."""
        return int(self.place.currentData()) or None
