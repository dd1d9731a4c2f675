"""The rounds in words: how ready each is, its one gap, and the button that closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, hbox, holder, label, level, panel, row, rule, stack, vbox
from tpmprep.ui.pages.today import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.insight.front import RoundRow

# icon, colour and style of the word for each state: never told by colour alone
LOOKS = {
    "ready": ("circle-check", "good", "good"),
    "shaky": ("triangle-alert", "warn", "warn"),
    "not_begun": ("circle-dashed", "muted", "mutedstrong"),
}


class RoundsPanel(QWidget):
    """A line for each round; ``pressed`` carries the row whose button was pressed."""

    pressed = Signal(object)

    def __init__(self, rounds: Sequence[RoundRow]) -> None:
        super().__init__()
        self._rounds = tuple(rounds)
        self._narrow = False
        self._lines = vbox()
        head = label(self.tr("Your rounds"), "h3")
        inside = stack(head, 8, self._lines, None, margins=(32, 20, 24, 12))
        self.setLayout(row(panel(inside)))
        self._fill()

    def set_narrow(self, *, narrow: bool) -> None:
        """In little room the gap stands below the round."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()

    def _fill(self) -> None:
        clear(self._lines)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(3, 1)
        for number, round_ in enumerate(self._rounds):
            if number:
                grid.addWidget(rule(), 3 * number - 1, 0, 1, 4)
            self._add(grid, 3 * number, round_)
        self._lines.addWidget(holder(grid))

    def _add(self, grid: QGridLayout, line: int, round_: RoundRow) -> None:
        icon, tone, role = LOOKS[round_.word]
        title = words.tr(words.ROUND_TITLES.get(round_.round, round_.round))
        grid.addWidget(icon_label(icon, tone, 20), line, 0)
        grid.addWidget(level(label(title, "strong")), line, 1)
        grid.addWidget(level(label(words.tr(words.ROUND_WORDS[round_.word]), role)), line, 2)
        gap = label(words.gap_of(round_), "mutedbody", wrap=True)
        said = words.action_of(round_)
        press = button(said, "small", name=words.tr("{action}: {round}", action=said, round=title))
        press.clicked.connect(lambda _checked=False: self.pressed.emit(round_))
        beside = hbox(spacing=12)
        if self._narrow:
            grid.addWidget(gap, line + 1, 1, 1, 3)
            grid.setRowMinimumHeight(line + 1, theme.px(32))
            beside.addStretch(1)
        else:  # in one cell with its button, so that a short button leaves it its room
            beside.addWidget(gap, 1)
        beside.addWidget(press)
        grid.addLayout(beside, line, 3)
        grid.setRowMinimumHeight(line, theme.px(48 if self._narrow else 50))
