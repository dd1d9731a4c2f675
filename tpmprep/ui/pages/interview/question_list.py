"""The question bank as a list: search, filters, and what is known about each question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import SearchField, combo
from tpmprep.ui.kit.layout import holder, label, panel, row, stack
from tpmprep.ui.pages.interview.row_list import RowList
from tpmprep.ui.pages.interview.words import ROUNDS, question_meta, round_words, tier_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import CategoryRow, QuestionRow


BELOW = 24


class QuestionList(QWidget):
    """Searches and filters; ``asked`` says the query changed, the rows come by :meth:`show_rows`."""

    asked = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(self.tr("Search questions"))
        self.where = combo(self.tr("Round or category"), [(("", 0), self.tr("All rounds"))])
        self.state = combo(self.tr("State"), self._states())
        tiers = [
            ("", self.tr("Any tier")),
            *((tier, tier_words(tier)) for tier in ("core", "useful", "rare")),
        ]
        self.tier = combo(self.tr("Tier"), tiers)
        self.rows: RowList[QuestionRow] = RowList(
            self.tr("Questions"), lambda row: row.prompt, question_meta, _signs, _spoken
        )
        self.search.leads_to = self.rows
        self.count = label("", "muted")
        self.new = button(self.tr("New question"), "quiet", icon="plus", then=self.wanted.emit)
        words = label(self.tr("No question fits this search and these filters."), "mutedbody", wrap=True)
        everything = row(button(self.tr("Show all questions"), "link", then=self.clear), None)
        self._nothing = holder(stack(words, 4, everything, None, margins=(12, 12, 12, 12)))
        self.search.searched.connect(lambda _text: self.asked.emit())
        for choice in (self.where, self.state, self.tier):
            choice.setMinimumWidth(96)
            choice.currentIndexChanged.connect(lambda _at: self.asked.emit())
        inside = stack(
            self.search, 8, self.where, 8, row(self.state, self.tier, spacing=8), 8,
            row(self.count, None, self.new), 4, self.rows, self._nothing, margins=(12, 12, 12, 8),
        )  # fmt: skip
        inside.setStretchFactor(self.rows, 1)
        inside.setStretchFactor(self._nothing, 1)
        self.setLayout(stack(panel(inside), margins=(0, 0, 0, BELOW)))

    def query(self) -> QuestionQuery:
        """What is asked for."""
        round_, category = self.where.currentData()
        return QuestionQuery(
            category_id=category or None,
            round=round_,
            text=self.search.text().strip(),
            state=self.state.currentData(),
            tier=self.tier.currentData(),
        )

    def is_narrowed(self) -> bool:
        """Whether search or filters leave something out."""
        return self.query() != QuestionQuery()

    def clear(self) -> None:
        """Shows all questions."""
        for choice in (self.where, self.state, self.tier):
            choice.blockSignals(True)  # noqa: FBT003 - Qt's call
            choice.setCurrentIndex(0)
            choice.blockSignals(False)  # noqa: FBT003 - Qt's call
        self.search.clear()
        self.asked.emit()

    def show_categories(self, categories: Sequence[CategoryRow]) -> None:
        """Offers rounds and their categories to choose from, the chosen one kept."""
        chosen = self.where.currentData()
        self.where.blockSignals(True)  # noqa: FBT003 - Qt's call
        self.where.clear()
        self.where.addItem(self.tr("All rounds"), ("", 0))
        for name in ROUNDS:
            inside = [one for one in categories if one.round == name]
            if inside:
                self.where.addItem(round_words(name), (name, 0))
            for one in inside:
                self.where.addItem(f"    {one.title} ({one.questions})", ("", one.id))
        at = [self.where.itemData(line) for line in range(self.where.count())]
        self.where.setCurrentIndex(at.index(chosen) if chosen in at else 0)
        self.where.blockSignals(False)  # noqa: FBT003 - Qt's call

    def show_rows(self, rows: Sequence[QuestionRow], question_id: int) -> None:
        """Shows what was found, the marker on ``question_id`` where it is among them."""
        ids = [row.id for row in rows]
        self.rows.set_rows(rows, ids.index(question_id) if question_id in ids else -1)
        self.rows.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        template = self.tr("1 question") if len(rows) == 1 else self.tr("{0} questions")
        self.count.setText(template.replace("{0}", str(len(rows))))

    def mark(self, question_id: int) -> None:
        """Puts the marker on a question, if it is in the list."""
        ids = [row.id for row in self.rows.rows_model.rows()]
        self.rows.choose(ids.index(question_id) if question_id in ids else -1)

    def update_row(
        self, question_id: int, *, has_answer: bool | None = None, starred: bool | None = None
    ) -> None:
        """Changes what is shown of one question."""
        rows = self.rows.rows_model.rows()
        at = self.rows.verticalScrollBar().value()
        changed = [_known(one, has_answer, starred) if one.id == question_id else one for one in rows]
        chosen = self.rows.chosen()
        self.show_rows(changed, chosen.id if chosen else 0)
        self.rows.verticalScrollBar().setValue(at)

    def _states(self) -> list[tuple[str, str]]:
        return [
            ("", self.tr("Any state")),
            ("unanswered", self.tr("No answer yet")),
            ("answered", self.tr("Answered")),
            ("rehearsed", self.tr("Rehearsed")),
            ("starred", self.tr("Starred")),
            ("own", self.tr("Your own")),
        ]


def _known(row: QuestionRow, has_answer: bool | None, starred: bool | None) -> QuestionRow:  # noqa: FBT001
    return replace(
        row,
        has_answer=row.has_answer if has_answer is None else has_answer,
        starred=row.starred if starred is None else starred,
    )


def _signs(row: QuestionRow) -> list[tuple[str, str]]:
    known = (
        (row.has_answer, ("file-text", "accent")),
        (row.takes, ("mic", "accent")),
        (row.starred, ("star!", "warn")),
    )
    return [drawing for is_so, drawing in known if is_so]


def _spoken(row: QuestionRow) -> str:
    parts = [row.prompt, question_meta(row)]
    if row.has_answer:
        parts.append(tr("has an answer"))
    if row.starred:
        parts.append(tr("starred"))
    return ". ".join(parts)
