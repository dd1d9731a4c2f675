"""Owns the panel of rounds: word, interval, gap and the action that closes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, row, rule, set_tip, stack
from tpmprep.ui.pages.progress.words import WORD_LOOK, per_cent, reason, round_name, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from tpmprep.core.insight.front import RoundRow

NARROW = 600


class IntervalBar(QWidget):
    """A track with the interval the true value lies in, and a mark where it most likely is.

    Where nothing is known yet the track stays empty: the widest interval would look like the most progress.
    """

    def __init__(self, name: str, score: float, low: float, high: float, *, begun: bool = True) -> None:
        super().__init__()
        self._begun = begun
        self._score, self._low, self._high = score, low, high
        words = say(
            "{name}: {score}, between {low} and {high}",
            name=name,
            score=per_cent(score),
            low=per_cent(low),
            high=per_cent(high),
        )
        self.setAccessibleName(words)
        set_tip(self, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough to compare."""
        return QSize(theme.px(160), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Never less than a hint of it."""
        return QSize(theme.px(72), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, interval, mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = theme.px(8)
        track = QRectF(0, (self.height() - thick) / 2, self.width(), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if not self._begun:
            painter.end()
            return
        colour = theme.color("accent")
        colour.setAlpha(110)
        painter.setBrush(colour)
        left = self.width() * self._low
        span = max(self.width() * (self._high - self._low), thick)
        painter.drawRoundedRect(
            QRectF(min(left, self.width() - span), track.y(), span, thick), thick / 2, thick / 2
        )
        painter.setPen(QPen(theme.color("text"), 2))
        at = min(max(self.width() * self._score, 1), self.width() - 1)
        painter.drawLine(int(at), int(track.y() - 4), int(at), int(track.bottom() + 4))
        painter.end()


class Rounds(QFrame):
    """One line for each round; ``wanted`` carries what its action opens (None: today's sitting)."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(2, 2)
        self._lines: list[tuple[QWidget, ...]] = []
        self._wide = True
        self._numbers: list[QLabel] = []
        self.numbers = button(say("Numbers"), "quiet", icon="table", name=say("Numbers behind the rounds"))
        self.numbers.setCheckable(True)
        self.numbers.toggled.connect(self._on_numbers)
        head = row(label(say("Your rounds"), "h3"), None, self.numbers)
        self.setLayout(stack(head, 12, self._grid, margins=(24, 16, 24, 20)))

    def show_rounds(self, rounds: Sequence[RoundRow]) -> None:
        """Shows these rounds."""
        clear(self._grid)
        self._numbers = []
        self._lines = [self._cells(round_) for round_ in rounds]
        self._lay()
        self._on_numbers(self.numbers.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, gap and action go below."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(NARROW)
        if wide != self._wide:
            self._wide = wide
            self._lay()

    def _lay(self) -> None:
        self._grid.setColumnStretch(3, 3 if self._wide else 0)
        for at, (name, word, bar, gap, action, line) in enumerate(self._lines):
            top = 3 * at
            for column, cell in enumerate((name, word, bar)):
                self._grid.addWidget(cell, top + 1, column)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            if self._wide:
                self._grid.addWidget(gap, top + 1, 3)
                self._grid.addWidget(action, top + 1, 4, side)
            else:
                self._grid.addWidget(gap, top + 2, 0, 1, 2)
                self._grid.addWidget(action, top + 2, 2, side)
            self._grid.addWidget(line, top, 0, 1, 5)
            line.setVisible(at > 0)

    def _cells(self, round_: RoundRow) -> tuple[QWidget, ...]:
        sign, tone, role, words = WORD_LOOK[round_.word]
        name = round_name(round_.round)
        number = label(
            f"{per_cent(round_.score)} ({per_cent(round_.low)} – {per_cent(round_.high)})", "muted"
        )
        self._numbers.append(number)
        action = button(
            reason(round_.action),
            "small",
            name=f"{name}: {reason(round_.action)}",
            then=partial(self.wanted.emit, round_.opens),
        )
        bar = IntervalBar(name, round_.score, round_.low, round_.high, begun=round_.word != "not_begun")
        return (
            holder(row(icon_label(sign, tone, 20), 12, label(name, "strong"), None)),
            label(say(words), role),
            holder(stack(bar, number)),
            label(reason(round_.gap), "mutedbody", wrap=True),
            action,
            rule(),
        )

    def _on_numbers(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        for number in self._numbers:
            number.setVisible(on)
