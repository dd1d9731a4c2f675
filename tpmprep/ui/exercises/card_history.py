"""Owns the history of a card: its reviews, newest first, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QWidget

from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.words import interval, rating_word, say
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, label, row, rule, stack, vbox

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QHBoxLayout

    from tpmprep.core.recall.faces import ReviewRow

MOST = 20
_SIGNS = {
    Rating.AGAIN: ("rotate-ccw", "bad"),
    Rating.HARD: ("triangle-alert", "warn"),
    Rating.GOOD: ("check", "good"),
    Rating.EASY: ("circle-check", "good"),
}


class CardHistory(QWidget):
    """A list of reviews; empty it says when there will be something."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = vbox(spacing=8)
        self.setLayout(stack(rule(), 16, label(self.tr("History"), "h3"), 12, self._rows))

    def show_rows(self, reviews: tuple[ReviewRow, ...]) -> None:
        """Shows these reviews."""
        clear(self._rows)
        if not reviews:
            self._rows.addWidget(
                label(self.tr("Not answered yet. Your first answer starts the list."), "muted", wrap=True)
            )
        for review in reviews[:MOST]:
            self._rows.addLayout(_line(review))


def _line(review: ReviewRow) -> QHBoxLayout:
    rating = Rating(review.rating)
    at = QLocale().toString(_local(review.at), QLocale.FormatType.ShortFormat)
    words = rating_word(rating) + (f" ({say('taken back')})" if review.undone else "")
    after = "" if review.interval is None else say("next in {0}").replace("{0}", interval(review.interval))
    took = say("{0} s").replace("{0}", str(round(review.duration_ms / 1000)))
    drawing, tone = _SIGNS[rating]
    return row(
        icon_label(drawing, tone, 16), 8, label(words, "mid"), 16, label(at, "muted"), None,
        label(took, "muted"), 16, label(after, "muted"),
    )  # fmt: skip


def _local(at: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(at.timestamp() * 1000))
