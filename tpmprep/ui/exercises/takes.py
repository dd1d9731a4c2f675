"""Owns the list of earlier takes beside a question, and what they said should be better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from tpmprep.ui.exercises.words import minutes_seconds, say
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, row, rule, stack, vbox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QHBoxLayout

    from tpmprep.core.interview.faces import TakeRow

MOST = 5
LEVELS = 5


class Dots(QWidget):
    """A score as filled dots out of five; the number stands beside it in words."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self._score = score
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Five dots in a row."""
        return QSize(theme.px(12 * LEVELS - 4), theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(LEVELS):
            painter.setBrush(theme.color("accent" if at < self._score else "line"))
            painter.drawEllipse(QRectF(theme.px(12 * at), 0, theme.px(8), theme.px(8)))
        painter.end()


class TakesPanel(QFrame):
    """Earlier takes, newest first, and their improvement lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._rows, self._better = vbox(spacing=12), vbox(spacing=12)
        self._wishes = holder(
            stack(16, rule(), 16, label(self.tr("Better this time"), "eyebrow"), 12, self._better)
        )
        self.setLayout(
            stack(
                label(self.tr("Takes"), "eyebrow"), 12, self._rows, self._wishes, None,
                margins=(24, 24, 24, 24),
            )
        )  # fmt: skip

    def show_takes(self, takes: tuple[TakeRow, ...]) -> None:
        """Shows what was said so far; the coming take stands first."""
        newest_first = sorted(takes, key=lambda take: take.number, reverse=True)
        clear(self._rows)
        clear(self._better)
        number = newest_first[0].number + 1 if newest_first else 1
        now = label(say("Take {0}").replace("{0}", str(number)), "mid")
        self._rows.addLayout(row(now, None, label(say("now"), "muted")))
        for take in newest_first[:MOST]:
            self._rows.addLayout(_line(take))
        wishes = [take.improve for take in newest_first if take.improve][:3]
        for wish in wishes:
            self._better.addLayout(_wish(wish))
        self._wishes.setVisible(bool(wishes))


def _line(take: TakeRow) -> QHBoxLayout:
    name = label(say("Take {0}").replace("{0}", str(take.number)), "mid")
    left = stack(name, 2, label(minutes_seconds(take.duration_ms), "muted"))
    if take.score is None:
        return row(left, None, label(say("no score"), "muted"))
    right = vbox(spacing=6)
    right.addWidget(label(say("Score {0}").replace("{0}", str(take.score)), "mid"))
    right.addWidget(Dots(take.score), 0, Qt.AlignmentFlag.AlignRight)
    return row(left, None, right)


def _wish(text: str) -> QHBoxLayout:
    sign = vbox()
    sign.addWidget(icon_label("flag", "muted", 16))
    sign.addStretch(1)
    return row(sign, 12, label(text, wrap=True))
