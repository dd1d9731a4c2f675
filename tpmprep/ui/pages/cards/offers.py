"""The shipped text beside a field the user changed, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.markup import to_plain
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import clear, label, panel, row, stack, vbox

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import Offer

LONGEST_SHOWN = 400


class OfferBox(QWidget):
    """Shows what the pack says in place of the user's words; ``taken`` carries the field's name."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = vbox()
        self.setLayout(self._lines)
        self.hide()

    def show_offer(self, offer: Offer | None) -> None:
        """Shows an offer, or nothing."""
        clear(self._lines)
        self.setVisible(offer is not None)
        if offer is None:
            return
        newer = offer.offered is not None
        head = (
            self.tr("The pack has a newer text for this:")
            if newer
            else self.tr("You changed this. Shipped was:")
        )
        text = to_plain(offer.shipped if offer.offered is None else offer.offered)
        if len(text) > LONGEST_SHOWN:
            text = text[: LONGEST_SHOWN - 1] + "…"
        verb = self.tr("Take the newer text") if newer else self.tr("Take the shipped text")
        take = button(verb, "link", icon="undo-2", name=f"{verb}: {offer.field}")
        take.clicked.connect(lambda _checked=False: self.taken.emit(offer.field))
        shown = label(text or self.tr("(empty)"), "", wrap=True)
        inside = stack(label(head, "muted", wrap=True), 4, shown, 4, row(take, None), margins=(12, 8, 12, 4))
        self._lines.addWidget(panel(inside, name="callout"))
