"""The takes of a question: when, how long, how it went, and what to do better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from tpmprep.ui.kit.days import day_words
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import label, panel, row, rule, stack, vbox
from tpmprep.ui.pages.interview.dots import Dots
from tpmprep.ui.pages.interview.folds import Fold
from tpmprep.ui.pages.interview.words import BEST_SCORE, clock_words, score_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.interview.faces import TakeRow

SHOWN = 5
TOP = Qt.AlignmentFlag.AlignTop


def takes_panel(takes: Sequence[TakeRow], today: date) -> QFrame:
    """The newest takes, each with its score as dots and its improvement, or an invitation."""
    column = vbox((24, 20, 24, 20))
    column.addWidget(label(tr("Takes"), "h3"))
    if not takes:
        column.addSpacing(4)
        words = tr("Not said aloud yet. Press R: the first take is there to have something to improve.")
        column.addWidget(label(words, "mutedbody", wrap=True))
    for at, take in enumerate(takes[:SHOWN]):
        column.addSpacing(12)
        if at:
            column.addWidget(rule())
            column.addSpacing(12)
        column.addWidget(_TakeLine(take, today))
    if len(takes) > SHOWN:
        column.addSpacing(12)
        column.addWidget(label(tr("and {0} earlier").replace("{0}", str(len(takes) - SHOWN)), "muted"))
    return panel(column)


class _TakeLine(QWidget):
    """One take."""

    def __init__(self, take: TakeRow, today: date) -> None:
        super().__init__()
        name = tr("Take {0}").replace("{0}", str(take.number))
        when = f"{day_words(take.study_day, today)}  ·  {clock_words(take.duration_ms)}"
        left = stack(label(name, "mid"), 2, label(when, "muted"))
        right = vbox()
        if take.score is not None:
            right.addWidget(label(score_words(take.score), "mid"), 0, Qt.AlignmentFlag.AlignRight)
            right.addSpacing(6)
            said = tr("Score {0} of 5").replace("{0}", str(take.score))
            right.addWidget(Dots(take.score, BEST_SCORE, said), 0, Qt.AlignmentFlag.AlignRight)
        column = stack(row(left, None, right))
        if take.improve:
            better = row(spacing=10)
            better.addWidget(icon_label("corner-down-right", "muted", 16, tr("Better this time")), 0, TOP)
            better.addWidget(label(take.improve, wrap=True), 1)
            column.addSpacing(8)
            column.addLayout(better)
        if take.text.strip():
            column.addSpacing(4)
            column.addWidget(Fold(tr("What you wrote"), take.text))
        self.setLayout(column)
