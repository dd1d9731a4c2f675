"""Owns the form dialog: fields below a title, and why what was written cannot be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, press_focused
from tpmprep.ui.kit.layout import holder, label, row, scroll, stack
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import QKeyEvent

    from tpmprep.ui.kit.fields import Field
    from tpmprep.ui.kit.host import Host

WIDTH, HEIGHT = 560, 560
_SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")


class Form(QDialog):
    """Fields below a title; ``take`` is given what was written and may refuse it, which is then shown."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        verb: str,
        fields: Mapping[str, Field],
        take: Callable[[Form], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.fields = fields
        self._take = take
        self._kept: KeptDraft | None = None
        self._given: dict[str, str] = {}
        self._told = label(say("Not saved last time; here it is again."), "muted")
        self._told.hide()
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.save = button(verb, "primary", then=self.finish)
        self.save.setDefault(True)
        for keys in _SAVE_KEYS:
            QShortcut(QKeySequence(keys), self, self.finish)
        cancel = button(say("Cancel"), then=self.reject)
        inside = holder(stack(*_spaced(fields.values()), None, margins=(0, 0, 12, 0)))
        area = scroll(inside)
        inside.setAutoFillBackground(False)  # the dialog's own ground shows through
        self.setLayout(
            stack(
                label(title, "h2", wrap=True), 4, self._told, 12, area, 12, self._problem, 12,
                row(None, cancel, self.save, spacing=8), margins=(32, 24, 24, 24),
            )
        )  # fmt: skip
        self.resize(theme.px(WIDTH), min(theme.px(HEIGHT), theme.px(200 + 78 * len(fields))))
        first = next(iter(fields.values()), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, else the verb."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def text(self, name: str) -> str:
        """What is written in a field."""
        control = self.fields[name].control
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText()
        if isinstance(control, QComboBox):
            return str(control.currentData() or "")
        return control.text() if isinstance(control, QLineEdit) else ""

    def ticked(self) -> tuple[str, ...]:
        """Names of the boxes that are ticked."""
        boxes = ((name, field.control) for name, field in self.fields.items())
        return tuple(name for name, box in boxes if isinstance(box, QCheckBox) and box.isChecked())

    def keep_at(self, host: Host, place: str) -> None:
        """Half-typed text is kept at a place of the desk until the form is saved or given up."""
        self._given = {name: self.text(name) for name in self.fields}
        self._kept = kept = KeptDraft(host, self._typed, self)
        for name, text in kept.begin(place).items():
            if name in self.fields and text != self._given[name]:
                self._put(name, str(text))
                self._told.show()
        for field in self.fields.values():
            control = field.control
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.textChanged.connect(kept.touch)
            elif isinstance(control, QComboBox):
                control.currentIndexChanged.connect(kept.touch)

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001  (Qt's own)
        """Qt chooses all of the first field; what is there again is not chosen: a key would replace it."""
        super().setVisible(visible)
        first = next(iter(self.fields.values()), None)
        if first is not None and isinstance(first.control, QLineEdit) and not self._told.isHidden():
            first.control.end(False)  # noqa: FBT003  (Qt takes no name here)

    def done(self, result: int) -> None:
        """Closes; what was typed is saved or given up, so it is not offered again."""
        if self._kept is not None:
            self._kept.drop()
        super().done(result)

    def finish(self) -> None:
        """Hands over what was written; closes unless it is refused."""
        try:
            self._take(self)
        except UserError as error:
            self.say_wrong(str(error.values.get("why", error)))
            return
        self.accept()

    def say_wrong(self, words: str) -> None:
        """Shows why it cannot be saved."""
        self._problem.setText(say("Not saved: {why}.", why=words.rstrip(".")))
        self._problem.show()

    def _typed(self) -> dict[str, str]:
        texts = {name: self.text(name) for name in self.fields}
        return {name: text for name, text in texts.items() if text != self._given[name]}

    def _put(self, name: str, text: str) -> None:
        control = self.fields[name].control
        if isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        elif isinstance(control, QLineEdit):
            control.setText(text)
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(text))


def _spaced(parts: Iterable[QWidget]) -> list[QWidget | int]:
    spaced: list[QWidget | int] = []
    for part in parts:
        spaced += [part, 12]
    return spaced
