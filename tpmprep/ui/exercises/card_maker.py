"""Owns making a card of an answered item without leaving the sitting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tpmprep.core.cards.faces import FieldSpec, NoteDraft
from tpmprep.core.quiz.faces import OptionFace
from tpmprep.ui.exercises.note_editor import NoteEditor
from tpmprep.ui.exercises.number_words import right_words
from tpmprep.ui.kit.layout import stack

if TYPE_CHECKING:
    from tpmprep.core.quiz.faces import ItemFace
    from tpmprep.ui.exercises.draft import KeptDraft
    from tpmprep.ui.exercises.view import Stage


def note_of(face: ItemFace, deck_id: int) -> NoteDraft:
    """A note with the stem on its front and the right answer with its reason on its back."""
    right = [option for option in face.options if option.right]
    if face.number is not None:
        right = [OptionFace(0, right_words(face.number), right=True, why="")]
    back = "\n".join(f"- {o.text}" for o in right) if len(right) > 1 else "".join(o.text for o in right)
    why = face.explanation or (right[0].why if right else "")
    return NoteDraft(
        kind="basic",
        deck_id=deck_id,
        fields={"front": face.stem.strip(), "back": back.strip()},
        explanation=why.strip(),
        source=face.source,
        concept_ids=tuple(concept_id for concept_id, _title in face.concepts),
    )


class CardMaker(QFrame):
    """The note editor over a new note; ``finished`` when it was saved or given up."""

    finished = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._stage = stage
        self._host = stage.host
        self.editor = NoteEditor(stage.host, self.tr("Save the card"))
        self.editor.save_wanted.connect(self._on_save)
        self.editor.left.connect(self.finished)
        self.editor.setMinimumHeight(520)
        self.setLayout(stack(self.editor, margins=(32, 24, 24, 8)))

    @property
    def kept(self) -> KeptDraft:
        """The half-typed note."""
        return self.editor.kept

    def make(self, face: ItemFace) -> None:
        """Opens a new note about this item, in the first deck of the person's own."""
        deck_id = self._own_deck()
        fields = (
            FieldSpec("front", self.tr("Front"), required=True),
            FieldSpec("back", self.tr("Back"), required=True),
        )
        self.show()
        place = f"note.of_item:{face.item_id}"
        self.editor.edit(self.tr("A card of your own"), note_of(face, deck_id), fields, place)

    def ask_to_save(self) -> None:
        """Saves it."""
        self.editor.ask_to_save()

    def leave(self) -> None:
        """Gives it up."""
        self.editor.leave()

    def _own_deck(self) -> int:
        decks = self._host.services.cards.decks()
        return next((deck.id for deck in decks if not deck.shipped), 0)

    def _on_save(self, draft: NoteDraft) -> None:
        if not self._stage.write(lambda: self._add(draft)):
            return
        self.editor.kept.finish()
        self.finished.emit()
        self._host.notice(self.tr("Card made; it comes among your new cards"), undo=True)

    def _add(self, draft: NoteDraft) -> None:
        cards = self._host.services.cards
        deck_id = draft.deck_id or cards.add_deck(self.tr("My cards"))
        cards.add(replace(draft, deck_id=deck_id))
