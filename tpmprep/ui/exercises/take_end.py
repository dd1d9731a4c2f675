"""Owns the end of a take: one score, one improvement, and what can be looked up, in 20 seconds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.exercises.fold import Fold
from tpmprep.ui.exercises.option import OptionButton
from tpmprep.ui.exercises.takes import LEVELS
from tpmprep.ui.exercises.words import minutes_seconds
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.layout import holder, label, panel, row, stack, vbox
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import QuestionFace


class TakeEnd(QWidget):
    """Score 1–5 with the rubric's line for each level, one line to improve; the rest is folded."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._time = label("", "mutedbody")
        self._listen_for = RichText()
        self._listens = panel(
            stack(label(self.tr("They listen for"), "accent"), 6, self._listen_for, margins=(16, 12, 16, 12)),
            name="callout",
        )
        self.levels = [OptionButton(str(level)) for level in range(1, LEVELS + 1)]
        rows = vbox(spacing=8)
        for level, made in enumerate(self.levels, start=1):
            made.clicked.connect(partial(self.choose, level))
            rows.addWidget(made)
        self.improve = line_edit(self.tr("One thing to do better"), hint=self.tr("The number sooner, …"))
        self.improve.textEdited.connect(self.changed)
        self._ask = label("", "warn", wrap=True)
        self._folds = vbox(spacing=4)
        self._rich: dict[str, tuple[Fold, RichText]] = {}
        for name, title in (
            ("outline", self.tr("Outline of a good answer")),
            ("answer", self.tr("Your answer note")),
            ("follow_ups", self.tr("Follow-up questions")),
            ("mistakes", self.tr("Common mistakes")),
        ):
            self._add_fold(name, title)
        head = row(label(self.tr("How was it?"), "h2"), None, self._time)
        hint = row(label(self.tr("One thing to do better"), "mid"), None)
        parts = (head, 16, rows, 8, self._ask, 16, hint, 6, self.improve, 16, self._listens, 8, self._folds)
        self.setLayout(stack(*parts))

    def begin(self, face: QuestionFace, spent_ms: int) -> None:
        """Shows the end of a take of this question."""
        self._time.setText(minutes_seconds(spent_ms))
        self._listen_for.set_markdown(face.listen_for)
        self._listens.setVisible(bool(face.listen_for))
        for level, made in enumerate(self.levels, start=1):
            made.show_words(face.rubric.get(str(level)) or self._plain_level(level))
        self.improve.clear()
        self._ask.hide()
        self._fill("outline", face.outline)
        self._fill("answer", face.answer)
        self._fill("follow_ups", _bullets(face.follow_ups))
        self._fill("mistakes", _bullets(face.mistakes))

    def choose(self, level: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        """Scores the take 1–5."""
        for at, made in enumerate(self.levels, start=1):
            made.setChecked(at == level)
        self._ask.hide()
        self.improve.setFocus()
        self.changed.emit()

    def score(self) -> int | None:
        """What was chosen."""
        return next((at for at, made in enumerate(self.levels, start=1) if made.isChecked()), None)

    def ask_for_score(self) -> None:
        """Says that a score is wanted first."""
        self._ask.setText(self.tr("Choose 1 to 5 first; it decides when the question comes back."))
        self._ask.show()

    def unfold(self, name: str) -> None:
        """Opens one of the folded parts."""
        self._rich[name][0].open(on=True)

    def _plain_level(self, level: int) -> str:
        return (
            self.tr("I had no answer."),
            self.tr("Parts of it, without a thread."),
            self.tr("It held together, but vague."),
            self.tr("Clear, with a number and my own part."),
            self.tr("I would hire this person."),
        )[level - 1]

    def _add_fold(self, name: str, title: str) -> None:
        text = RichText(size=15)
        fold = Fold(title, holder(stack(text, margins=(32, 0, 0, 12))))
        self._rich[name] = (fold, text)
        self._folds.addWidget(fold)

    def _fill(self, name: str, markdown: str) -> None:
        fold, text = self._rich[name]
        text.set_markdown(markdown)
        fold.open(on=False)
        fold.setVisible(bool(markdown.strip()))


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
