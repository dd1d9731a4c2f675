"""The two quiet forms of the day's panel: its end, and the offer to say what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import holder, label, panel, row, stack
from tpmprep.ui.pages.today import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from tpmprep.core.insight.front import TodayFace


class EndOfDay(QWidget):
    """Says what was done and lets go; ``more`` asks for a little more, ``started`` goes on."""

    started = Signal()
    more = Signal()

    def __init__(self, face: TodayFace) -> None:
        super().__init__()
        if face.minutes_done:
            title, text = self.tr("That is all for today"), _done_words(face.minutes_done)
        else:
            title = self.tr("Nothing waits for you today")
            text = self.tr("What you know still holds. It comes back when it begins to fade.")
        parts: list[QWidget] = [button(self.tr("A little more"), "link", then=self.more.emit)]
        if face.resumes:
            go_on = KeyButton(
                self.tr("Go on"), self.tr("Space"), "primary", icon="play!", then=self.started.emit
            )
            parts.insert(0, go_on)
        self.setLayout(row(_calm_panel("moon", title, text, side_by_side(*parts))))


class Offer(QWidget):
    """Before there is an aim: ``started`` opens the welcome, ``more`` begins without one."""

    started = Signal()
    more = Signal()

    def __init__(self, face: TodayFace) -> None:
        super().__init__()
        title = self.tr("What is ahead of you?")
        text = self.tr(
            "An interview, a new role, a certificate, or just a look: say it once, and every day here "
            "begins with the best thing to do in the minutes you have."
        )
        choose = KeyButton(
            self.tr("Say what is ahead"), self.tr("Space"), "primary", icon="target", then=self.started.emit
        )
        parts: list[QWidget] = [choose]
        if face.blocks:
            anyway = words.counted(face.minutes, "Just start, 1 minute", "Just start, {n} minutes")
            parts.append(button(anyway, "quiet", then=self.more.emit))
        self.setLayout(row(_calm_panel("graduation-cap", title, text, side_by_side(*parts))))


def side_by_side(*parts: QWidget) -> FlowLayout:
    """Buttons side by side, below each other where it is narrow."""
    line = FlowLayout(gap=12)
    for part in parts:
        line.addWidget(part)
    return line


def _done_words(minutes: int) -> str:
    done = words.counted(minutes, "1 minute is done.", "{n} minutes are done.")
    return words.tr("{done} The rest works while you sleep. See you tomorrow.", done=done)


def _calm_panel(icon: str, title: str, text: str, parts: FlowLayout) -> QFrame:
    tile = panel(row(icon_label(icon, "accent", 20), margins=(10, 10, 10, 10)), name="tile")
    said = stack(label(title, "h2", wrap=True), 8, label(text, "mutedbody", wrap=True), 20, holder(parts))
    inside = row(margins=(32, 32, 32, 32), spacing=16)
    inside.addLayout(stack(tile, None))
    inside.addLayout(said, 1)
    return panel(inside)
