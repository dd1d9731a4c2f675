"""Owns the page Progress: what was found, and what raises it most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import today
from tpmprep.ui.kit import tasks
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import Column, holder, label, scroll, stack, steady
from tpmprep.ui.pages.progress import words
from tpmprep.ui.pages.progress.charts import Charts
from tpmprep.ui.pages.progress.formula import Formula
from tpmprep.ui.pages.progress.pair import Pair
from tpmprep.ui.pages.progress.rounds import Rounds
from tpmprep.ui.pages.progress.words import say

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.insight.faces import ProgressFace
    from tpmprep.ui.kit.host import Host

WIDTH = 992


class ProgressPage(Page):
    """Readiness, study days, load, memory, time, calibration and takes."""

    cares = Change.MEMORY | Change.TAKES | Change.STORIES | Change.AIM | Change.CATALOG | Change.SETTINGS

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.headline = label("", "h1", wrap=True)
        self.gap = label("", "mutedbody", wrap=True)
        self.rounds = Rounds()
        self.rounds.wanted.connect(self._open)
        self.charts = Charts()
        self.boxes = self.charts.boxes
        for box in self.boxes:
            box.saved.connect(self._on_saved)
        self._task: tasks.Task | None = None
        self.setLayout(stack(self._lay()))

    def load(self) -> None:
        """Counts beside the window and shows what came of it; the newest count wins."""
        insight = self.host.services.insight
        self._task = tasks.run(lambda _task: insight.progress(), self._on_counted, self._on_failed)

    def show_face(self, face: ProgressFace) -> None:
        """Shows the numbers, or what belongs here while there are none."""
        begun = bool(face.days or face.reviews or any(row_.word != "not_begun" for row_ in face.rounds))
        self._turn_to(self._full if begun else self._empty)
        self.headline.setText(words.headline(face.rounds))
        self.gap.setText(words.headline_gap(face.rounds))
        self.rounds.show_rounds(face.rounds)
        desired = self.host.services.settings.number("desired_retention")
        self.charts.show_face(face, today_of(self.host), desired)

    def keys(self) -> list[Key]:
        """The numbers behind the charts."""
        return [Key("progress.numbers", say("Numbers behind the charts"), "T", self.turn_numbers)]

    def turn_numbers(self) -> None:
        """Shows the tables behind all charts, or the charts again."""
        on = not self.boxes[0].numbers.isChecked()
        self.rounds.numbers.setChecked(on)
        for box in self.boxes:
            box.numbers.setChecked(on)

    def _lay(self) -> QStackedWidget:
        bars, heat, load, months, weeks, sure, takes = self.boxes
        content = stack(
            stack(self.headline, 4, self.gap),
            self.rounds,
            bars,
            Pair(heat, load),
            Pair(months, weeks),
            Pair(sure, takes),
            Formula(),
            spacing=24,
        )
        self._empty = EmptyState(
            "trending-up",
            say(
                "After your first sitting it says here how ready you are for each round, "
                "and what raises it most. Nothing is counted against you."
            ),
            say("Go to today's plan"),
            lambda: self.host.go(Place("today")),
            title=say("Your progress begins today"),
        )
        self._stack = QStackedWidget()
        lines = stack(Column(holder(content), WIDTH), None, margins=(40, 32, 40, 40))
        self._full = steady(scroll(holder(lines)), lines)
        counting = holder(stack(label(say("Counting …"), "mutedbody"), None, margins=(40, 40, 40, 40)))
        for part in (counting, self._empty, self._full):
            self._stack.addWidget(part)
        return self._stack

    def _turn_to(self, part: QWidget) -> None:
        """Shows one of the three states; a focus that was in the page stays in it."""
        focused = self.window().focusWidget()
        inside = focused is self or (focused is not None and self.isAncestorOf(focused))
        turned = self._stack.currentWidget() is not part
        self._stack.setCurrentWidget(part)
        if inside and turned:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, opens: object) -> None:
        if not isinstance(opens, tuple):
            self.host.go(Place("today"))
        elif opens[1]:
            self.host.open_thing(str(opens[0]), int(opens[1]))
        else:
            self.host.go(Place("interview", tab="stories"))

    def _on_counted(self, face: object) -> None:
        if self.sender() is self._task or self.sender() is None:
            self.show_face(face)  # type: ignore[arg-type]  # a task hands back any object

    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self.host.failed(error)

    def _on_saved(self, file: str) -> None:
        self.host.notice(say("Picture saved: {file}", file=file), mark="good")


def today_of(host: Host) -> date:
    """The present study day."""
    return today(host.services.clock)
