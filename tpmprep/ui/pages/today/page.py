"""The front page: one headline, one panel, one Start; painted from a face alone, before anything is open."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout

from tpmprep.core.ground.change import EVERYTHING
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import Column, clear, holder, label, row, scroll, stack, steady, vbox
from tpmprep.ui.pages.today import words
from tpmprep.ui.pages.today.blocks import BlocksPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent, QShowEvent

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.insight.faces import InsightPort
    from tpmprep.core.insight.front import Block, BlockKind, RoundRow, TodayFace
    from tpmprep.ui.kit.host import Host
    from tpmprep.ui.pages.today.calm import EndOfDay, Offer
    from tpmprep.ui.pages.today.move_date import MoveDate
    from tpmprep.ui.pages.today.reading import Reading
    from tpmprep.ui.pages.today.rounds import RoundsPanel

WIDTH = 992
TWO_COLUMNS_FROM, NARROW_BELOW = 840, 600
SHORT_MINUTES, MORE_MINUTES = 5, 10
TICK_MS = 60_000


class TodayPage(Page):
    """What to do now in the minutes there are; ``is_touched`` once a key or button of it was pressed."""

    cares = EVERYTHING

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._open = self._sized = self._awaits = self.is_touched = False
        self._waiting: Callable[[], None] | None = None
        self._reading: Reading | None = None
        self._face: TodayFace | None = None
        self._blocks: tuple[Block, ...] = ()
        self._skipped: frozenset[tuple[str, int]] = frozenset()
        self.panel: BlocksPanel | EndOfDay | Offer | None = None
        self._rounds: RoundsPanel | None = None
        self.popover: MoveDate | None = None
        self._headline = label(self.tr("One moment …"), "h1", wrap=True)
        self._move = button("", "link", then=self.move_date)
        self._move.hide()
        self._body = vbox(spacing=24)
        self._title, self._find = row(self._headline, self._move, spacing=8), self._search()
        self._title.setStretchFactor(self._headline, 1000)
        self._title.addStretch(1)
        head = row(self._title, self._find)
        head.setStretchFactor(self._title, 1)
        inside = stack(head, 24, self._body, None, margins=(40, 32, 40, 32))
        self._column = Column(holder(inside), WIDTH + 80)
        self.setLayout(row(steady(scroll(self._column), inside)))
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def show_face(self, face: TodayFace) -> None:
        """Shows a face; before the profile is open that of the last time."""
        self._face, self._blocks = face, face.blocks
        self._headline.setText(words.headline(face.aim))
        said = words.move_words(face.aim)
        self._move.setText(said)
        self._move.setAccessibleName(said)
        self._move.setVisible(bool(said))
        clear(self._body)
        self._rounds = None
        self.panel = self._main_panel(face)
        self._body.addWidget(self.panel)
        if face.aim is not None:
            self._body.addLayout(self._lower(face))
        self._fit()

    def load(self) -> None:
        """Reads today anew, unless another reads it just now; beside the window where that takes long.

        What was there stays meanwhile, and keys wait for what comes.
        """
        if self._awaits:
            return
        insight = self.host.services.insight
        if insight.takes_long():
            self._read_beside(insight)
        else:
            self._show_read(insight.today())

    def await_face(self) -> None:
        """Another reads today beside the window and brings it with ``take_face``: till then load nothing."""
        self._awaits = True

    def take_face(self, face: TodayFace | None) -> None:
        """Today as it was read beside the window; None where that failed: then it is read here."""
        self._awaits = False
        if face is None:
            self.load()
        else:
            self._show_read(face)

    def _read_beside(self, insight: InsightPort) -> None:
        if self._reading is None:
            from tpmprep.ui.pages.today.reading import Reading

            self._reading = Reading(self)
            self._reading.came.connect(self._show_read)
            self._reading.failed.connect(self._on_unread)
        self._reading.begin(insight)

    def _on_unread(self, error: BaseException) -> None:
        """What was there stays; a key that waited is forgotten."""
        self._waiting = None
        if self._face is not None:
            self.show_face(self._face)
        self.host.failed(error)

    def _show_read(self, face: TodayFace) -> None:
        """Shows today as it is; a key pressed before there were services does its work now."""
        self._open, self._skipped = True, frozenset()
        if face != self._face or self._waiting is not None:
            self.show_face(face)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def step_back(self) -> bool:
        """Closes the popover."""
        if self.popover is not None and self.popover.isVisible():
            self.popover.close()
            return True
        return False

    def keys(self) -> list[Key]:
        """Start, its two short forms, and the date."""
        return [
            Key("today.start", self.tr("Start"), "Space", self.start),
            Key("today.short", self.tr("5 minutes only"), "5", self.start_short),
            Key("today.talk", self.tr("Only talk"), "T", self.start_talk),
            Key("today.move", self.tr("Move the date"), "M", self.move_date),
        ]

    def start(self) -> None:
        """The one button: go on, begin the blocks, or say what is ahead."""
        self._when_open(self._start)

    def start_short(self) -> None:
        """The best five minutes."""
        self._when_open(lambda: self._start_for(minutes=SHORT_MINUTES))

    def start_talk(self) -> None:
        """Only saying aloud."""
        self._when_open(lambda: self._start_for(only="say"))

    def move_date(self) -> None:
        """Opens the popover that moves the date."""
        self._when_open(self._open_popover)

    def showEvent(self, event: QShowEvent) -> None:
        """The clock goes on only while the page is seen."""
        super().showEvent(event)
        self._tick.start()
        self._on_tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: rest."""
        super().hideEvent(event)
        self._tick.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the popover closes it."""
        self.step_back()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room panels stand below each other."""
        super().resizeEvent(event)
        self._sized = True
        self._fit()

    def _search(self) -> KeyButton:
        made = KeyButton(self.tr("Search"), self.tr("Ctrl K"), "quiet", icon="search", then=self.host.search)
        inner = made.layout()
        if inner is not None:  # flush with the panels below
            inner.setContentsMargins(8, 0, 0, 0)
        return made

    def _main_panel(self, face: TodayFace) -> BlocksPanel | EndOfDay | Offer:
        if face.aim is not None and not face.done:
            return self._blocks_panel(face)
        from tpmprep.ui.pages.today.calm import EndOfDay, Offer

        made: EndOfDay | Offer = Offer(face) if face.aim is None else EndOfDay(face)
        made.started.connect(self.start)
        more = self._start_blocks if face.aim is None else self._start_more
        made.more.connect(lambda: self._when_open(more))
        return made

    def _blocks_panel(self, face: TodayFace) -> BlocksPanel:
        made = BlocksPanel(face, self._now())
        made.started.connect(self.start)
        made.shortened.connect(self.start_short)
        made.talked.connect(self.start_talk)
        made.begun_anew.connect(lambda: self._when_open(self._start_blocks))
        made.swapped.connect(lambda kind: self._when_open(lambda: self._swap(kind)))
        made.skipped.connect(self._skip)
        made.brought_back.connect(self._bring_back)
        return made

    def _lower(self, face: TodayFace) -> QBoxLayout:
        from tpmprep.ui.pages.today.aside import Aside
        from tpmprep.ui.pages.today.rounds import RoundsPanel

        self._lower_line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower_line.setSpacing(24)
        if face.rounds:
            self._rounds = RoundsPanel(face.rounds)
            self._rounds.pressed.connect(lambda round_: self._when_open(lambda: self._close_gap(round_)))
            self._lower_line.addWidget(self._rounds, 19)
        aside = Aside(face)
        aside.opened.connect(lambda kind, thing: self._when_open(lambda: self._open_date(kind, thing)))
        self._lower_line.addWidget(aside, 10)
        return self._lower_line

    def _fit(self) -> None:
        if not self._sized:
            return
        self._headline.ensurePolished()
        words_wide = self._headline.fontMetrics().horizontalAdvance(self._headline.text())
        self._headline.setMaximumWidth(words_wide + 2)
        room = min(self.width(), theme.px(WIDTH + 80)) - 80
        narrow = room < theme.px(NARROW_BELOW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        beside = self._move.sizeHint().width() + self._find.sizeHint().width() + 24
        self._title.setDirection(across if words_wide + beside <= room else down)
        if isinstance(self.panel, BlocksPanel):
            self.panel.fit(room, narrow=narrow)
        if self._rounds is not None:
            self._rounds.set_narrow(narrow=narrow)
            wide = room >= theme.px(TWO_COLUMNS_FROM)
            self._lower_line.setDirection(across if wide else down)

    def _now(self) -> datetime:
        if not self._open:
            return datetime.now(UTC).astimezone()
        from tpmprep.core.ground.clock import on_the_wall

        clock = self.host.services.clock
        return on_the_wall(clock.now(), clock.zone())

    def _today(self) -> date:
        from tpmprep.core.ground.clock import today

        return today(self.host.services.clock)

    def _on_tick(self) -> None:
        if self._open and self._face is not None and self._face.on != self._today():
            self.load()
        if isinstance(self.panel, BlocksPanel):
            self.panel.set_now(self._now())

    def _when_open(self, act: Callable[[], None]) -> None:
        """Acts now, or as soon as today is read from the services; the last wish wins."""
        self.is_touched = True
        if not self._open or (self._reading is not None and self._reading.goes_on):
            self._waiting = act
            if isinstance(self.panel, BlocksPanel):
                self.panel.wait()
            return
        try:
            act()
        except UserError as error:
            self.host.failed(error)

    def _start(self) -> None:
        if self._face is None:
            return
        if self._face.resumes:
            self.host.go(Place("sitting"))
        elif self._face.aim is None:
            self.host.go(Place("welcome"))
        elif self._face.done:
            self._start_more()
        else:
            self._start_blocks()

    def _start_blocks(self) -> None:
        self._begin(self._blocks)

    def _start_more(self) -> None:
        self._start_for(minutes=MORE_MINUTES)

    def _start_for(self, minutes: int | None = None, only: BlockKind | None = None) -> None:
        skip = tuple(self._skipped)
        if only is not None and minutes is None:
            minutes = self._face.minutes if self._face is not None else None
        self._begin(self.host.services.insight.today(minutes=minutes, only=only, skip=skip).blocks)

    def _begin(self, blocks: Sequence[Block]) -> None:
        things = tuple(thing for block in blocks for thing in block.things)
        if not things:
            self.host.notice(self.tr("Nothing is waiting there just now."))
            return
        title, minutes = words.day_part(self._now()), sum(block.minutes for block in blocks)
        from tpmprep.core.flows.faces import Plan

        self.host.start(Plan(title, minutes, cast("tuple[tuple[ExerciseKind, int], ...]", things)))

    def _swap(self, kind: BlockKind) -> None:
        old = next(block for block in self._blocks if block.kind == kind)
        skip = self._skipped | set(old.things)
        found = self.host.services.insight.today(only=kind, skip=tuple(skip)).blocks
        if not found or not isinstance(self.panel, BlocksPanel):
            self.host.notice(self.tr("There is nothing else of this kind just now."))
            return
        self._skipped = skip
        self._show_blocks(tuple(found[0] if block.kind == kind else block for block in self._blocks))
        again = self.panel.swap_button(kind)
        if again is not None:
            again.setFocus()

    def _skip(self, kind: str) -> None:
        self._show_blocks(tuple(block for block in self._blocks if block.kind != kind))
        if isinstance(self.panel, BlocksPanel):
            self.panel.start.setFocus()

    def _bring_back(self) -> None:
        if self._face is not None:
            self._skipped = frozenset()
            self._show_blocks(self._face.blocks)

    def _show_blocks(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        if isinstance(self.panel, BlocksPanel):
            self.panel.show_blocks(blocks)
            self.panel.set_now(self._now())

    def _close_gap(self, round_: RoundRow) -> None:
        if round_.opens is None:
            self._start_for(only="recall")
        elif round_.opens[0] == "question":
            self.host.start(self.host.services.sittings.one("question", round_.opens[1]))
        elif round_.opens == ("story", 0):
            self.host.go(Place("interview", tab="stories"))
        else:
            self.host.open_thing(*round_.opens)

    def _open_date(self, kind: str, thing_id: int) -> None:
        if kind == "aim":
            self._open_popover()
        else:
            self.host.open_thing(kind, thing_id)

    def _open_popover(self) -> None:
        from tpmprep.ui.pages.today.move_date import MoveDate

        if self._face is None or self._face.aim is None:
            self.host.go(Place("welcome"))
            return
        self.popover = MoveDate(self, self._today(), self._face.aim.due_on)
        self.popover.moved.connect(self._on_moved)
        self.popover.open_below(self._move)

    def _on_moved(self, day: date | None) -> None:
        try:
            with self.host.quietly(self):
                self.host.services.aim.move(day)
        except UserError as error:
            self.host.failed(error)
            return
        self.load()
        said = (
            self.tr("The date is open now")
            if day is None
            else words.tr("Moved to {day}", day=words.long_day(day))
        )
        self.host.notice(said, undo=True)
