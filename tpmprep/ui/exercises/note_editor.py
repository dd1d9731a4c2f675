"""Owns editing a note where it is read: its fields as Markdown, saved with Ctrl+Enter, left with Esc."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tpmprep.core.cards.faces import NoteDraft
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.fields import Field, go_to_ends, line_edit
from tpmprep.ui.kit.layout import clear, label, page, row, scroll, stack, vbox
from tpmprep.ui.kit.markdown_edit import MarkdownEdit

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import FieldSpec, NoteFace
    from tpmprep.ui.kit.host import Host

EXPLANATION = "explanation"


def draft_of(note: NoteFace) -> NoteDraft:
    """A note as it would be saved unchanged."""
    return NoteDraft(
        kind=note.kind,
        deck_id=note.deck_id,
        fields=dict(note.fields),
        explanation=note.explanation,
        source=note.source,
        tags=note.tags,
        concept_ids=tuple(concept_id for concept_id, _title in note.concepts),
    )


class NoteEditor(QWidget):
    """Edits the fields of one note; half-typed text is kept under ``place`` until saved or left."""

    save_wanted = Signal(object)
    left = Signal()

    def __init__(self, host: Host, save_words: str = "") -> None:
        super().__init__()
        self._draft = NoteDraft("", 0, {})
        self._edits: dict[str, MarkdownEdit | QLineEdit] = {}
        self._before: dict[str, Any] = {}
        self._host = host
        self._title = label("", "h3")
        self._fields = vbox(spacing=16)
        self.kept = KeptDraft(host, self._typed, self)
        inner = page(stack(self._fields, None, margins=(0, 0, 12, 0)))
        self.save = KeyButton(
            save_words or self.tr("Save"), self.tr("Ctrl Enter"), "primary", then=self.ask_to_save
        )
        leave = KeyButton(self.tr("Leave as it was"), self.tr("Esc"), "quiet", then=self.leave)
        self.discard = button(self.tr("Discard what I typed"), "quiet", then=self.forget)
        foot = row(leave, self.discard, None, self.save, spacing=8)
        self._back = label(self.tr("Your half-typed words are back, not saved yet."), "muted", wrap=True)
        head = stack(self._title, 4, self._back)
        self.setLayout(stack(head, 16, scroll(inner), 16, foot, margins=(0, 0, 0, 16)))

    def edit(self, title: str, draft: NoteDraft, fields: tuple[FieldSpec, ...], place: str) -> None:
        """Opens a note for editing; text kept under ``place`` is put back."""
        self._draft = draft
        self._title.setText(title)
        clear(self._fields)
        kept = self.kept.begin(place) or self.kept.begin_again(place)
        titles = {spec.name: spec.title for spec in fields} or {name: name for name in draft.fields}
        texts = {name: draft.fields.get(name, "") for name in titles}
        titles[EXPLANATION] = self.tr("Why it matters")
        texts[EXPLANATION] = draft.explanation
        self._before = dict(texts)
        self._edits = {}
        short = {spec.name: spec.hint for spec in fields if not spec.long}
        for name, words in titles.items():
            text = str(kept.get(name, texts[name]))
            made = self._line(words, text, short[name]) if name in short else self._markdown(words, text)
            self._edits[name] = made
            self._fields.addWidget(Field(words, made))
        for part in (self._back, self.discard):
            part.setVisible(self._is_changed())
        if self._is_changed():
            go_to_ends(self)
        self.set_focus()

    def set_focus(self) -> None:
        """Puts the cursor into the first field."""
        first = next(iter(self._edits.values()), None)
        if first is not None:
            first.setFocus()

    def field(self, name: str) -> MarkdownEdit | QLineEdit:
        """The editor of one field."""
        return self._edits[name]

    def ask_to_save(self) -> None:
        """Hands out the note as typed."""
        texts = {name: made.text() for name, made in self._edits.items()}
        explanation = texts.pop(EXPLANATION, self._draft.explanation)
        self.save_wanted.emit(replace(self._draft, fields=texts, explanation=explanation))

    def leave(self) -> None:
        """Leaves the note as it was; what was typed is there again when the editor is next opened."""
        if self._is_changed():
            self.kept.put_aside()
            self._host.notice(self.tr("Not saved. What you typed is there again when you edit it next."))
        else:
            self.kept.finish()
        self.left.emit()

    def forget(self) -> None:
        """Leaves the note as it was and gives up what was typed."""
        self.kept.finish()
        self.left.emit()

    def _is_changed(self) -> bool:
        return any(made.text() != self._before[name] for name, made in self._edits.items())

    def _markdown(self, words: str, text: str) -> MarkdownEdit:
        made = MarkdownEdit(words, text, lines=3)
        made.edited.connect(self.kept.touch)
        return made

    def _line(self, words: str, text: str, hint: str) -> QLineEdit:
        made = line_edit(words, text, hint=hint)
        made.textEdited.connect(self.kept.touch)
        return made

    def _typed(self) -> dict[str, Any]:
        return {name: made.text() for name, made in self._edits.items()}
