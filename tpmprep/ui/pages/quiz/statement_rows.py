"""The two answers to a statement being written: which one is right, and a reason for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.quiz.faces import OptionDraft
from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.fields import text_edit
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import label, panel, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPlainTextEdit

TEXTS: Final = ("True", "False")


class StatementRows(QWidget):
    """True or false, and why the one is right and what makes the other tempting."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = (self.tr("True"), self.tr("False"))
        self.answer = SegmentedChips(list(zip(TEXTS, words, strict=True)), chosen=[TEXTS[0]])
        self.answer.setAccessibleName(self.tr("The statement is"))
        self.answer.changed.connect(lambda _chosen: self.edited.emit())
        self.reasons = [self._reason(word) for word in words]
        fields = stack(label(self.tr("The statement is"), "mid"), 8, self.answer)
        for word, reason in zip(words, self.reasons, strict=True):
            fields.addSpacing(16)
            fields.addWidget(label(self.tr("For those who answer “{0}”").replace("{0}", word), "mid"))
            fields.addSpacing(6)
            fields.addWidget(reason)
        fields.setContentsMargins(16, 16, 16, 16)
        self.setLayout(stack(panel(fields)))

    def drafts(self) -> tuple[OptionDraft, ...]:
        """True, then False, as options."""
        right = self.answer.chosen()
        return tuple(
            OptionDraft(text, text in right, reason.toPlainText().strip())
            for text, reason in zip(TEXTS, self.reasons, strict=True)
        )

    def show_drafts(self, drafts: Sequence[OptionDraft]) -> None:
        """Shows these two; other options leave it empty."""
        fits = [one.text for one in drafts] == list(TEXTS)
        right = next((one.text for one in drafts if one.right), TEXTS[0]) if fits else TEXTS[0]
        self.answer.choose(right)
        for at, reason in enumerate(self.reasons):
            reason.setPlainText(drafts[at].why if fits else "")

    def _reason(self, word: str) -> QPlainTextEdit:
        name = self.tr("Reason for “{0}”").replace("{0}", word)
        made = text_edit(name, hint=self.tr("Why it is right, or what makes it tempting and wrong"), lines=2)
        Growing(made, 2)
        made.textChanged.connect(self.edited)
        return made
