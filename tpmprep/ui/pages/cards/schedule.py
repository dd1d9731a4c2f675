"""The cards of a note with their schedule and history, and what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, panel, row, stack, vbox
from tpmprep.ui.pages.cards import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, tzinfo

    from PySide6.QtWidgets import QVBoxLayout

    from tpmprep.core.cards.faces import CardFace
    from tpmprep.core.recall.faces import ReviewRow

MOST_REVIEWS = 50


class Schedule(QWidget):
    """A line for each card; ``suspended`` carries (card id, whether), ``hidden_today`` a card id.

    ``history`` answers a card's reviews, asked for only when they are unfolded.
    """

    suspended = Signal(int, bool)
    hidden_today = Signal(int)

    def __init__(self, history: Callable[[int], Sequence[ReviewRow]]) -> None:
        super().__init__()
        self._history = history
        self._zone: tzinfo | None = None
        self._lines = vbox(spacing=12)
        self.setLayout(stack(label(self.tr("Schedule"), "eyebrow"), 8, self._lines))

    def show_cards(self, cards: Sequence[CardFace], now: datetime, zone: tzinfo | None) -> None:
        """Shows these cards."""
        self._zone = zone
        clear(self._lines)
        self.setVisible(bool(cards))
        for number, card in enumerate(cards, start=1):
            self._lines.addWidget(self._card(number, card, words.due_words(card.memory.due_at, now, zone)))

    def _card(self, number: int, card: CardFace, due: str) -> QWidget:
        state = words.state_of(card.memory)
        icon, tone = words.STATE_LOOKS[state]
        said = words.tr(words.STATES[state])
        if card.memory.buried:
            due = self.tr("hidden until tomorrow")
        if due and state != "suspended":
            said = words.tr("{state}, {due}", state=said, due=due)
        named = words.tr("Card {n}: {said}", n=number, said=said)
        reviews = vbox(spacing=2)
        deeds = FlowLayout(gap=4)
        resting = card.memory.suspended
        rest = button(self.tr("Resume") if resting else self.tr("Suspend"), "quiet")
        rest.clicked.connect(lambda _checked=False: self.suspended.emit(card.card_id, not resting))
        hide = button(self.tr("Hide until tomorrow"), "quiet")
        hide.clicked.connect(lambda _checked=False: self.hidden_today.emit(card.card_id))
        hide.setEnabled(not resting and not card.memory.buried)
        past = button(self.tr("History"), "quiet")
        past.setCheckable(True)
        past.toggled.connect(lambda on: self._unfold(reviews, card.card_id, on=on))
        for part in (rest, hide, past):
            deeds.addWidget(part)
        head = row(icon_label(icon, tone, 18), label(named, "mid", wrap=True), spacing=10)
        head.setStretch(1, 1)
        return panel(stack(head, 8, holder(deeds), reviews, margins=(16, 12, 12, 8)))

    def _unfold(self, lines: QVBoxLayout, card_id: int, *, on: bool) -> None:
        clear(lines)
        if not on:
            return
        reviews = self._history(card_id)
        if not reviews:
            lines.addWidget(label(self.tr("Not reviewed yet."), "muted", wrap=True))
        for review in reviews[:MOST_REVIEWS]:
            lines.addWidget(label(words.review_words(review, self._zone), "muted", wrap=True))
