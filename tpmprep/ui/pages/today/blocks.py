"""The panel of the day: its blocks with reason, minutes, swap and skip, and the one Start."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, level, panel, row, rule, set_tip, stack, vbox
from tpmprep.ui.pages.today import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QLabel, QPushButton

    from tpmprep.core.insight.front import Block, TodayFace

ICONS = {"recall": "layers", "apply": "list-checks", "say": "mic", "do": "hammer"}
ROUNDED_MINUTES = 5
FOOT_GAPS = 48


def done_by(now: datetime, blocks: Sequence[Block]) -> str:
    """When the blocks end if they begin now, to five minutes."""
    end = now + timedelta(minutes=sum(block.minutes for block in blocks))
    end += timedelta(minutes=-end.minute % ROUNDED_MINUTES)
    return words.tr("Done by about {time}", time=words.clock_time(end))


class BlocksPanel(QWidget):
    """What to do now; ``started``, ``shortened``, ``talked`` and ``begun_anew`` are its four ways to begin.

    ``swapped`` and ``skipped`` carry the kind of a block; ``brought_back`` undoes all skips.
    """

    started = Signal()
    shortened = Signal()
    talked = Signal()
    begun_anew = Signal()
    swapped = Signal(str)
    skipped = Signal(str)
    brought_back = Signal()

    def __init__(self, face: TodayFace, now: datetime) -> None:
        super().__init__()
        self._face = face
        self._blocks: tuple[Block, ...] = face.blocks
        self._narrow = False
        self._swaps: dict[str, QPushButton] = {}
        self._title = label("", "h2", wrap=True)
        self._until = label("", "muted")
        self._rows = vbox()
        self._back = button(self.tr("Bring back what was skipped"), "quiet", icon="undo-2")
        self._back.clicked.connect(self.brought_back)
        back = row(self._back, None)
        self.start = KeyButton("", self.tr("Space"), "primary", icon="play!", then=self.started.emit)
        inside = stack(
            self._title, 4, self._about(), 12, self._rows, back, 16, self._foot(), margins=(32, 24, 24, 24)
        )
        self.setLayout(row(panel(inside)))
        self.set_now(now)
        self.show_blocks(face.blocks)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Shows these blocks instead, after a swap or a skip."""
        self._blocks = tuple(blocks)
        self._back.setVisible(len(self._blocks) < len(self._face.blocks))
        self.start.setEnabled(bool(self._blocks) or self._face.resumes)
        self.start.set_words(self.tr("Go on") if self._face.resumes else self.tr("Start"))
        self._fill()

    def set_now(self, now: datetime) -> None:
        """The time has gone on: name the part of the day and the end anew."""
        self._title.setText(words.panel_title(now, self._face.minutes, self._face.minutes_done))
        self._until.setText(done_by(now, self._blocks) if self._blocks else "")

    def fit(self, room: int, *, narrow: bool) -> None:
        """In little room a block's name stands above its words, and the end of the day below Start."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        parts = (self.start, self._until, self._links)
        asked = sum(part.sizeHint().width() for part in parts) + FOOT_GAPS
        self._line.setDirection(across if asked <= room - 2 - 32 - 24 else down)
        self._links.setDirection(down if narrow else across)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()

    def wait(self) -> None:
        """Start was pressed before the profile was open: say that it was heard."""
        self.start.set_words(self.tr("One moment …"))

    def swap_button(self, kind: str) -> QPushButton | None:
        """The swap button of a block, to keep the focus where it was."""
        return self._swaps.get(kind)

    def _about(self) -> QLabel:
        text = words.stopped(self._face.left) if self._face.resumes else words.picked(self._face.aim)
        return label(text, "muted", wrap=True)

    def _foot(self) -> QBoxLayout:
        self._links = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._links.setSpacing(12)
        if self._face.resumes:
            self._links.addWidget(button(self.tr("Begin anew"), "quiet", then=self.begun_anew.emit))
        short = button(self.tr("5 minutes only"), "quiet", then=self.shortened.emit)
        set_tip(short, self.tr("Key 5"))
        talk = button(self.tr("Only talk"), "quiet", then=self.talked.emit)
        set_tip(talk, self.tr("Key T"))
        self._links.addWidget(short)
        self._links.addWidget(talk)
        self._links.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(12)
        self._line.addLayout(row(self.start, None))
        self._line.addLayout(self._links)
        self._line.addStretch(1)
        self._line.addWidget(self._until)
        return self._line

    def _fill(self) -> None:
        clear(self._rows)
        self._swaps.clear()
        if self._blocks:
            self._rows.addWidget(holder(self._grid()))
        else:
            calm = self.tr("Everything is skipped for now. That is fine too.")
            self._rows.addWidget(label(calm, "mutedbody", wrap=True))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        for number, block in enumerate(self._blocks):
            if number:
                grid.addWidget(rule(), 2 * number - 1, 1, 1, 5)
            self._add(grid, 2 * number, block)
        return grid

    def _add(self, grid: QGridLayout, line: int, block: Block) -> None:
        name = words.tr(words.BLOCK_NAMES[block.kind])
        title, why = (
            label(words.title_of(block), "mid", wrap=True),
            label(words.why_of(block), "muted", wrap=True),
        )
        head = label(name, "h3")
        said = stack(None, title, 2, why, None, margins=(0, 8, 16, 8))
        if self._narrow:
            said.insertWidget(1, head)
        else:
            grid.addLayout(row(level(head), margins=(0, 0, 24, 0)), line, 1)
        tile = panel(row(icon_label(ICONS[block.kind], "accent", 20), margins=(10, 10, 10, 10)), name="tile")
        grid.addLayout(row(level(tile), 16), line, 0)
        grid.addLayout(said, line, 2)
        minutes = words.tr("{n} min", n=block.minutes)
        grid.addLayout(row(None, level(label(minutes, "num")), margins=(0, 0, 24, 0)), line, 3)
        swap = button(self.tr("Swap for something else: {0}").replace("{0}", name), "icon", icon="repeat-2")
        swap.clicked.connect(lambda _checked=False: self.swapped.emit(block.kind))
        skip = button(self.tr("Skip today: {0}").replace("{0}", name), "icon", icon="skip-forward")
        skip.clicked.connect(lambda _checked=False: self.skipped.emit(block.kind))
        self._swaps[block.kind] = swap
        grid.addWidget(swap, line, 4)
        grid.addWidget(skip, line, 5)
        grid.setRowMinimumHeight(line, theme.px(56))
