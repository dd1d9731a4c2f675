"""Owns the line that opens, as wide as its panel, and a panel of them moved between by arrow keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QLayout, QSizePolicy, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import holder, label, row, rule, stack, vbox
from tpmprep.ui.kit.order import reveal
from tpmprep.ui.pages.paths.words import STATUS_LOOK, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent

_MOVES = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}


def status_mark(status: str) -> QWidget:
    """A status as icon and word, at the top left of a line; all as wide as one another."""
    sign, tone, role, _ = STATUS_LOOK[status]
    words = label(status_words(status), role)
    mark = holder(stack(row(icon_label(sign, tone, 20), 8, words, None), None))
    mark.setFixedWidth(max(theme.px(112), mark.sizeHint().width()))
    return mark


def move_between(lines: Sequence[Line], line: Line, move: str) -> None:
    """Follows an arrow key from one of some lines: to its neighbour, to an end, or into it."""
    at = lines.index(line)
    places = {"up": max(at - 1, 0), "down": min(at + 1, len(lines) - 1), "home": 0, "end": -1}
    if move == "right":
        line.click()
    elif move in places:
        lines[places[move]].setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(lines[places[move]])


class Line(QAbstractButton):
    """A row of labels that is one button; ``moved`` says where an arrow key wants to go."""

    moved = Signal(str)

    def __init__(self, layout: QLayout, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys ask to move, Enter opens."""
        bare = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        move = _MOVES.get(Qt.Key(event.key())) if bare else None
        if move:
            self.moved.emit(move)
        elif bare and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground under the mouse, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(area, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 8, 8)
        painter.end()


class Lines(QFrame):
    """A panel of lines, each with the id of its step; ``chosen`` carries the one that was opened."""

    chosen = Signal(int)

    def __init__(self, lines: Sequence[tuple[int, Line]]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.lines = [line for _id, line in lines]
        inside = vbox((16, 12, 16, 12), 4)
        for at, (step_id, line) in enumerate(lines):
            if at:
                inside.addWidget(rule())
            line.clicked.connect(partial(self._on_clicked, step_id))
            line.moved.connect(partial(self._on_moved, line))
            inside.addWidget(line)
        self.setLayout(inside)

    def take_focus(self) -> None:
        """The first line gets the focus."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, step_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.chosen.emit(step_id)

    def _on_moved(self, line: Line, move: str) -> None:
        move_between(self.lines, line, move)
