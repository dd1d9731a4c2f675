"""What every exercise is: a view of one thing, with its keys, that asks the stage to play each gesture."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QScrollArea

    from tpmprep.core.flows.faces import Exercise, SittingsPort, Turn
    from tpmprep.ui.exercises.stopwatch import Stopwatch
    from tpmprep.ui.kit.host import Host, Key

    # a call of the sittings, made by the stage
    Gesture = Callable[[SittingsPort], Turn]

COLUMN = 768
SIDE = 40


class Stage(Protocol):
    """The player as its exercises see it."""

    @property
    def host(self) -> Host:
        """The window."""

    @property
    def watch(self) -> Stopwatch:
        """The time spent on the present exercise."""

    def play(self, gesture: Gesture) -> Turn | None:
        """One gesture, one call: shows what came back; None when it failed, and that was worded."""

    def write(self, act: Callable[[], object]) -> bool:
        """Runs a write of the exercise's own that is not told back to it; False when it failed."""


class View(QWidget):
    """One kind of exercise; made once and shown again for every thing of its kind.

    ``keys_changed`` says that ``keys()`` now answers otherwise. ``scroller`` moves with the arrow keys.
    """

    keys_changed = Signal()
    width_px = COLUMN

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.host = stage.host
        self.scroller: QScrollArea | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Exercise"))

    @abstractmethod
    def show_turn(self, turn: Turn, exercise: Exercise, *, resumed: bool) -> None:
        """Shows a thing anew; ``resumed``: after a restart, an undo or a visit elsewhere."""

    def where(self) -> str:
        """The deck, domain or category the thing is of, for the header."""
        return ""

    def keys(self) -> list[Key]:
        """Its keys now."""
        return []

    def step_back(self) -> bool:
        """Esc: closes what is open in it; False when nothing was."""
        return False

    def leave(self) -> None:
        """The page is left or the window closes: keep drafts."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys scroll what does not fit."""
        if self.scroller is None or not self._scrolls(event.key()):
            super().keyPressEvent(event)

    def _scrolls(self, key: int) -> bool:
        if self.scroller is None:
            return False
        bar = self.scroller.verticalScrollBar()
        way = {
            Qt.Key.Key_Down.value: bar.singleStep() * 3,
            Qt.Key.Key_Up.value: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown.value: bar.pageStep(),
            Qt.Key.Key_PageUp.value: -bar.pageStep(),
        }.get(int(key))
        if way is None:
            return False
        bar.setValue(bar.value() + way)
        return True
