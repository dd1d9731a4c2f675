"""The answer note of a question: written in Markdown, saved by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import label, panel, row, stack
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.pages.interview.autosave import Autosave
from tpmprep.ui.pages.interview.words import time_words

if TYPE_CHECKING:
    from tpmprep.core.interview.faces import QuestionFace
    from tpmprep.ui.kit.host import Host, Page

LINES, MOST_LINES = 8, 24


def draft_place(question_id: int) -> str:
    """Where the desk keeps the half-typed answer of a question."""
    return f"interview.answer.{question_id}"


class AnswerNote(QWidget):
    """Edits the answer note of the question shown; ``saved`` carries its id and whether it has words."""

    saved = Signal(int, bool)

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self._question_id = 0
        self._stored = ""
        self._parts: tuple[str, ...] = ()
        self._drafted = False
        self.editor = MarkdownEdit(
            self.tr("Your answer"),
            hint=self.tr("Key points, numbers, the sentence you begin with"),
            lines=LINES,
        )
        Growing(self.editor.field, LINES, MOST_LINES)
        self.status = label("", "muted")
        self.from_parts = button(self.tr("Begin with the parts"), "link", then=self._begin)
        self.auto = Autosave(self, self._keep, self._save)
        self.editor.edited.connect(self._on_edited)
        self.auto.dirtied.connect(lambda: self.status.setText(self.tr("Not saved yet")))
        head = row(label(self.tr("Your answer"), "h3"), 12, self.from_parts, None, self.status)
        inside = stack(head, 8, self.editor, margins=(24, 20, 24, 24))
        self.setLayout(stack(panel(inside)))

    def show_face(self, face: QuestionFace) -> None:
        """Shows the note of a question; words still being typed into the same one are left alone."""
        if face.id == self._question_id and self.auto.dirty:
            return
        self.auto.flush()
        fresh = face.id != self._question_id
        self._question_id, self._parts = face.id, face.parts
        self.auto.forget()
        self._show_stored(face, fresh=fresh)

    def begin(self) -> None:
        """Goes on writing where the words end."""
        self.editor.field.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def question_id(self) -> int:
        """The question whose note is shown, 0 before the first."""
        return self._question_id

    def flush(self) -> None:
        """Saves what is not saved yet."""
        self.auto.flush()

    def forget(self) -> None:
        """The question was deleted: nothing of its note is to be saved."""
        self.auto.forget()
        self._question_id = 0

    def _show_stored(self, face: QuestionFace, *, fresh: bool) -> None:
        self._stored = face.answer
        if fresh or self.editor.text() != face.answer:
            self.editor.set_text(face.answer)
        self.status.setText("")
        if face.answer_edited_at is not None and not fresh:
            self.status.setText(self._saved_words(time_words(face.answer_edited_at)))
        draft = self._host.services.desk.draft(draft_place(face.id)) if fresh else None
        self._drafted = draft is not None
        if draft is not None and draft.text != face.answer:
            self.editor.set_text(draft.text)
            self.editor.go_to_end()
            self.auto.restore()
            self.status.setText(self.tr("Your half-typed words are back, not saved yet"))
        self._offer_parts()

    def _on_edited(self) -> None:
        self.auto.touch()
        self._offer_parts()

    def _offer_parts(self) -> None:
        self.from_parts.setVisible(bool(self._parts) and not self.editor.text().strip())

    def _begin(self) -> None:
        self.editor.field.insertPlainText("\n\n".join(f"**{part}:** " for part in self._parts))
        self.editor.field.setFocus()

    def _keep(self) -> None:
        self._host.services.desk.keep_draft(draft_place(self._question_id), self.editor.text())
        self._drafted = True

    def _save(self) -> bool:
        text = self.editor.text()
        services = self._host.services
        try:
            with self._host.quietly(self._page):
                at = services.clock.now()
                if text != self._stored:
                    at = services.interview.save_answer(self._question_id, text)
                if self._drafted:
                    services.desk.drop_draft(draft_place(self._question_id))
        except UserError as error:
            self._host.failed(error)
            self.status.setText(self.tr("Not saved yet"))
            return False
        self._stored, self._drafted = text, False
        self.status.setText(self._saved_words(time_words(at)))
        self.saved.emit(self._question_id, bool(text.strip()))
        return True

    def _saved_words(self, at: str) -> str:
        return self.tr("Saved {0}").replace("{0}", at)
