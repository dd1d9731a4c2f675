"""The cards a note makes, shown while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.layout import label, panel, rule, stack, vbox
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.pages.cards import words

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 12


class Preview(QWidget):
    """Front and back of each card."""

    def __init__(self) -> None:
        super().__init__()
        self._head = label("", "eyebrow", wrap=True)
        self._hint = label(self.tr("The card appears here while you type."), "mutedbody", wrap=True)
        self._shown: list[tuple[QWidget, RichText, RichText]] = []
        self._lines = vbox(spacing=12)
        self.setLayout(stack(self._head, 8, self._hint, self._lines))

    def show_cards(self, cards: Sequence[tuple[str, str]]) -> None:
        """Shows these fronts and backs in Markdown."""
        full = [(front, back) for front, back in cards if front.strip() or back.strip()]
        self._head.setText(words.counted(len(full), "Preview, 1 card", "Preview, {n} cards"))
        self._hint.setVisible(not full)
        for at, (front, back) in enumerate(full[:MOST_SHOWN]):
            if at == len(self._shown):
                self._add()
            box, above, below = self._shown[at]
            above.set_markdown(front)
            below.set_markdown(back)
            box.show()
        for box, _, _ in self._shown[len(full) :]:
            box.hide()

    def _add(self) -> None:
        front, back = RichText(size=15), RichText(size=15)
        front.setAccessibleName(self.tr("Front"))
        back.setAccessibleName(self.tr("Back"))
        box = panel(stack(front, 12, rule(), 12, back, margins=(16, 16, 16, 16)))
        self._shown.append((box, front, back))
        self._lines.addWidget(box)
