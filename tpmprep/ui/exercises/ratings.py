"""Owns the row of ratings under a card: four, or two for those who want no more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.reflow import Even
from tpmprep.ui.exercises.words import interval, rating_word
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.layout import set_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.recall.faces import Intervals

FOUR = {Rating.AGAIN: "1", Rating.HARD: "2", Rating.GOOD: "3", Rating.EASY: "4"}
TWO = {Rating.AGAIN: "1", Rating.GOOD: "2 / 3"}


class RatingRow(Even):
    """Again, Hard, Good, Easy with key and next interval; with ``two`` only Again and Good."""

    def __init__(self, rate: Callable[[Rating], object], *, two: bool) -> None:
        keys_of = TWO if two else FOUR
        buttons = {
            rating: KeyButton(
                rating_word(rating),
                keys[0],
                "primary" if rating == Rating.GOOD else "",
                second="",
                then=partial(rate, rating),
            )
            for rating, keys in keys_of.items()
        }
        super().__init__(tuple(buttons.values()))
        self.two, self.key_of, self.buttons = two, keys_of, buttons
        self._suggested = Rating.GOOD

    def suggest(self, rating: Rating) -> None:
        """Makes this rating the primary one."""
        if rating == self._suggested or rating not in self.buttons:
            return
        for changed, kind in ((self._suggested, ""), (rating, "primary")):
            made = self.buttons[changed]
            set_role(made, kind, "kind")
            for part in (made.title, made.below, made.chip):
                made.style().unpolish(part)
                made.style().polish(part)
        self._suggested = rating

    def show_intervals(self, found: Intervals, *, shown: bool) -> None:
        """Writes the next interval under each rating, or nothing where the user wants none."""
        for rating, made in self.buttons.items():
            span = getattr(found, rating.name.lower())
            words = interval(span) if shown else ""
            if made.below.text() != words:
                made.set_words(rating_word(rating), words)
                made.below.setVisible(shown)
