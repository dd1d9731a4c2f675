"""The editor of an item: kind, stem, options, explanation, source, concepts, and a second pair of eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.faces import ItemDraft
from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.fields import Field, go_to_ends, line_edit
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import Column, label, panel, row, rule, scroll, stack
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.pages.quiz import drafts
from tpmprep.ui.pages.quiz.concept_field import ConceptField
from tpmprep.ui.pages.quiz.drafts import NEW
from tpmprep.ui.pages.quiz.lint_list import LintList
from tpmprep.ui.pages.quiz.number_form import NumberForm
from tpmprep.ui.pages.quiz.option_rows import OptionRows
from tpmprep.ui.pages.quiz.statement_rows import StatementRows
from tpmprep.ui.pages.quiz.words import (
    KINDS,
    LEVELS,
    NUMERIC,
    TIERS,
    TRUE_FALSE,
    difficulty_words,
    field_words,
    kind_words,
    tier_words,
)

if TYPE_CHECKING:
    from tpmprep.core.quiz.faces import ItemFace
    from tpmprep.ui.kit.host import Host, Page

LINT_MS = 400


class Editor(QWidget):
    """Edits a new item (id 0) or one that is there; ``kept`` carries the id it now has.

    ``turned`` says that another kind, and so other keys, are shown.
    """

    kept = Signal(int)
    shut = Signal()
    turned = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self.item_id, self._dirty, self._filling = 0, False, False
        self._draft_timer = DraftTimer(self, self.keep_draft)
        self._lint_timer = QTimer(self, singleShot=True, interval=LINT_MS)
        self._lint_timer.timeout.connect(self.lint)
        self.title = label("", "h1")
        self._note = label("", "muted", wrap=True)
        self.kind = SegmentedChips([(kind, kind_words(kind)) for kind in KINDS], chosen=[KINDS[0]])
        self.kind.setAccessibleName(self.tr("Kind"))
        self.stem = MarkdownEdit(self.tr("Question"), hint=self.tr("A situation, then one question"), lines=4)
        self.options, self.statement, self.number = OptionRows(), StatementRows(), NumberForm()
        self.explanation = MarkdownEdit(
            self.tr("Explanation"), hint=self.tr("The rule behind it, in two sentences"), lines=3
        )
        self.source = line_edit(self.tr("Source"), hint=self.tr("Where it can be read"))
        self.tier = SegmentedChips([(tier, tier_words(tier)) for tier in TIERS], chosen=[NEW.tier])
        self.tier.setAccessibleName(self.tr("How much it matters"))
        self.difficulty = SegmentedChips(
            [(level, difficulty_words(level)) for level in LEVELS], chosen=[str(NEW.difficulty)]
        )
        self.difficulty.setAccessibleName(self.tr("How hard it is"))
        self.concepts = ConceptField()
        self.lints = LintList()
        self.problem = label("", "problem", wrap=True)
        self._stem_field = Field(self.tr("Question"), self.stem)
        self._options_field = Field(self.tr("Options"), self.options)
        self._statement_field = Field(self.tr("Answer"), self.statement)
        self._number_field = Field(self.tr("Answer"), self.number)
        self._connect()
        area = self._area = scroll(Column(self._column()))
        foot = Column(stack(self._buttons(), margins=(0, 12, 12, 16)))
        beside_bar = row(foot, area.verticalScrollBar().sizeHint().width())
        self.setLayout(stack(area, rule(), beside_bar))

    def open_new(self) -> None:
        """An empty item, or the half-typed one of last time."""
        self._open(0, NEW, "")

    def open_face(self, face: ItemFace) -> None:
        """An item that is there."""
        told = self.tr("Your words replace the shipped ones here; updates of the pack keep them.")
        self._open(face.item_id, drafts.of_face(face), told if face.shipped else "")

    def draft(self) -> ItemDraft:
        """The item as typed."""
        kind = self.kind.chosen()[0]
        choices = () if kind == NUMERIC else (self.statement if kind == TRUE_FALSE else self.options).drafts()
        return ItemDraft(
            kind=kind,
            stem=self.stem.text().strip(),
            options=choices,
            number=self.number.key() if kind == NUMERIC else None,
            explanation=self.explanation.text().strip(),
            source=self.source.text().strip(),
            concept_ids=self.concepts.chosen(),
            tier=self.tier.chosen()[0],
            difficulty=int(self.difficulty.chosen()[0]),
        )

    def save(self) -> None:
        """Keeps the item; what is missing is said beside its field."""
        self._clear_problems()
        quiz, draft = self._host.services.quiz, self.draft()
        place = drafts.draft_place(self.item_id)
        try:
            with self._host.quietly(self._page):
                if self.item_id:
                    quiz.edit(self.item_id, draft)
                else:
                    self.item_id = quiz.add(draft)
                self._forget()
                self._host.services.desk.drop_draft(place)
        except UserError as error:
            self._say_problem(error)
            return
        self.kept.emit(self.item_id)

    def discard(self) -> None:
        """Forgets what was typed and closes."""
        self._forget()
        self._host.services.desk.drop_draft(drafts.draft_place(self.item_id))
        self.shut.emit()

    def keep_draft(self) -> None:
        """Keeps what is half-typed."""
        self._draft_timer.stop()
        if self._dirty:
            self._dirty = False
            self._host.services.desk.keep_draft(
                drafts.draft_place(self.item_id), drafts.written(self.draft())
            )

    def lint(self) -> None:
        """Looks over what is typed so far."""
        self._lint_timer.stop()
        draft = self.draft()
        begun = bool(draft.stem) or any(option.why for option in draft.options)
        begun |= any(option.text for option in draft.options) and draft.kind != TRUE_FALSE
        self.lints.show_lints(self._host.services.quiz.lint(draft) if begun else None)

    def _open(self, item_id: int, draft: ItemDraft, note: str) -> None:
        self.item_id = item_id
        self.title.setText(self.tr("Edit the item") if item_id else self.tr("A new item"))
        kept = self._host.services.desk.draft(drafts.draft_place(item_id))
        found = drafts.read(kept.text) if kept is not None else None
        if found is not None:
            note = self.tr("Your half-typed words are back, not saved yet.")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.concepts.offer(self._host.services.catalog.concepts())
        self._fill(found or draft)
        if found is not None:
            go_to_ends(self)
        self._area.verticalScrollBar().setValue(0)
        self.stem.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, draft: ItemDraft) -> None:
        self._filling = True
        self._clear_problems()
        self.kind.choose(draft.kind)
        self.options.single = draft.kind == KINDS[0]
        self.stem.set_text(draft.stem)
        choices = draft.kind not in {TRUE_FALSE, NUMERIC}
        self.options.show_drafts(draft.options if choices else drafts.NEW.options)
        self.statement.show_drafts(draft.options)
        self.number.show_key(draft.number)
        self._show_kind(draft.kind)
        self.explanation.set_text(draft.explanation)
        self.source.setText(draft.source)
        self.concepts.choose(draft.concept_ids)
        self.tier.choose(draft.tier)
        self.difficulty.choose(str(draft.difficulty))
        self._filling = False
        self._forget()
        self.lint()

    def _touch(self) -> None:
        if self._filling:
            return
        self._dirty = True
        self._clear_problems()
        self._lint_timer.start()
        self._draft_timer.touch()

    def _forget(self) -> None:
        self._dirty = False
        self._draft_timer.stop()
        self._lint_timer.stop()

    def _on_kind(self) -> None:
        self.options.set_single(single=self.kind.chosen()[0] == KINDS[0])
        self._show_kind(self.kind.chosen()[0])
        self._touch()
        self.turned.emit()

    def _show_kind(self, kind: str) -> None:
        """The form of this kind; what was typed in another one's stays there."""
        self._options_field.setVisible(kind not in {TRUE_FALSE, NUMERIC})
        self._statement_field.setVisible(kind == TRUE_FALSE)
        self._number_field.setVisible(kind == NUMERIC)
        statement = kind == TRUE_FALSE
        self._stem_field.title.setText(self.tr("Statement") if statement else self.tr("Question"))
        self.stem.field.setPlaceholderText(
            self.tr("One idea, said plainly, that is true or false")
            if statement
            else self.tr("A situation, then one question")
        )

    def _say_problem(self, error: UserError) -> None:
        kind = self.kind.chosen()[0]
        choices = self._statement_field if kind == TRUE_FALSE else self._options_field
        places: dict[str, tuple[Field, QWidget]] = {
            "stem": (self._stem_field, self.stem),
            "options": (choices, self.statement.answer if kind == TRUE_FALSE else self.options.rows[0].text),
            "number": (self._number_field, self.number.value),
        }
        field = str(error.values.get("field"))
        place = places.get(field.partition(".")[0])
        if place is None:
            self._host.failed(error)
            return
        said = str(UserError(error.code, **{**error.values, "field": field_words(field)}))
        place[0].set_problem(said)
        self.problem.setText(said)
        place[1].setFocus()

    def _clear_problems(self) -> None:
        self.problem.clear()
        for field in (self._stem_field, self._options_field, self._statement_field, self._number_field):
            if field.problem():
                field.set_problem("")

    def _connect(self) -> None:
        self.kind.changed.connect(lambda _chosen: self._on_kind())
        self.source.textEdited.connect(lambda _text: self._touch())
        for chips in (self.tier, self.difficulty):
            chips.changed.connect(lambda _chosen: self._touch())
        parts = (self.stem, self.options, self.statement, self.number, self.explanation, self.concepts)
        for part in parts:
            part.edited.connect(self._touch)
        Growing(self.stem.field, 4)
        Growing(self.explanation.field, 3)

    def _column(self) -> QVBoxLayout:
        back = button(self.tr("Back"), "icon", icon="arrow-left", then=self.shut.emit)
        fields = stack(
            Field(self.tr("Kind"), self.kind),
            self._stem_field,
            self._options_field,
            self._statement_field,
            self._number_field,
            Field(self.tr("Explanation"), self.explanation),
            Field(self.tr("Source"), self.source),
            Field(
                self.tr("Concepts"),
                self.concepts,
                self.tr("A missed item brings the cards of its concepts back."),
            ),
            Field(self.tr("How much it matters"), self.tier, self.tr("The plan takes the core first.")),
            Field(self.tr("How hard it is"), self.difficulty),
            margins=(24, 24, 24, 24),
            spacing=24,
        )
        head = row(back, 4, self.title, None)
        return stack(head, 4, self._note, 16, panel(fields), 16, self.lints, None, margins=(0, 24, 12, 24))

    def _buttons(self) -> QHBoxLayout:
        """Under the scrolled form, so that they are seen however long it is."""
        keep = self.save_button = KeyButton(
            self.tr("Save the item"), self.tr("Ctrl Enter"), "primary", then=self.save
        )
        return row(keep, button(self.tr("Discard"), "quiet", then=self.discard), 8, self.problem, spacing=8)
