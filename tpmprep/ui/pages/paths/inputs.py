"""Owns the inputs of a step's own fields, one for each shape a field can have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import check_box, combo, line_edit, text_edit
from tpmprep.ui.kit.layout import holder, row
from tpmprep.ui.pages.paths import ask
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.learning.faces import StepField

TEXT_LINES = 3
DAY_HINT = "2026-03-31"
TICKED = "yes"


class Input(QObject):
    """One control for one field: ``control`` is typed into, ``whole`` is what is shown.

    ``changed`` comes while it is used, ``left`` when what is in it shall be saved.
    """

    changed = Signal()
    left = Signal()
    link_wanted = Signal(str)

    def __init__(self, field: StepField, control: QWidget) -> None:
        super().__init__()
        self.field, self.control, self.whole = field, control, control

    def text(self) -> str:
        """What is in it."""
        control = self.control
        if isinstance(control, QCheckBox):
            return TICKED if control.isChecked() else ""
        if isinstance(control, QComboBox):
            return str(control.currentData() or "")
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText()
        return control.text() if isinstance(control, QLineEdit) else ""

    def put(self, text: str) -> None:
        """Shows a value; nobody is told."""
        control = self.control
        if self.text() == text:
            return
        control.blockSignals(True)  # noqa: FBT003  (Qt's own)
        if isinstance(control, QCheckBox):
            control.setChecked(bool(text))
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(max(control.findData(text), 0))
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        elif isinstance(control, QLineEdit):
            control.setText(text)
        control.blockSignals(False)  # noqa: FBT003  (Qt's own)


def made(field: StepField, today: date) -> Input:
    """The input for a field."""
    if field.shape == "tick":
        return _tick(field)
    if field.shape == "choice":
        return _choice(field)
    if field.shape in {"text", "scores"}:
        return _text(field)
    return _line(field, today)


def _tick(field: StepField) -> Input:
    box = check_box(say(field.label))
    given = Input(field, box)
    box.toggled.connect(lambda _on: given.left.emit())
    return given


def _choice(field: StepField) -> Input:
    choices = [("", say("Not set")), *((choice, say(choice).capitalize()) for choice in field.choices)]
    box = combo(say(field.label), choices)
    given = Input(field, box)
    box.activated.connect(lambda _at: given.left.emit())
    return given


def _text(field: StepField) -> Input:
    hint = say(field.hint) if field.hint else ""
    edit = text_edit(say(field.label), hint=hint, lines=TEXT_LINES, answers=True)
    if field.shape == "scores":
        edit.setPlaceholderText(say("One a line, the day and the per cent: {example}", example=field.hint))
    edit.setFixedHeight(theme.px(22 * TEXT_LINES + 18))
    given = Input(field, edit)
    edit.textChanged.connect(given.changed)
    return given


def _line(field: StepField, today: date) -> Input:
    hint = DAY_HINT if field.shape == "day" and not field.hint else field.hint
    edit = line_edit(say(field.label), hint=say(hint) if hint else "", answers=True)
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    given = Input(field, edit)
    edit.textChanged.connect(given.changed)
    edit.editingFinished.connect(given.left)
    if field.shape == "day":
        name = say("Choose a day for {field}", field=say(field.label))
        given.whole = _with_button(edit, "calendar", name, lambda: _pick(given, today))
    elif field.shape == "link":
        name = say("Open {field}", field=say(field.label))
        given.whole = _with_button(edit, "external-link", name, lambda: given.link_wanted.emit(given.text()))
    return given


def _with_button(edit: QLineEdit, drawing: str, name: str, then: Callable[[], None]) -> QWidget:
    pressed = button(name, "icon", icon=drawing, name=name, then=then)
    line = row(edit, pressed, spacing=4)
    line.setStretchFactor(edit, 1)
    return holder(line)


def _pick(given: Input, today: date) -> None:
    try:
        start = date.fromisoformat(given.text())
    except ValueError:
        start = today
    on = ask.ask_day(given.control, say(given.field.label), start)
    if on is not None:
        given.put(on.isoformat())
        given.left.emit()
