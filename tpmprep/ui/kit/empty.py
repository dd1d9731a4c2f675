"""Owns the empty state: what belongs here, and the first thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import Column, hbox, label, panel, stack, vbox

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyState(QWidget):
    """An icon, one sentence (under a title where it needs one), and one or two actions, in the middle."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        *,
        title: str = "",
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self.action = button(action, "primary", then=then)
        if not action:
            self.action.hide()
        inside = hbox((10, 10, 10, 10))
        inside.addWidget(icon_label(icon, "accent", 20))
        tile = panel(inside, name="tile")
        head, words = label(title, "h3", wrap=True), label(sentence, "mutedbody", wrap=True)
        if not title:
            head.hide()
        for text in (head, words):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = vbox((24, 32, 24, 32))
        column.addStretch(1)
        column.addWidget(tile, 0, middle)
        column.addSpacing(16)
        column.addWidget(Column(stack(head, 4, words), 440))
        column.addSpacing(20)
        column.addWidget(self.action, 0, middle)
        if second is not None:
            column.addSpacing(4)
            column.addWidget(button(second[0], "link", then=second[1]), 0, middle)
        column.addStretch(1)
        self.setLayout(column)
