"""The takes of a question: when, how long, how it went, what to do better; two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.layout import clear, holder, label, row, rule, stack, vbox
from tpmprep.ui.pages.interview.compare import Compare
from tpmprep.ui.pages.interview.take_line import TakeLine
from tpmprep.ui.pages.interview.take_words import trend_words
from tpmprep.ui.pages.interview.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.interview.faces import TakeRow

SHOWN = 5


class TakesPanel(QFrame):
    """The newest takes, or two of them side by side; ``turned`` says which of the two is shown now."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._takes: Sequence[TakeRow] = ()
        self._parts: Sequence[str] = ()
        self._today: date | None = None
        self.compare: Compare | None = None
        self.side = KeyButton(tr("Compare two"), "C", "small", then=self.turn)
        self._trend = label("", "mutedbody", wrap=True)
        self._lines, self._sides = vbox(), vbox()
        self._list, self._beside = holder(self._lines), holder(self._sides)
        self._beside.hide()
        head = row(label(tr("Takes"), "h3"), None, self.side)
        self.setLayout(stack(head, 4, self._trend, self._list, self._beside, margins=(24, 20, 24, 20)))

    def show_takes(self, takes: Sequence[TakeRow], parts: Sequence[str], today: date) -> None:
        """Shows these takes of a question with these parts, newest first."""
        self._takes, self._parts, self._today = takes, parts, today
        self._trend.setText(trend_words(takes))
        self._trend.setVisible(bool(self._trend.text()))
        self.side.setVisible(len(takes) > 1)
        clear(self._lines)
        self._fill(takes, today)
        if self.is_side_by_side():
            self._show_sides(on=len(takes) > 1)

    def is_side_by_side(self) -> bool:
        """Whether two takes are compared."""
        return not self._beside.isHidden()

    def can_compare(self) -> bool:
        """Whether there are two takes."""
        return len(self._takes) > 1

    def show_list(self) -> None:
        """Another question is shown: its takes one below the other."""
        self._show_sides(on=False)

    def turn(self) -> None:
        """From the list to two takes side by side, and back."""
        if self.can_compare():
            self._show_sides(on=not self.is_side_by_side())
            self.turned.emit()

    def _show_sides(self, *, on: bool) -> None:
        self._list.setVisible(not on)
        self._beside.setVisible(on)
        self.side.set_words(tr("Back to the list") if on else tr("Compare two"))
        if not on or self._today is None:
            return
        if self.compare is None:
            self.compare = Compare()
            self._sides.addWidget(self.compare)
        self.compare.show_takes(self._takes, self._parts, self._today)

    def _fill(self, takes: Sequence[TakeRow], today: date) -> None:
        if not takes:
            words = tr("Not said aloud yet. Press R: the first take is there to have something to improve.")
            self._lines.addWidget(label(words, "mutedbody", wrap=True))
        for at, take in enumerate(takes[:SHOWN]):
            self._lines.addSpacing(12)
            if at:
                self._lines.addWidget(rule())
                self._lines.addSpacing(12)
            self._lines.addWidget(TakeLine(take, len(self._parts), today))
        if len(takes) > SHOWN:
            self._lines.addSpacing(12)
            earlier = tr("and {0} earlier").replace("{0}", str(len(takes) - SHOWN))
            self._lines.addWidget(label(earlier, "muted"))
