"""One take in the list: when, how long, its score as dots, its improvement, what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.days import day_words
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import label, row, stack, vbox
from tpmprep.ui.pages.interview.dots import Dots
from tpmprep.ui.pages.interview.folds import Fold
from tpmprep.ui.pages.interview.words import BEST_SCORE, clock_words, score_words, tr

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.interview.faces import TakeRow

TOP = Qt.AlignmentFlag.AlignTop


class TakeLine(QWidget):
    """One take; ``parts`` is how many the question has."""

    def __init__(self, take: TakeRow, parts: int, today: date) -> None:
        super().__init__()
        name = tr("Take {0}").replace("{0}", str(take.number))
        when = [day_words(take.study_day, today), clock_words(take.duration_ms)]
        if parts and take.parts:
            said = tr("{0} of {1} parts").replace("{0}", str(len(take.parts)))
            when.append(said.replace("{1}", str(parts)))
        left = stack(label(name, "mid"), 2, label("  ·  ".join(when), "muted"))
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
