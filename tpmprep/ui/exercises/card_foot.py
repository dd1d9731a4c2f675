"""Owns the foot of a card: first the way to the answer, then the ratings under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmprep.ui.exercises.ratings import RatingRow
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.layout import drop, label, page, row, stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.recall.faces import Intervals, Rating


class CardFoot(QWidget):
    """A way to the answer, and in its place the ratings once the answer is shown.

    Neither lies in a layout: hiding and showing them there would lay the
    whole window out anew for every card.
    """

    def __init__(self, turn: Callable[[], object], rate: Callable[[Rating], object]) -> None:
        super().__init__()
        self._rate = rate
        self._high = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ratings = RatingRow(rate, two=False)
        self.ratings.setParent(self)
        self._typed = False
        self._hint = label("", "muted", wrap=True)
        self.show_answer = KeyButton(self.tr("Show the answer"), self.tr("Space"), "primary", then=turn)
        self._cover = page(stack(row(self._hint, 16, self.show_answer), None, margins=(0, 12, 0, 0)))
        self._cover.setParent(self)
        self._say()
        self.cover()

    @property
    def is_covered(self) -> bool:
        """Whether the answer is still to come."""
        return self._cover.isVisibleTo(self)

    def set_two(self, *, two: bool) -> bool:
        """Two ratings or four; True when that is a change."""
        if two == self.ratings.two:
            return False
        old, self.ratings = self.ratings, RatingRow(self._rate, two=two)
        self.ratings.setParent(self)
        self.ratings.setGeometry(self.rect())
        self.ratings.setVisible(not self.is_covered)
        drop(old)
        return True

    def set_typed(self, *, typed: bool) -> None:
        """Whether the answer is typed and then checked."""
        if typed != self._typed:
            self._typed = typed
            self._say()

    def _say(self) -> None:
        if self._typed:
            self._hint.setText(self.tr("Case, accents and small slips are forgiven."))
            self.show_answer.set_words(self.tr("Check"))
            self.show_answer.set_key(self.tr("Enter"))
        else:
            self._hint.setText(self.tr("Say it before you look."))
            self.show_answer.set_words(self.tr("Show the answer"))
            self.show_answer.set_key(self.tr("Space"))

    def show_intervals(self, found: Intervals, *, shown: bool) -> None:
        """The next interval of each rating."""
        self.ratings.show_intervals(found, shown=shown)

    def cover(self) -> None:
        """The answer is hidden again."""
        self.ratings.hide()
        self._cover.show()

    def uncover(self) -> None:
        """The answer is shown: rate it."""
        self._cover.hide()
        self.ratings.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ratings and cover fill it."""
        super().resizeEvent(event)
        self.ratings.setGeometry(self.rect())
        self._cover.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """Grows and shrinks with the ratings."""
        if event.type() == QEvent.Type.LayoutRequest and self._high != self.sizeHint().height():
            self._high = self.sizeHint().height()
            self.updateGeometry()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As the ratings ask."""
        return QSize(self.ratings.sizeHint().width(), self.ratings.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as one rating."""
        return self.ratings.minimumSizeHint()
