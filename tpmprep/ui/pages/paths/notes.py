"""Owns the notes on a step: kept while they are typed, saved when the field is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.fields import text_edit
from tpmprep.ui.kit.layout import label, stack
from tpmprep.ui.pages.paths.deeds import notes_place
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from tpmprep.core.db.faces import DeskPort
    from tpmprep.ui.pages.paths.deeds import Deeds

LINES = 4


class Notes(QWidget):
    """A field for notes; a draft of an earlier run is there again, and says so."""

    def __init__(self, step_id: int, saved: str, desk: DeskPort, deeds: Deeds) -> None:
        super().__init__()
        self._step_id, self._saved, self._desk, self._deeds = step_id, saved, desk, deeds
        draft = desk.draft(notes_place(step_id))
        kept = draft.text if draft is not None and draft.text != saved else None
        self.field = text_edit(say("Notes"), kept if kept is not None else saved, lines=3, answers=True)
        self.field.setPlaceholderText(say("What worked, what is still open …"))
        self.field.setFixedHeight(theme.px(22 * LINES + 18))
        self.field.installEventFilter(self)
        self._told = label(say("Not saved last time; here it is again."), "muted")
        self._told.setVisible(kept is not None)
        self._wait = DraftTimer(self, self._keep)
        self.field.textChanged.connect(self._wait.touch)
        self.setLayout(stack(self.field, 4, self._told))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Saves when the field loses the focus to another one."""
        if event.type() == QEvent.Type.FocusOut and watched is self.field:
            self.save()
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Saves what was typed, if it is news."""
        self._wait.stop()
        text = self.field.toPlainText()
        if text != self._saved and self._deeds.set_notes(self._step_id, text):
            self._saved = text
            self._told.hide()

    def _keep(self) -> None:
        text = self.field.toPlainText()
        if text != self._saved:
            self._desk.keep_draft(notes_place(self._step_id), text)
