"""The form for a question of one's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.faces import QuestionDraft
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.fields import Field, NumberField, combo, go_to_ends, text_edit
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import Column, label, panel, row, scroll, stack
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.pages.interview.words import round_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import CategoryRow, QuestionFace
    from tpmprep.ui.kit.host import Host, Page

LONGEST_MINUTES, USUAL_MINUTES = 120, 3
CATEGORY_LETTERS = 18


def draft_place(question_id: int) -> str:
    """Where the desk keeps a half-typed question; 0 is a new one."""
    return f"interview.question.{question_id}"


def written(draft: QuestionDraft) -> str:
    """A draft as text for the desk."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def read(text: str) -> QuestionDraft | None:
    """The draft the desk kept; None when it cannot be read."""
    try:
        values = json.loads(text)
        return QuestionDraft(**{**values, "concept_ids": tuple(values.get("concept_ids", ()))})
    except (ValueError, TypeError, AttributeError):
        return None


class QuestionForm(QWidget):
    """Edits a new question (id 0) or one of the person's own; ``kept`` carries the id it now has."""

    kept = Signal(int)
    shut = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self.question_id = 0
        self._concept_ids: tuple[int, ...] = ()
        self._dirty = False
        self._timer = DraftTimer(self, self.keep_draft)
        self.title = label("", "h2")
        self.prompt = text_edit(self.tr("The question"), hint=self.tr("Tell me about a time …"), lines=3)
        self.category: QComboBox = combo(self.tr("Category"), ())
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.category.setMinimumContentsLength(CATEGORY_LETTERS)
        self.minutes = NumberField(self.tr("Minutes"), 1, LONGEST_MINUTES, USUAL_MINUTES)
        self.listen = text_edit(self.tr("They listen for"), lines=2)
        self.outline = MarkdownEdit(self.tr("Outline of a strong answer"), lines=5)
        for field, lines in ((self.prompt, 3), (self.listen, 2), (self.outline.field, 5)):
            Growing(field, lines)
        self._restored = label(self.tr("Your half-typed question is back."), "muted")
        self._prompt_field = Field(self.tr("The question"), self.prompt)
        self._build()
        self.prompt.textChanged.connect(self._touch)
        self.listen.textChanged.connect(self._touch)
        self.outline.edited.connect(self._touch)
        self.category.activated.connect(self._touch)
        self.minutes.valueChanged.connect(self._touch)

    def open_new(self, categories: Sequence[CategoryRow]) -> None:
        """An empty form, or the half-typed question of last time."""
        self._open(0, QuestionDraft("", 0, USUAL_MINUTES), categories)

    def open_face(self, face: QuestionFace, categories: Sequence[CategoryRow]) -> None:
        """A question of the person's own."""
        concept_ids = tuple(concept_id for concept_id, _title in face.concepts)
        draft = QuestionDraft(
            face.prompt, face.category_id, face.minutes, face.listen_for, face.outline, concept_ids
        )
        self._open(face.id, draft, categories)

    def draft(self) -> QuestionDraft:
        """The question as typed."""
        return QuestionDraft(
            prompt=self.prompt.toPlainText().strip(),
            category_id=self.category.currentData() or 0,
            minutes=float(self.minutes.value()),
            listen_for=self.listen.toPlainText().strip(),
            outline=self.outline.text(),
            concept_ids=self._concept_ids,
        )

    def save(self) -> None:
        """Keeps the question; what is missing is said beside its field."""
        draft = self.draft()
        if not draft.prompt:
            self._prompt_field.set_problem(self.tr("Write the question first."))
            self.prompt.setFocus()
            return
        interview = self._host.services.interview
        try:
            with self._host.quietly(self._page):
                question_id = self.question_id
                if question_id:
                    interview.edit_question(question_id, draft)
                else:
                    question_id = interview.add_question(draft)
                self._drop_draft()
        except UserError as error:
            self._host.failed(error)
            return
        self.kept.emit(question_id)

    def discard(self) -> None:
        """Forgets what was typed and closes."""
        self._drop_draft()
        self.shut.emit()

    def keep_draft(self) -> None:
        """Keeps what is half-typed."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self._host.services.desk.keep_draft(draft_place(self.question_id), written(self.draft()))

    def _open(self, question_id: int, draft: QuestionDraft, categories: Sequence[CategoryRow]) -> None:
        self.question_id = question_id
        self.title.setText(
            self.tr("Your own question") if question_id else self.tr("A new question of your own")
        )
        kept = self._host.services.desk.draft(draft_place(question_id))
        found = read(kept.text) if kept is not None else None
        self._restored.setVisible(found is not None)
        self._fill(found or draft, categories)
        if found is not None:
            go_to_ends(self)
        self.prompt.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, draft: QuestionDraft, categories: Sequence[CategoryRow]) -> None:
        self._concept_ids = draft.concept_ids
        self._prompt_field.set_problem("")
        self.category.clear()
        for one in categories:
            self.category.addItem(f"{round_words(one.round)} › {one.title}", one.id)
        self.category.setCurrentIndex(max(self.category.findData(draft.category_id), 0))
        self.prompt.setPlainText(draft.prompt)
        self.minutes.setValue(max(1, round(draft.minutes)))
        self.listen.setPlainText(draft.listen_for)
        self.outline.set_text(draft.outline)
        self._timer.stop()
        self._dirty = False

    def _touch(self) -> None:
        self._dirty = True
        self._prompt_field.set_problem("")
        self._timer.touch()

    def _drop_draft(self) -> None:
        self._timer.stop()
        self._dirty = False
        self._host.services.desk.drop_draft(draft_place(self.question_id))

    def _build(self) -> None:
        short = row(Field(self.tr("Category"), self.category), 16, Field(self.tr("Minutes"), self.minutes))
        short.setStretch(0, 1)
        fields = stack(
            self._restored,
            self._prompt_field,
            short,
            Field(self.tr("They listen for"), self.listen, self.tr("What a good answer shows, in one line.")),
            Field(self.tr("Outline of a strong answer"), self.outline),
            margins=(24, 24, 24, 24),
            spacing=20,
        )
        buttons = row(
            KeyButton(self.tr("Save the question"), self.tr("Ctrl Enter"), "primary", then=self.save),
            button(self.tr("Discard"), "quiet", then=self.discard),
            None,
            spacing=8,
        )
        column = stack(self.title, 16, panel(fields), 20, buttons, None, margins=(0, 0, 12, 32))
        self.setLayout(stack(scroll(Column(column))))
