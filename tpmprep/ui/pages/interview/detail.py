"""A question in full: what they listen for, the answer note, the folded help, the takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from tpmprep.core.ground.clock import today
from tpmprep.core.ground.markup import to_plain
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import carried, set_icon
from tpmprep.ui.kit.layout import (
    Column,
    clear,
    headline,
    headline_html,
    holder,
    label,
    panel,
    row,
    scroll,
    stack,
    vbox,
)
from tpmprep.ui.pages.interview.answer import AnswerNote
from tpmprep.ui.pages.interview.folds import Fold
from tpmprep.ui.pages.interview.takes import TakesPanel
from tpmprep.ui.pages.interview.words import question_tags, round_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import QuestionFace
    from tpmprep.ui.kit.host import Host, Page


SETTLED_MS = 250


def bullets(lines: Sequence[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {line}" for line in lines)


def rubric_text(face: QuestionFace) -> str:
    """The rubric as a Markdown table, best level last."""
    rows = [f"| {level} | {words.replace('|', '/')} |" for level, words in sorted(face.rubric.items())]
    head = f"| {tr('Score')} | {tr('What it sounds like')} |"
    return "\n".join([head, "|---|---|", *rows])


class QuestionDetail(QWidget):
    """Shows one question; what is pressed on it goes out as signals, the answer note saves itself."""

    rehearsed = Signal(int)
    starred = Signal(int, bool)
    edited = Signal(object)
    deleted = Signal(object)
    shut = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host = host
        self.face: QuestionFace | None = None
        self.answer = AnswerNote(host, page)
        self.back = button(self.tr("All questions"), "icon", icon="arrow-left", then=self.shut.emit)
        self.crumb = label("", "muted")
        self.edit = button(self.tr("Edit"), "quiet", icon="pencil", then=lambda: self.edited.emit(self.face))
        self.delete = button(
            self.tr("Delete"), "quiet", icon="trash-2", then=lambda: self.deleted.emit(self.face)
        )
        self._prompt = headline("", 20)
        self._listen = label("", "muted", wrap=True)
        self._tags = FlowLayout(gap=8)
        self._helped: tuple[object, ...] = ()
        self._help, self.takes = vbox(spacing=4), TakesPanel()
        self.rehearse = KeyButton(self.tr("Rehearse"), "R", "primary", icon="mic", then=self.press_rehearse)
        self.star = KeyButton(self.tr("Star"), "S", icon="star", then=self.press_star)
        self.setLayout(stack(self._scroll()))
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self.area.verticalScrollBar().rangeChanged.connect(self._to_takes)

    def show_face(self, face: QuestionFace) -> None:
        """Shows a question, from its top when it is another one."""
        if self.face is None or self.face.id != face.id:
            self.area.verticalScrollBar().setValue(0)
            self.takes.show_list()
        self.face = face
        self.crumb.setText(self._crumb_words(face))
        self._prompt.setText(headline_html(to_plain(face.prompt), 20))
        self._listen.setText(self.tr("They listen for: {0}").replace("{0}", to_plain(face.listen_for)))
        self._listen.setVisible(bool(face.listen_for))
        self.edit.setVisible(not face.shipped)
        self.delete.setVisible(not face.shipped)
        self.show_star(on=face.starred)
        self._fill_tags(face)
        self.answer.show_face(face)
        self._fill_help(face)
        self.takes.show_takes(face.takes, face.parts, today(self._host.services.clock))

    def show_takes_at_top(self) -> None:
        """Scrolls until the takes begin at the top, also while their lines still find their height."""
        self._settling.start()
        self._to_takes()

    def _to_takes(self) -> None:
        if self._settling.isActive():
            self.area.verticalScrollBar().setValue(self.takes.y())

    def press_rehearse(self) -> None:
        """Says it now."""
        if self.face is not None:
            self.answer.flush()
            self.rehearsed.emit(self.face.id)

    def press_star(self) -> None:
        """Stars it, or takes the star away."""
        if self.face is not None:
            self.starred.emit(self.face.id, not self.face.starred)

    def show_star(self, *, on: bool) -> None:
        """Shows whether the question is starred."""
        if self.face is not None:
            self.face = replace(self.face, starred=on)
        self.star.set_words(self.tr("Starred") if on else self.tr("Star"))
        for sign in self.star.findChildren(QLabel):
            if carried(sign) is not None:
                set_icon(sign, "star!" if on else "star", "accent" if on else "muted", 16)

    def _crumb_words(self, face: QuestionFace) -> str:
        words = f"{round_words(face.round)} › {face.category}"
        return words if face.shipped else f"{words}  ·  {self.tr('your own')}"

    def _fill_tags(self, face: QuestionFace) -> None:
        clear(self._tags)
        for words in question_tags(face):
            self._tags.addWidget(label(words, "tag"))

    def _fill_help(self, face: QuestionFace) -> None:
        about = (
            face.id,
            face.outline,
            face.rubric,
            face.follow_ups,
            face.mistakes,
            face.explanation,
            face.concepts,
        )
        if about == self._helped:
            return
        self._helped = about
        clear(self._help)
        parts = (
            (self.tr("Outline of a strong answer"), face.outline),
            (self.tr("How it is scored"), rubric_text(face) if face.rubric else ""),
            (self.tr("Follow-up questions"), bullets(face.follow_ups)),
            (self.tr("Common mistakes"), bullets(face.mistakes)),
            (
                self.tr("Why they ask"),
                "\n\n".join(part for part in (face.explanation, _source(face)) if part),
            ),
        )
        for title, text in parts:
            if text.strip():
                self._help.addWidget(Fold(title, text))
        if face.concepts:
            self._help.addWidget(self._concepts(face))
        self._help_box.setVisible(self._help.count() > 0)

    def _concepts(self, face: QuestionFace) -> QWidget:
        line = FlowLayout(gap=4)
        for concept_id, title in face.concepts:
            line.addWidget(
                button(title, "link", then=lambda at=concept_id: self._host.open_thing("concept", at))  # type: ignore[misc]
            )
        return holder(
            stack(label(self.tr("Concepts behind it"), "muted"), 0, holder(line), margins=(8, 8, 0, 4))
        )

    def _scroll(self) -> QWidget:
        self._help_box = panel(stack(self._help, margins=(16, 12, 16, 12)))
        head = row(self.back, self.crumb, None, self.edit, self.delete, spacing=4)
        actions = row(self.rehearse, self.star, None, spacing=8)
        column = stack(
            head, 8, self._prompt, 8, self._listen, 12, holder(self._tags), 20, actions, 24, self.answer, 16,
            self._help_box, 16, self.takes, None, margins=(0, 0, 12, 32),
        )  # fmt: skip
        self.area = scroll(Column(column))
        return self.area


def _source(face: QuestionFace) -> str:
    return f"*{face.source}*" if face.source else ""
