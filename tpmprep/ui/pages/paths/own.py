"""Owns the fields a person fills in on a step: two a line, saved when left, kept while they are typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.fields import Field
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, row, stack, vbox
from tpmprep.ui.pages.paths.deeds import fields_place
from tpmprep.ui.pages.paths.inputs import Input, made
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.db.faces import DeskPort
    from tpmprep.core.learning.faces import StepFace
    from tpmprep.ui.pages.paths.deeds import Deeds

TWO_COLUMNS = 520
WIDE = frozenset({"text", "scores"})


@dataclass(slots=True)
class _Place:
    """One field on the form: its input, its frame with the title, and what was last saved."""

    input: Input
    frame: Field
    saved: str


class OwnFields(QWidget):
    """The person's fields of one step; ``link_wanted`` carries the address of a link to open."""

    link_wanted = Signal(str)

    def __init__(self, face: StepFace, desk: DeskPort, deeds: Deeds, today: date) -> None:
        super().__init__()
        self._face, self._desk, self._deeds = face, desk, deeds
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._columns = 0
        self._reminders = vbox(spacing=6)
        self._told = label(say("Not saved last time; here it is again."), "muted")
        self._told.hide()
        self._wait = DraftTimer(self, self._keep)
        self._places: dict[str, _Place] = {}
        for value in face.own:
            self._add(made(value.field, today), value.text)
        self._bring_back()
        self.setLayout(stack(self._reminders, self._told, self._grid, spacing=8))
        self._lay(2)
        self.show_face(face)

    def show_face(self, face: StepFace) -> None:
        """Shows what is saved; what is being typed stays."""
        self._face = face
        for value in face.own:
            place = self._places.get(value.field.name)
            if place is None:
                continue
            if place.input.text() == place.saved:
                place.input.put(value.text)
            place.saved = value.text
        clear(self._reminders)
        for reminder in face.reminders:
            words = label(say(reminder), "warn", wrap=True)
            line = row(icon_label("triangle-alert", "warn", 16), words, spacing=8)
            line.setStretchFactor(words, 1)
            self._reminders.addWidget(holder(line))

    def names(self) -> tuple[str, ...]:
        """The fields, in their order."""
        return tuple(self._places)

    def control(self, name: str) -> QWidget:
        """The control of a field."""
        return self._places[name].input.control

    def problem(self, name: str) -> str:
        """What is shown as wrong with a field, empty when all is well."""
        return self._places[name].frame.problem()

    def take_focus(self) -> None:
        """The first field gets the focus."""
        for place in self._places.values():
            place.input.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def save(self) -> None:
        """Saves every field that was changed; one that cannot be saved says why and stays as typed."""
        for name, place in self._places.items():
            if place.input.text() != place.saved:
                self._save(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Saves a field of several lines when it loses the focus."""
        if event.type() == QEvent.Type.FocusOut:
            for name, place in self._places.items():
                if place.input.control is watched:
                    self._save(name)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two fields a line where there is room, else one."""
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= theme.px(TWO_COLUMNS) else 1
        if columns != self._columns:
            # once the layouts above are done, or they keep the height of before
            QTimer.singleShot(0, self, partial(self._lay, columns))

    def _add(self, given: Input, text: str) -> None:
        field = given.field
        title = f"{say(field.label)} ({field.unit})" if field.unit else say(field.label)
        frame = Field(title, given.whole)
        given.control.setAccessibleName(title)
        if field.shape == "tick":
            frame.title.hide()
        given.put(text)
        place = self._places[field.name] = _Place(given, frame, text)
        if isinstance(given.control, QPlainTextEdit):
            given.control.installEventFilter(self)
        given.changed.connect(self._on_changed)
        given.left.connect(partial(self._save, field.name))
        given.link_wanted.connect(self.link_wanted)
        place.input.setParent(self)

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        line = at = 0
        for place in self._places.values():
            wide = columns == 1 or place.input.field.shape in WIDE
            if wide and at:
                line, at = line + 1, 0
            self._grid.addWidget(place.frame, line, at, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            line, at = (line + 1, 0) if wide or at else (line, 1)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.invalidate()
        self.updateGeometry()

    def _save(self, name: str) -> None:
        place = self._places[name]
        text = place.input.text()
        if text == place.saved:
            place.frame.set_problem("")
            return
        try:
            after = self._deeds.set_fields(self._face, {name: text})
        except UserError as error:
            place.frame.set_problem(say("Not saved: {why}.", why=error.values.get("why", error.code)))
            self._keep()
            return
        self._told.hide()
        place.frame.set_problem("")
        place.saved = after.extra.get(name, "")
        place.input.put(place.saved)

    def _on_changed(self) -> None:
        self._wait.touch()

    def _keep(self) -> None:
        typed = {
            name: place.input.text()
            for name, place in self._places.items()
            if place.input.text() != place.saved
        }
        if typed:
            self._desk.keep_draft(fields_place(self._face.row.id), json.dumps(typed))

    def _bring_back(self) -> None:
        draft = self._desk.draft(fields_place(self._face.row.id))
        typed = json.loads(draft.text) if draft is not None else {}
        for name, text in typed.items():
            place = self._places.get(name)
            if place is not None and text != place.saved:
                place.input.put(text)
                self._told.show()
