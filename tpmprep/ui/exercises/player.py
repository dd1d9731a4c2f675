"""The player: shows one exercise after another, in any mix, one call of the services for each gesture."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.exercises.line import Line
from tpmprep.ui.exercises.stopwatch import Stopwatch
from tpmprep.ui.exercises.view import SIDE
from tpmprep.ui.exercises.words import counted
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.layout import Column, row, stack
from tpmprep.ui.kit.progress import ThinBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from tpmprep.core.flows.faces import SittingFace, Turn
    from tpmprep.ui.exercises.view import Gesture, View
    from tpmprep.ui.kit.host import Host, Key, Page

END = "end"
LONGEST_TITLE = 40
VIEWS = {
    "concept": "tpmprep.ui.exercises.concept:ConceptExercise",
    "card": "tpmprep.ui.exercises.card:CardView",
    "item": "tpmprep.ui.exercises.item:ItemView",
    "question": "tpmprep.ui.exercises.question:QuestionView",
    "step": "tpmprep.ui.exercises.step:StepView",
    END: "tpmprep.ui.exercises.end:EndView",
}


class Lane(Column):
    """A column whose width follows the exercise shown under it."""

    def set_width(self, width: int) -> None:
        """So many pixels at 100 % zoom."""
        if width != self._width:
            self._width = width
            self._fit()


class Player(QWidget):
    """Runs the sitting that is open; ``keys_changed`` when ``keys()`` answers otherwise.

    Args:
        host: the window.
        page: the page it stands on, which is not told of the player's own changes.
    """

    keys_changed = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self.watch = Stopwatch()
        self._turn: Turn | None = None
        self._views: dict[str, View] = {}
        self._told = ""
        self._kind = ""
        self._place, self._count = Line(14), Line(widest=240, right=True)
        self.bar = ThinBar(0, self.tr("How far the sitting is"))
        self._back = button(self.tr("Back (Esc)"), "icon", icon="arrow-left", then=host.back)
        head = row(self._back, 12, self._place, 16, self._count)
        self._lane = Lane(stack(head, 8, self.bar))
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "play",
            self.tr("Today picks what is best to do now, in the minutes you have."),
            self.tr("Go to Today"),
            lambda: host.go(Place("today")),
            title=self.tr("No sitting is running"),
        )
        self._stack.addWidget(QWidget())  # nothing is said before it is known what runs
        self._stack.addWidget(self._empty)
        self.setLayout(stack(row(self._lane, margins=(SIDE, 24, SIDE, 24)), self._stack))
        self._lane.hide()

    @property
    def host(self) -> Host:
        """The window."""
        return self._host

    @property
    def turn(self) -> Turn | None:
        """What is shown."""
        return self._turn

    def view(self) -> View | None:
        """The exercise shown."""
        return self._views.get(self._kind)

    def load(self) -> None:
        """Shows the open sitting where it stands; what is shown already is left as it is."""
        turn = self._host.services.sittings.resume()
        if turn is None and self._turn is not None and self._turn.end is not None:
            return
        if turn is not None and self._turn is not None and self._is_shown(turn):
            self._show_header(turn.sitting)
            return
        self._show(turn, resumed=True)

    def play(self, gesture: Gesture) -> Turn | None:
        """One gesture: calls the sittings once and shows the turn that comes back."""
        try:
            with self._host.quietly(self._page):
                turn = gesture(self._host.services.sittings)
        except UserError as error:
            self._host.failed(error)
            return None
        self._show(turn, resumed=False)
        return turn

    def write(self, act: Callable[[], object]) -> bool:
        """A write of the exercise's own, e.g. an edited note."""
        try:
            with self._host.quietly(self._page):
                act()
        except UserError as error:
            self._host.failed(error)
            return False
        return True

    def keys(self) -> list[Key]:
        """The keys of the exercise shown."""
        view = self.view()
        return view.keys() if view is not None else []

    def step_back(self) -> bool:
        """Closes what is open in the exercise."""
        view = self.view()
        return view is not None and view.step_back()

    def leave(self) -> None:
        """Keeps what is being typed."""
        view = self.view()
        if view is not None:
            view.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Counts on."""
        super().showEvent(event)
        self.watch.go_on()
        self.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Time nobody sees the exercise does not count."""
        super().hideEvent(event)
        self.watch.pause()

    def take_focus(self) -> None:
        """Puts the focus where the keys of the exercise work."""
        view = self.view()
        if view is not None and not view.isAncestorOf(self.focusWidget() or self):
            view.setFocus()

    def _is_shown(self, turn: Turn) -> bool:
        shown = self._turn
        return (
            shown is not None
            and shown.exercise == turn.exercise
            and shown.verdict == turn.verdict
            and shown.sitting.id == turn.sitting.id
            and (shown.end is None) == (turn.end is None)
        )

    def _show(self, turn: Turn | None, *, resumed: bool) -> None:
        self._turn = turn
        before = self._kind
        self._lane.setVisible(turn is not None)
        if turn is None:
            self._kind = ""
            self._stack.setCurrentWidget(self._empty)
            self._empty.action.setFocus()
            self.keys_changed.emit()
            return
        if not (resumed and turn.verdict is not None):
            self.watch.restart(runs=self.isVisible())
        self._kind = END if turn.exercise is None else turn.exercise.kind
        view = self._need_view(self._kind)
        self._show_exercise(view, turn, resumed=resumed)
        self._lane.set_width(view.width_px)
        self._show_header(turn.sitting)
        if self._stack.currentWidget() is not view:
            self._stack.setCurrentWidget(view)
        if not (view.isAncestorOf(self.window().focusWidget()) and self._types()):
            view.setFocus()
        if before != self._kind:
            self.keys_changed.emit()

    def _show_exercise(self, view: View, turn: Turn, *, resumed: bool) -> None:
        from tpmprep.ui.exercises.end import EndView

        if isinstance(view, EndView):
            view.show_turn(turn)
        elif turn.exercise is not None:
            view.show_turn(turn, turn.exercise, resumed=resumed)

    def _types(self) -> bool:
        """Whether a field has the focus, e.g. an editor opened again after a restart."""
        from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

        return isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit)

    def _need_view(self, kind: str) -> View:
        if kind not in self._views:
            module, _, name = VIEWS[kind].partition(":")
            made: View = getattr(import_module(module), name)(self)
            made.keys_changed.connect(self.keys_changed)
            self._views[kind] = made
            self._stack.addWidget(made)
        return self._views[kind]

    def _show_header(self, sitting: SittingFace) -> None:
        view = self.view()
        where = view.where() if view is not None else ""
        title = (
            sitting.title
            if len(sitting.title) <= LONGEST_TITLE
            else sitting.title[: LONGEST_TITLE - 1].rstrip(" .…") + "…"
        )
        told = f"{title}\n{where}"
        if told != self._told:
            self._told = told
            self._place.set_words(f"{title} › " if where not in {"", title} else "", where or title)
        self._count.set_words(self._words_of_count(sitting))
        self.bar.set_share(sitting.done / max(sitting.total, 1))

    def _words_of_count(self, sitting: SittingFace) -> str:
        if sitting.finished or self._kind == END:
            return self.tr("{n} of {n}").replace("{n}", str(sitting.total))
        at = min(sitting.done + 1, sitting.total)
        count = self.tr("{at} of {total}").replace("{at}", str(at)).replace("{total}", str(sitting.total))
        left = counted(max(sitting.minutes_left, 1), self.tr("about a minute"), self.tr("about {n} min"))
        return f"{count}  ·  {left}"
