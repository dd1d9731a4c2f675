"""One item to read: its stem, every option with its reason, how it went so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import Column, clear, holder, label, panel, row, scroll, set_role, stack, vbox
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.pages.quiz.number_panel import number_panel
from tpmprep.ui.pages.quiz.words import history_words, kind_words, letters, tier_words

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.quiz.faces import ItemFace, ItemRow, OptionFace

TOP = Qt.AlignmentFlag.AlignTop


class ItemView(QWidget):
    """Shows an item with all its reasons; what is pressed goes out as signals."""

    practised = Signal(int)
    edited = Signal(object)
    deleted = Signal(object)
    concept = Signal(int)
    shut = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.face: ItemFace | None = None
        self.back = button(self.tr("All items"), "icon", icon="arrow-left", then=self.shut.emit)
        self.crumb = label("", "muted")
        self.edit = button(self.tr("Edit"), "quiet", icon="pencil", then=self.press_edit)
        self.delete = button(self.tr("Delete"), "quiet", icon="trash-2", then=self.press_delete)
        self.practise = KeyButton(self.tr("Practise"), "P", "primary", icon="play!", then=self.press_practise)
        self.history = label("", "mutedbody", wrap=True)
        self._tags, self._body = FlowLayout(gap=8), vbox(spacing=12)
        head = row(self.back, 4, self.crumb, None, self.edit, self.delete)
        foot = stack(holder(self._tags), 12, self.history, 20, row(self.practise, None))
        column = stack(head, 16, self._body, 20, foot, None, margins=(0, 24, 12, 32))
        self.area = scroll(Column(column))
        self.setLayout(stack(self.area))

    def show_face(self, face: ItemFace, known: ItemRow | None, today: date) -> None:
        """Shows an item, its options in the order they were written."""
        self.face = face
        self.area.verticalScrollBar().setValue(0)
        place = face.domain or self.tr("Without a subject")
        self.crumb.setText(
            f"{self.tr('Quiz')} › {place}" if face.shipped else f"{place}  ·  {self.tr('your own')}"
        )
        self.edit.setVisible(face.known_kind)
        self.practise.setVisible(face.known_kind)
        self.history.setText("" if known is None else history_words(known, today))
        clear(self._tags)
        for words in (kind_words(face.kind), tier_words(face.tier)):
            self._tags.addWidget(label(words, "tag"))
        clear(self._body)
        self._fill(face)

    def press_practise(self) -> None:
        """Answers this item now."""
        if self.face is not None and self.face.known_kind:
            self.practised.emit(self.face.item_id)

    def press_edit(self) -> None:
        """Opens the editor."""
        if self.face is not None and self.face.known_kind:
            self.edited.emit(self.face)

    def press_delete(self) -> None:
        """Puts it into the trash."""
        if self.face is not None:
            self.deleted.emit(self.face)

    def _fill(self, face: ItemFace) -> None:
        stem = RichText(face.stem, size=19)
        stem.setAccessibleName(self.tr("Question"))
        self._body.addWidget(stem)
        self._body.addSpacing(4)
        if not face.known_kind:
            told = self.tr("This kind of item comes from a newer version. It can be read, not answered.")
            self._body.addWidget(label(told, "mutedbody", wrap=True))
        if face.number is not None:
            self._body.addWidget(number_panel(face.number))
        for letter, option in zip(
            letters(face.kind), sorted(face.options, key=lambda one: one.key), strict=False
        ):
            self._body.addWidget(self._option(letter, option))
        if face.explanation.strip():
            explained = RichText(face.explanation, size=15)
            explained.setAccessibleName(self.tr("Explanation"))
            inside = stack(
                label(self.tr("The rule behind it"), "eyebrow"), 6, explained, margins=(16, 14, 16, 14)
            )
            self._body.addWidget(panel(inside, name="callout"))
        if face.source:
            self._body.addWidget(
                label(self.tr("Source: {0}").replace("{0}", face.source), "muted", wrap=True)
            )
        if face.concepts:
            self._body.addWidget(self._concepts(face))

    def _option(self, letter: str, option: OptionFace) -> QFrame:
        sign = label(letter, "letter")
        text, why = RichText(option.text, size=15), RichText(option.why, size=14)
        text.setAccessibleName(self.tr("Option {0}").replace("{0}", letter))
        why.setAccessibleName(self.tr("Reason"))
        first = row()
        first.addWidget(text, 1)
        if option.right:
            set_role(sign, "good", "mark")
            first.addSpacing(16)
            first.addWidget(icon_label("circle-check", "good", 18), 0, TOP)
            first.addSpacing(6)
            first.addWidget(label(self.tr("Right answer"), "good"), 0, TOP)
        words = stack(first, 4, why) if option.why.strip() else stack(first)
        line = row(margins=(16, 14, 20, 14))
        line.addWidget(sign, 0, TOP)
        line.addSpacing(16)
        line.addLayout(words, 1)
        return panel(line, mark="good" if option.right else "")

    def _concepts(self, face: ItemFace) -> QWidget:
        line = FlowLayout(gap=4)
        for concept_id, title in face.concepts:
            line.addWidget(button(title, "link", then=lambda at=concept_id: self.concept.emit(at)))  # type: ignore[misc]
        return holder(stack(label(self.tr("Concepts behind it"), "muted"), 0, holder(line)))
