"""Owns the fold: a title that opens and shuts what lies under it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import row, stack


class Fold(QWidget):
    """A quiet button with a chevron over a content that is shut at first."""

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.head = button(title, "quiet", icon="chevron-right", then=self.turn)
        self.head.setCheckable(True)
        self.setLayout(stack(row(self.head, None), 4, content))
        self.open(on=False)

    def open(self, *, on: bool) -> None:
        """Opens or shuts it."""
        self.content.setVisible(on)
        self.head.setChecked(on)
        set_icon(self.head, "chevron-down" if on else "chevron-right", "muted", 16)

    def turn(self) -> None:
        """Opens what is shut, shuts what is open."""
        self.open(on=not self.content.isVisibleTo(self))
