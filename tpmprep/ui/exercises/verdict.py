"""Owns what is said after an answer to an item: how sure one was, what it means, when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from tpmprep.core.quiz.faces import Confidence
from tpmprep.ui.exercises.words import counted, say, when
from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import label, row, set_role, stack
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.quiz.faces import ItemFace, Verdict


def says(verdict: Verdict) -> tuple[str, str, str]:
    """Tone, icon and words of a verdict."""
    sure, guess = verdict.confidence == Confidence.SURE, verdict.confidence == Confidence.GUESS
    if verdict.right and guess:
        return "warn", "rotate-ccw", say("Right by a guess: it counts as not known yet")
    if verdict.right:
        words = say("Right, and you were sure") if sure else say("Right; next time you can be sure")
        return "good", "circle-check", words
    if verdict.score > 0:
        return "warn", "rotate-ccw", say("Partly right: comes back soon")
    if sure:
        return "warn", "rotate-ccw", say("Sure but wrong: comes back first")
    return "warn", "rotate-ccw", say("Not yet: comes back soon")


def comes_back(verdict: Verdict, clock: Clock) -> str:
    """When the item is asked again, empty when that is not known."""
    if verdict.comes_back is None:
        return ""
    time = when(verdict.comes_back, clock)
    first = not verdict.right and verdict.confidence == Confidence.SURE
    return say("{when}, before anything new").replace("{when}", time) if first else time


class VerdictNote(QFrame):
    """What the answer means and when the item comes back, in one line that stays in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("callout")
        self._sign = icon_label("rotate-ccw", "warn", 18)
        self.words = label("", "strong", wrap=True)
        self.when = label("", "mutedbody")
        self.pulled = label("", "mutedbody", wrap=True)
        lines = stack(row(self.words, 16, self.when), self.pulled, spacing=2)
        self.setLayout(row(self._sign, 12, lines, margins=(16, 10, 16, 10)))

    def show_verdict(self, verdict: Verdict, clock: Clock) -> None:
        """Says what became of this response."""
        tone, drawing, words = says(verdict)
        set_role(self, tone, "mark")
        set_icon(self._sign, drawing, tone, 18)
        self.words.setText(words)
        self.when.setText(comes_back(verdict, clock))
        self.pulled.setText(
            counted(
                verdict.pulled_cards,
                say("Its card comes first in your next sitting."),
                say("{n} cards on it come first in your next sitting."),
            )
        )
        self.pulled.setVisible(verdict.pulled_cards > 0)


class VerdictPanel(QWidget):
    """Under the options of an answered item: how sure one was, the explanation, the source."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = SegmentedChips(
            [("0", self.tr("Guessing")), ("1", self.tr("Fairly sure")), ("2", self.tr("Sure"))]
        )
        self.chips.setEnabled(False)
        self.explanation = RichText()
        self._source = label("", "muted", wrap=True)
        were = row(label(self.tr("You were"), "mutedbody"), spacing=16)
        were.addWidget(self.chips, 1)
        self.setLayout(stack(were, 16, self.explanation, 8, self._source))

    def show_verdict(self, face: ItemFace, verdict: Verdict) -> None:
        """Shows what belongs to this response."""
        self.chips.choose(str(int(verdict.confidence)))
        self.explanation.set_markdown(face.explanation)
        self.explanation.setVisible(bool(face.explanation))
        self._source.setText(self.tr("Source: {0}").replace("{0}", face.source))
        self._source.setVisible(bool(face.source))
