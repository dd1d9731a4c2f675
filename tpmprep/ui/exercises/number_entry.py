"""Owns the field a number is answered in: what was read of it, or what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.amounts import plain_number
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.exercises.number_words import hint_words, with_unit
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.layout import label, row, set_role, stack

if TYPE_CHECKING:
    from tpmprep.core.quiz.faces import NumberKey

LONGEST, WIDTH = 60, 240


class NumberEntry(QWidget):
    """A line for one number with its unit; ``guessed`` where G was pressed in it."""

    edited = Signal()
    guessed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key: NumberKey | None = None
        self.line = line_edit(self.tr("Your answer, a number"), hint="1.5", longest=LONGEST, answers=True)
        self.line.setMaximumWidth(theme.px(WIDTH))
        self.line.textEdited.connect(lambda _text: self._on_edited())
        self.line.installEventFilter(self)
        self._unit = label("", "mid")
        self.told = label("", "muted", wrap=True)
        self.setFocusProxy(self.line)
        self.setLayout(stack(row(self.line, 12, self._unit, None), 8, self.told))

    def begin(self, key: NumberKey, text: str = "") -> None:
        """Asks for this number."""
        self._key = key
        self.line.setText(text)
        self._unit.setText(key.unit)
        self._unit.setVisible(bool(key.unit))
        described = self.tr("in {unit}").replace("{unit}", key.unit) if key.unit else ""
        self.line.setAccessibleDescription(described)
        self._tell()

    def text(self) -> str:
        """What is typed."""
        return self.line.text().strip()

    def takes_g(self) -> bool:
        """Whether G belongs to a unit, e.g. GB, so that it cannot mean a guess."""
        names = (self._key.unit, *(name for name, _ in self._key.units)) if self._key else ()
        return any("g" in name.casefold() for name in names)

    def problem(self) -> str:
        """What to write instead; empty where the number can be read."""
        if self._key is None:
            return ""
        try:
            self._key.read(self.text())
        except UserError as error:
            return str(error)
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """G is a guess here too, unless it may begin a unit."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_G
            and event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            and not self.takes_g()
        ):
            self.guessed.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        """Echoes the number as it was read, so that a comma is never taken for something else unseen."""
        key, text = self._key, self.text()
        problem = self.problem() if text else ""
        set_role(self.told, "warn" if problem else "muted")
        if key is None:
            return
        if problem:
            self.told.setText(problem)
        elif text:
            words = with_unit(plain_number(key.read(text)), key.unit)
            self.told.setText(self.tr("Reads as {number}").replace("{number}", words))
        else:
            self.told.setText(hint_words(key))
