"""The form of a note: kind, deck, fields, explanation, concepts, tags and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tpmprep.core.cards.faces import NoteDraft
from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.fields import Field, combo, line_edit
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import clear, label, stack, vbox
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.pages.cards import words
from tpmprep.ui.pages.cards.concepts import ConceptChips
from tpmprep.ui.pages.cards.drafts import Typed
from tpmprep.ui.pages.cards.offers import OfferBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from tpmprep.core.cards.faces import DeckRow, FieldSpec, NoteKindRow, Offer
    from tpmprep.core.catalog.faces import Hit

LINES, MOST_LINES = 3, 16
EXPLANATION, SOURCE = "explanation", "source"


class NoteForm(QWidget):
    """What is typed; ``taken`` carries the name of a field whose shipped text is wished back."""

    edited = Signal()
    taken = Signal(str)

    def __init__(self, kinds: Sequence[NoteKindRow], find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__()
        self._kinds = {kind.name: kind for kind in kinds}
        self._filling, self._built = False, ""
        self._texts: dict[str, str] = {}
        self._edits: dict[str, MarkdownEdit | QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        self._boxes: dict[str, OfferBox] = {}
        self.kind = SegmentedChips([(kind.name, words.tr(kind.title)) for kind in kinds])
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.changed.connect(self._on_kind)
        self._about = label("", "muted", wrap=True)
        self.deck = combo(self.tr("Deck"), [])
        self.deck.currentIndexChanged.connect(lambda _at: self._touch())
        self._lines = vbox(spacing=16)
        self.explanation = self._markdown(
            self.tr("Explanation"), self.tr("Why it is so, in a sentence or two")
        )
        self.concepts = ConceptChips(find)
        self.concepts.edited.connect(self._touch)
        self.tags = line_edit(self.tr("Tags"), hint=self.tr("Separated by commas"))
        self.source = line_edit(self.tr("Source"), hint=self.tr("Where it can be read"))
        for line in (self.tags, self.source):
            line.textEdited.connect(lambda _text: self._touch())
        self.setLayout(self._column())

    def offer(self, decks: Sequence[DeckRow]) -> None:
        """The decks to choose from; the chosen one stays."""
        self._filling = True
        chosen = self.deck.currentData()
        self.deck.clear()
        for deck in decks:
            self.deck.addItem("\u2003" * deck.depth + deck.title, deck.id)
        self.deck.setCurrentIndex(max(self.deck.findData(chosen), 0))
        self._filling = False

    def fill(self, typed: Typed, offers: Sequence[Offer] = ()) -> None:
        """Shows a note for typing, shipped texts beside the fields that were changed."""
        self._filling = True
        draft = typed.draft
        self._texts = dict(draft.fields)
        self.kind.setVisible(draft.kind in self._kinds)
        self.kind.choose(draft.kind)
        self.deck.setCurrentIndex(max(self.deck.findData(draft.deck_id), 0))
        self.explanation.set_text(draft.explanation)
        self.concepts.choose(typed.concepts)
        self.tags.setText(", ".join(draft.tags))
        self.source.setText(draft.source)
        self._build(draft.kind)
        by_field = {offer.field: offer for offer in offers}
        for name, box in self._boxes.items():
            box.show_offer(by_field.get(name))
        self._filling = False

    def typed(self) -> Typed:
        """The note as it stands."""
        concepts = self.concepts.chosen()
        chosen = self.kind.chosen()
        draft = NoteDraft(
            kind=chosen[0] if chosen else "",
            deck_id=self.deck.currentData() or 0,
            fields={name: _text(edit) for name, edit in self._edits.items()},
            explanation=self.explanation.text(),
            source=self.source.text().strip(),
            tags=tuple(tag.strip() for tag in self.tags.text().split(",") if tag.strip()),
            concept_ids=tuple(concept for concept, _ in concepts),
        )
        return Typed(draft, concepts)

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        first = next(iter(self._edits.values()), None)
        if first is not None:
            first.setFocus()

    def go_to_ends(self) -> None:
        """In every text typing goes on behind its last word."""
        for edit in (*self._edits.values(), self.explanation):
            if isinstance(edit, MarkdownEdit):
                edit.go_to_end()

    def say_problem(self, name: str, why: str) -> bool:
        """Says what is wrong beside its field; False when there is no such field."""
        field = self._fields.get(name)
        if field is None:
            return False
        field.set_problem(words.tr("{field} {why}.", field=field.title.text(), why=why))
        self._edits[name].setFocus()
        return True

    def clear_problems(self) -> None:
        """Takes back what was said as wrong."""
        for field in self._fields.values():
            if field.problem():
                field.set_problem("")

    def _column(self) -> QVBoxLayout:
        for name in (EXPLANATION, SOURCE):
            self._boxes[name] = self._offer_box()
        return stack(
            stack(self.kind, 6, self._about),
            Field(self.tr("Deck"), self.deck),
            self._lines,
            stack(Field(self.tr("Explanation"), self.explanation), 4, self._boxes[EXPLANATION]),
            Field(self.tr("Concepts"), self.concepts),
            Field(self.tr("Tags"), self.tags),
            stack(Field(self.tr("Source"), self.source), 4, self._boxes[SOURCE]),
            None,
            spacing=16,
        )

    def _build(self, kind_name: str) -> None:
        if kind_name == self._built and kind_name in self._kinds:
            for name, edit in self._edits.items():
                _put(edit, self._texts.get(name, ""))
            return
        self._built = kind_name
        clear(self._lines)
        self._edits, self._fields = {}, {}
        self._boxes = {name: self._boxes[name] for name in (EXPLANATION, SOURCE)}
        kind = self._kinds.get(kind_name)
        self._about.setText("" if kind is None else words.tr(kind.about))
        if kind is None:
            self._show_only(self._texts)
            return
        for spec in kind.fields:
            self._add(spec)

    def _add(self, spec: FieldSpec) -> None:
        title = words.tr(spec.title)
        edit: MarkdownEdit | QLineEdit
        if spec.long:
            edit = self._markdown(title, "")
            edit.set_text(self._texts.get(spec.name, ""))
        else:
            edit = line_edit(title, self._texts.get(spec.name, ""), hint=words.tr(spec.hint))
            edit.textEdited.connect(lambda _text: self._touch())
        field = Field(title if spec.required else words.tr("{title} (optional)", title=title), edit)
        self._edits[spec.name], self._fields[spec.name] = edit, field
        self._boxes[spec.name] = self._offer_box()
        self._lines.addLayout(stack(field, 4, self._boxes[spec.name]))

    def _show_only(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            shown = RichText(text)
            shown.setAccessibleName(name)
            self._lines.addLayout(stack(label(name, "mid"), 6, shown))

    def _offer_box(self) -> OfferBox:
        made = OfferBox()
        made.taken.connect(self.taken)
        return made

    def _markdown(self, name: str, hint: str) -> MarkdownEdit:
        made = MarkdownEdit(name, hint=hint, lines=LINES)
        Growing(made.field, LINES, MOST_LINES)
        made.edited.connect(self._touch)
        return made

    def _on_kind(self, chosen: tuple[str, ...]) -> None:
        """Another kind keeps the texts: by name, else by their place."""
        if self._filling or not chosen:
            return
        before = [_text(edit) for edit in self._edits.values()]
        self._texts |= {name: _text(edit) for name, edit in self._edits.items()}
        for spec, text in zip(self._kinds[chosen[0]].fields, before, strict=False):
            if not self._texts.get(spec.name, "").strip():
                self._texts[spec.name] = text
        self._build(chosen[0])
        self._touch()

    def _touch(self) -> None:
        if not self._filling:
            self.clear_problems()
            self.edited.emit()


def _text(edit: MarkdownEdit | QLineEdit) -> str:
    return edit.text()


def _put(edit: MarkdownEdit | QLineEdit, text: str) -> None:
    if isinstance(edit, QLineEdit):
        edit.setText(text)
    else:
        edit.set_text(text)
