"""Owns one question of the first start: a title, a line under it, and choices with their number keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.layout import label, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from tpmprep.ui.pages.welcome.words import Choice

_ONE_COLUMN_UNDER = 520


class Question(QWidget):
    """Shows choices in so many columns; ``chosen`` carries the value of the pressed one."""

    chosen = Signal(object)

    def __init__(self, title: str, about: str, choices: Sequence[Choice], columns: int = 1) -> None:
        super().__init__()
        self.choices = tuple(choices)
        self._columns = columns
        self.buttons = [
            KeyButton(
                choice.text,
                str(number),
                second=choice.about,
                then=lambda value=choice.value: self.chosen.emit(value),  # type: ignore[misc]  # bound now
            )
            for number, choice in enumerate(self.choices, start=1)
        ]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._place(columns)
        self.extra = stack()
        head = label(title, "h1", wrap=True)
        below = label(about, "mutedbody", wrap=True)
        if not about:
            below.hide()
        self.setAccessibleName(title)
        self.setLayout(stack(head, 8, below, 24, self._grid, 16, self.extra, None))

    def press(self, number: int) -> None:
        """Chooses by number, from 1."""
        if number <= len(self.choices):
            self.chosen.emit(self.choices[number - 1].value)

    def take_focus(self, value: object = None) -> None:
        """Puts the focus on the choice made before, else on the first."""
        at = next((n for n, choice in enumerate(self.choices) if choice.value == value), 0)
        self.buttons[at].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where several would be too narrow."""
        super().resizeEvent(event)
        self._place(1 if self.width() < theme.px(_ONE_COLUMN_UNDER) else self._columns)

    def _place(self, columns: int) -> None:
        if self._grid.columnCount() == columns and self._grid.count():
            return
        for at, made in enumerate(self.buttons):
            self._grid.addWidget(made, at // columns, at % columns)
