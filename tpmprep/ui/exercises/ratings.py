"""Owns the row of ratings under a card: four, or two for those who want no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.words import interval, rating_word
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.layout import hbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.recall.faces import Intervals

FOUR = {Rating.AGAIN: "1", Rating.HARD: "2", Rating.GOOD: "3", Rating.EASY: "4"}
TWO = {Rating.AGAIN: "1", Rating.GOOD: "2 / 3"}


class RatingRow(QWidget):
    """Again, Hard, Good, Easy with key and next interval; with ``two`` only Again and Good."""

    def __init__(self, rate: Callable[[Rating], object], *, two: bool) -> None:
        super().__init__()
        self.two = two
        self.key_of = TWO if two else FOUR
        line = hbox(spacing=16)
        self.buttons: dict[Rating, KeyButton] = {}
        for rating, keys in self.key_of.items():
            made = KeyButton(
                rating_word(rating),
                keys[0],
                "primary" if rating == Rating.GOOD else "",
                second="",
                then=lambda rating=rating: rate(rating),  # type: ignore[misc]  # bound now
            )
            self.buttons[rating] = made
            line.addWidget(made, 1)
        self.setLayout(line)

    def show_intervals(self, found: Intervals, *, shown: bool) -> None:
        """Writes the next interval under each rating, or nothing where the user wants none."""
        for rating, made in self.buttons.items():
            span = getattr(found, rating.name.lower())
            made.set_words(rating_word(rating), interval(span) if shown else "")
            made.below.setVisible(shown)
