"""Two takes of a question side by side: what changed, in words and line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.days import day_words
from tpmprep.ui.kit.fields import combo
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, label, panel, row, stack, vbox
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.pages.interview.dots import Dots
from tpmprep.ui.pages.interview.take_words import difference_words
from tpmprep.ui.pages.interview.words import BEST_SCORE, clock_words, score_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.interview.faces import TakeRow

NARROW = 520


class Compare(QWidget):
    """An earlier take on the left, a later one on the right; both can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._takes: Sequence[TakeRow] = ()
        self._parts: Sequence[str] = ()
        self._today: date | None = None
        self.finding = label("", "strong", wrap=True)
        self.left, self.right = combo(tr("Earlier take"), []), combo(tr("Later take"), [])
        self._columns = (vbox(spacing=12), vbox(spacing=12))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(16)
        for choice, column in zip((self.left, self.right), self._columns, strict=True):
            choice.setMinimumWidth(120)
            choice.currentIndexChanged.connect(lambda _at: self._show())
            inside = stack(choice, 12, column, None, margins=(16, 16, 16, 16))
            self._line.addWidget(panel(inside), 1)
        self.setLayout(stack(12, self.finding, 12, self._line))

    def show_takes(self, takes: Sequence[TakeRow], parts: Sequence[str], today: date) -> None:
        """Offers these takes, newest first; the newest two are shown unless others were chosen before."""
        self._takes, self._parts, self._today = takes, parts, today
        numbers = [take.number for take in takes]
        chosen = [self.left.currentData(), self.right.currentData()]
        usual = (numbers[1], numbers[0]) if len(numbers) > 1 else (numbers[0], numbers[0])
        for choice, was, else_ in zip((self.left, self.right), chosen, usual, strict=True):
            self._offer(choice, was if was in numbers else else_, today)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where there is no room for two."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(NARROW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)

    def _offer(self, choice: QComboBox, number: int, today: date) -> None:
        choice.blockSignals(True)  # noqa: FBT003 - Qt's call
        choice.clear()
        for take in self._takes:
            name = tr("Take {0}").replace("{0}", str(take.number))
            choice.addItem(f"{name}, {day_words(take.study_day, today)}", take.number)
        choice.setCurrentIndex(max(choice.findData(number), 0))
        choice.blockSignals(False)  # noqa: FBT003 - Qt's call

    def _show(self) -> None:
        by_number = {take.number: take for take in self._takes}
        earlier, later = by_number.get(self.left.currentData()), by_number.get(self.right.currentData())
        if earlier is None or later is None:
            return
        self.finding.setText(difference_words(earlier, later))
        for column, take in zip(self._columns, (earlier, later), strict=True):
            clear(column)
            self._fill(column, take)

    def _fill(self, column: QBoxLayout, take: TakeRow) -> None:
        time = row(label(tr("Length"), "muted"), None, label(clock_words(take.duration_ms), "mid"))
        column.addLayout(time)
        score = row(label(tr("Score"), "muted"), None, spacing=8)
        if take.score is not None:
            said = tr("Score {0} of 5").replace("{0}", str(take.score))
            score.addWidget(Dots(take.score, BEST_SCORE, said), 0, Qt.AlignmentFlag.AlignVCenter)
        words = score_words(take.score) if take.score is not None else tr("none")
        score.addWidget(label(words, "mid"))
        column.addLayout(score)
        for part in self._parts:
            column.addWidget(_part(part, said=part in take.parts))
        for title, text in ((tr("Better next time"), take.improve), (tr("What you wrote"), take.text)):
            if text.strip():
                shown = RichText(text, size=15)
                shown.setAccessibleName(title)
                column.addLayout(stack(label(title, "muted"), 4, shown))


def _part(part: str, *, said: bool) -> QWidget:
    """A part with a tick, or a dash and the word, so that colour is not needed to tell."""
    made = QFrame()
    words = part if said else tr("{0}: left out").replace("{0}", part)
    sign = icon_label("check" if said else "minus", "good" if said else "muted", 16)
    line = row(sign, 8)
    line.addWidget(label(words, "" if said else "muted", wrap=True), 1)
    made.setLayout(line)
    return made
