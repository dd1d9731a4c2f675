"""The tab Questions: the bank beside one question, or one after the other where it is narrow."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.host import Key
from tpmprep.ui.pages.interview.detail import QuestionDetail
from tpmprep.ui.pages.interview.question_form import QuestionForm
from tpmprep.ui.pages.interview.question_list import QuestionList
from tpmprep.ui.pages.interview.split import Split

if TYPE_CHECKING:
    from tpmprep.core.interview.faces import CategoryRow, QuestionFace, QuestionRow
    from tpmprep.ui.kit.host import Host, Page


class Questions(QWidget):
    """The bank and the question shown; ``stood`` says another question is shown or the form opened."""

    stood = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self._categories: tuple[CategoryRow, ...] = ()
        self.list = QuestionList()
        self.detail = QuestionDetail(host, page)
        self._choose = EmptyState(
            "message-circle",
            self.tr("Write down what you would say, then say it aloud. Two minutes are enough to begin."),
            title=self.tr("Choose a question"),
        )
        self.right = QStackedWidget()
        for part in (self._choose, self.detail):
            self.right.addWidget(part)
        self.split = Split(self, self.list, self.right)
        self.detail.back.setVisible(not self.split.is_wide())
        self._connect()

    @cached_property
    def form(self) -> QuestionForm:
        """The form for a question of one's own, made when first asked for."""
        made = QuestionForm(self._host, self._page)
        made.kept.connect(self._on_kept)
        made.shut.connect(self._shut_form)
        self.right.addWidget(made)
        return made

    def load(self) -> None:
        """Reads the bank and the question shown."""
        self._categories = self._host.services.interview.categories()
        self.list.show_categories(self._categories)
        self._search()
        face = self.detail.face
        if face is not None and self.right.currentWidget() is not self._choose:
            self._read(face.id)

    def question_id(self) -> int:
        """The question shown, 0 for none."""
        face = self.detail.face
        shown = self.right.currentWidget() is self.detail and self.split.right_is_shown()
        return face.id if face is not None and shown else 0

    def show_question(self, question_id: int) -> None:
        """Shows a question; 0 opens the form for a new one."""
        if question_id == 0:
            self.open_new()
        elif self._read(question_id):
            self.right.setCurrentWidget(self.detail)
            self.list.mark(question_id)
            self.split.show_right()
            self.stood.emit()

    def open_new(self) -> None:
        """Opens the form for a question of the person's own."""
        self.leave()
        self.form.open_new(self._categories)
        self._show_form()

    def step_back(self) -> bool:
        """Closes form or comparison, leaves the answer, closes question or search where that is open."""
        if self.is_writing():
            self._shut_form()
        elif self.question_id() and self.detail.takes.is_side_by_side():
            self._compare()
        elif self.split.is_wide() and self.detail.answer.editor.field.hasFocus():
            self.detail.answer.flush()
            self.list.rows.setFocus()
        elif not self.split.is_wide() and self.split.right_is_shown():
            self._on_shut()
        elif self.list.is_narrowed():
            self.list.clear()
        else:
            return False
        return True

    def leave(self) -> None:
        """Saves the answer note and keeps a half-typed question."""
        self.detail.answer.flush()
        if self.is_writing():
            self.form.keep_draft()

    def keys(self) -> list[Key]:
        """What can be pressed now."""
        if self.is_writing():
            both = "Ctrl+Return / Ctrl+S"
            return [Key("question.save", self.tr("Save the question"), both, self.form.save)]
        keys = [
            Key("question.search", self.tr("Search questions"), "/", self._focus_search),
            Key("question.new", self.tr("A new question of your own"), "N", self.open_new),
        ]
        if self.question_id():
            keys += [
                Key("question.rehearse", self.tr("Rehearse the question"), "R", self.detail.press_rehearse),
                Key("question.star", self.tr("Star the question"), "S", self.detail.press_star),
                Key("question.answer", self.tr("Write your answer"), "E", self.detail.answer.begin),
                Key("question.keep", self.tr("Save your answer"), "Ctrl+S", self.detail.answer.flush),
            ]
            if self.detail.takes.can_compare():
                keys.append(Key("take.compare", self.tr("Compare two takes"), "C", self._compare))
            if self.detail.face is not None and not self.detail.face.shipped:
                keys.append(
                    Key("question.delete", self.tr("Delete your question"), "Del", self._delete_shown)
                )
        return keys

    def _compare(self) -> None:
        self.detail.takes.turn()
        self.detail.show_takes_at_top()
        compare = self.detail.takes.compare
        if compare is not None and self.detail.takes.is_side_by_side():
            compare.left.setFocus(Qt.FocusReason.TabFocusReason)
        elif compare is not None:
            self.detail.takes.side.setFocus(Qt.FocusReason.TabFocusReason)

    def is_writing(self) -> bool:
        """Whether the form for a question of one's own is open."""
        return isinstance(self.right.currentWidget(), QuestionForm)

    def edit_shown(self) -> None:
        """Opens the form for the question shown, if it is the person's own."""
        face = self.detail.face
        if face is not None and not face.shipped:
            self._edit(face)

    def _connect(self) -> None:
        self.list.asked.connect(self._search)
        self.list.wanted.connect(self.open_new)
        self.list.rows.moved.connect(self._on_moved)
        self.list.rows.opened.connect(self._on_opened)
        self.detail.rehearsed.connect(self._rehearse)
        self.detail.starred.connect(self._star)
        self.detail.edited.connect(self._edit)
        self.detail.deleted.connect(self._delete)
        self.detail.shut.connect(self._on_shut)
        self.detail.answer.saved.connect(lambda at, there: self.list.update_row(at, has_answer=there))
        self.split.widened.connect(self._on_widened)

    def _search(self) -> None:
        rows = self._host.services.interview.questions(self.list.query())
        face = self.detail.face
        self.list.show_rows(rows, face.id if face is not None else 0)

    def _read(self, question_id: int) -> bool:
        """Shows a question in the detail; a vanished one leaves the invitation to choose."""
        try:
            face = self._host.services.interview.question(question_id)
        except UserError:
            self.detail.answer.forget()
            self.detail.face = None
            self.right.setCurrentWidget(self._choose)
            self.split.show_left()
            self.stood.emit()
            return False
        self.detail.show_face(face)
        return True

    def _on_moved(self, row: QuestionRow) -> None:
        if self.split.is_wide() and not self.is_writing():
            self.show_question(row.id)

    def _on_opened(self, row: QuestionRow) -> None:
        if self.is_writing():
            self._shut_form()
        if self.question_id() != row.id:
            self.show_question(row.id)
        self.detail.rehearse.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_shut(self) -> None:
        self.leave()
        self.split.show_left()
        self.list.rows.setFocus()
        self.stood.emit()

    def _on_widened(self, wide: bool) -> None:  # noqa: FBT001 - a signal
        self.detail.back.setVisible(not wide)
        if self.isVisible():  # a page put away may be laid out anew after its file was closed
            self.stood.emit()

    def _rehearse(self, question_id: int) -> None:
        try:
            self._host.start(self._host.services.sittings.one("question", question_id))
        except UserError as error:
            self._host.failed(error)

    def _star(self, question_id: int, starred: bool) -> None:  # noqa: FBT001 - a signal
        try:
            with self._host.quietly(self._page):
                self._host.services.interview.star(question_id, starred=starred)
        except UserError as error:
            self._host.failed(error)
            return
        self.detail.show_star(on=starred)
        self.list.update_row(question_id, starred=starred)

    def _edit(self, face: QuestionFace) -> None:
        self.leave()
        self.form.open_face(face, self._categories)
        self._show_form()

    def _delete_shown(self) -> None:
        if self.detail.face is not None:
            self._delete(self.detail.face)

    def _delete(self, face: QuestionFace) -> None:
        self.leave()
        try:
            with self._host.quietly(self._page):
                self._host.services.interview.delete_questions([face.id])
        except UserError as error:
            self._host.failed(error)
            return
        self.detail.answer.forget()
        self.detail.face = None
        self.right.setCurrentWidget(self._choose)
        self.split.show_left()
        self._search()
        self.list.rows.setFocus()
        self.stood.emit()
        self._host.notice(self.tr("Deleted your question"), undo=True)

    def _on_kept(self, question_id: int) -> None:
        self.right.setCurrentWidget(self.detail)
        self.load()
        self.show_question(question_id)
        self.detail.rehearse.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_form(self) -> None:
        self.right.setCurrentWidget(self.form)
        self.split.show_right()
        self.stood.emit()

    def _shut_form(self) -> None:
        self.form.keep_draft()
        self.right.setCurrentWidget(self._choose if self.detail.face is None else self.detail)
        if self.detail.face is None:
            self.split.show_left()
        self.list.rows.setFocus()
        self.stood.emit()

    def _focus_search(self) -> None:
        if not self.split.is_wide():
            self.split.show_left()
            self.stood.emit()
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()
