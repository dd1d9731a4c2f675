"""Owns the folded explanation of how readiness is counted."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import COLUMN, Column, holder, label, row, stack
from tpmprep.ui.pages.progress.words import FORMULA, say


class Formula(QFrame):
    """A line that unfolds into four plain sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.open = button(say("How is this counted?"), "quiet", icon="chevron-right", then=self.turn)
        inside = stack(spacing=4, margins=(8, 8, 0, 4))
        for title, text in FORMULA:
            inside.addWidget(label(say(title), "mid", wrap=True))
            inside.addWidget(label(say(text), "mutedbody", wrap=True))
            inside.addSpacing(12)
        self._body = Column(holder(inside), COLUMN)
        self._body.hide()
        self.setLayout(stack(row(self.open, None), self._body, margins=(16, 12, 24, 12)))

    def turn(self) -> None:
        """Folds or unfolds it."""
        folded = self._body.isHidden()
        self._body.setVisible(folded)
        set_icon(self.open, "chevron-down" if folded else "chevron-right", "muted", 16)
