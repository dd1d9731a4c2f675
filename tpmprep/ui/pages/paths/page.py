"""Owns the page Paths: the list, one path with its open step, the certificates; and the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import today
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.faces import STATUSES
from tpmprep.ui.kit import tasks
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import Column, holder, label, scroll, stack, steady, tabs
from tpmprep.ui.pages.paths.career import CareerMap, levels
from tpmprep.ui.pages.paths.certificates import Certificates, collect
from tpmprep.ui.pages.paths.listing import PathList
from tpmprep.ui.pages.paths.path import PathView
from tpmprep.ui.pages.paths.words import say, status_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tpmprep.ui.kit.host import Host

TABS = ("", "certificates", "career")
WIDTH = 992


class PathsPage(Page):
    """Learning paths, their steps and evidence."""

    cares = Change.PATHS | Change.PROGRESS | Change.PACKS | Change.AIM

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.list = PathList()
        self.list.chosen.connect(self.open_path)
        self.list.follow_wanted.connect(partial(self._follow, followed=True))
        self.certificates = Certificates()
        self.certificates.chosen.connect(self.open_step)
        self.career = CareerMap()
        self.career.chosen.connect(self.open_step)
        self.career.concept_wanted.connect(partial(host.open_thing, "concept"))
        self.path = PathView(self)
        self.path.left.connect(self.close_path)
        self.path.shown.connect(self._show_one)
        self.list.new_wanted.connect(self.path.editing.new_path)
        self.list.import_wanted.connect(partial(host.go, Place("library", tab="exchange")))
        self.path.follow_wanted.connect(lambda path, followed: self._follow(path, followed=followed))
        self.tabs = tabs(say("Paths"), say("My path"), say("Certificates"), say("Career map"))
        self.tabs.currentChanged.connect(self._on_tab)
        self._overview = QStackedWidget()
        for part in (self.list, self.certificates, self.career):
            self._overview.addWidget(part)
        head = stack(label(say("Paths"), "h1"), 12, self.tabs, 16, self._overview, None)
        self._all = _padded(holder(head))
        self._one = _padded(self.path)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._all)
        self._stack.addWidget(self._one)
        self.setLayout(stack(self._stack))
        self._began = False

    def load(self) -> None:
        """Reads what is shown: the open path, the list, or the certificates."""
        if self._stack.currentWidget() is self._one and self.path.reload():
            return
        self._stack.setCurrentWidget(self._all)
        rows = self.host.services.learning.paths()
        self.list.show_paths(rows, self.host.services.aim.current())
        self._load_tab(self.tabs.currentIndex())
        own = [path for path in rows if path.followed]
        if not self._began and len(own) == 1 and self.tabs.currentIndex() == 0:
            self.open_path(own[0].id)
        self._began = True

    def show_place(self, place: Place) -> None:
        """Shows a path, a milestone, a step, or a tab."""
        if place.kind == "path":
            self.open_path(place.thing_id)
        elif place.kind == "step":
            self.open_step(place.thing_id)
        elif place.kind == "milestone":
            self._guarded(lambda: self.path.show_milestone(place.thing_id) and self._show_one())
        elif place.tab in TABS:
            self.close_path()
            self.tabs.setCurrentIndex(TABS.index(place.tab))

    def place(self) -> Place | None:
        """The open step, the open path, or the tab."""
        if self._stack.currentWidget() is self._one:
            kind, thing_id = self.path.place()
            return Place("paths", kind, thing_id)
        tab = TABS[self.tabs.currentIndex()]
        return Place("paths", tab=tab) if tab else None

    def step_back(self) -> bool:
        """Closes the form, then the step, then the path."""
        if self._stack.currentWidget() is not self._one:
            return False
        if not self.path.step_back():
            self.close_path()
        return True

    def keys(self) -> list[Key]:
        """Status by number, minutes, evidence, day, hours."""
        statuses = [
            Key(
                f"step.{status}",
                say("Status: {status}", status=status_words(status)),
                str(number),
                partial(self.path.set_status, status),
            )
            for number, status in enumerate(STATUSES, start=1)
        ]
        edit = self.path.editing
        return [
            *statuses,
            Key("step.minutes", say("Log time on the step"), "M", self.path.ask_time),
            Key("step.evidence", say("Add evidence"), "Shift+E", self.path.add_evidence),
            Key("step.fields", say("Fill in the step's fields"), "F", self.path.fill_in),
            Key("step.notes", say("Write notes"), "N", self.path.write_notes),
            Key("step.due", say("Set the day of the step"), "D", self.path.ask_due),
            Key("path.add_step", say("Add a step to your path"), "A", self._if_open(edit.add_step)),
            Key("path.edit", say("Change your path"), "E", self._if_open(edit.edit_path)),
            Key("path.up", say("Move the step up"), "Alt+Up", self._if_open(partial(edit.move, -1))),
            Key("path.down", say("Move the step down"), "Alt+Down", self._if_open(partial(edit.move, 1))),
            Key("path.new", say("Make a path of your own"), "Shift+N", edit.new_path),
            Key("path.hours", say("Change the hours a week"), "H", self.path.ask_hours),
        ]

    def leave(self) -> None:
        """Saves notes that are being written."""
        self.path.save()

    def open_path(self, path_id: int) -> None:
        """Shows one path."""
        self._guarded(lambda: self.path.show_path_id(path_id) and self._show_one())

    def open_step(self, step_id: int) -> None:
        """Shows a step, open, in its path."""
        self._guarded(lambda: self.path.show_step_id(step_id) and self._show_one())

    def close_path(self) -> None:
        """Goes back to the list."""
        if self._stack.currentWidget() is self._one:
            self.path.close_all()
            self._stack.setCurrentWidget(self._all)
            self.load()
            self.keys_changed.emit()
            self._focus_tab()

    def today(self) -> date:
        """The present study day."""
        return today(self.host.services.clock)

    def _if_open(self, act: Callable[[], None]) -> Callable[[], None]:
        """The same while a path is shown, else nothing."""
        return lambda: act() if self._stack.currentWidget() is self._one else None

    def _show_one(self) -> bool:
        self._began = True
        self._stack.setCurrentWidget(self._one)
        self.path.take_focus()
        self.keys_changed.emit()
        return True

    def _follow(self, path_id: int, *, followed: bool) -> None:
        try:
            with self.host.quietly(self):
                self.host.services.learning.follow(path_id, followed=followed)
        except UserError as error:
            self.host.failed(error)
            return
        words = say("This path is yours now") if followed else say("You no longer follow this path")
        self.host.notice(words, undo=True)
        if followed:
            self.open_path(path_id)
        else:
            self.load()

    def _on_tab(self, at: int) -> None:
        self._overview.setCurrentIndex(at)
        self._load_tab(at)

    def _focus_tab(self) -> None:
        (self.list, self.certificates, self.career)[self.tabs.currentIndex()].take_focus()

    def _load_tab(self, at: int) -> None:
        services = self.host.services
        if TABS[at] == "certificates":
            tasks.run(
                lambda _task: collect(services.learning, services.insight),
                self._on_certificates,
                self._on_failed,
            )
        elif TABS[at] == "career":
            self.career.show_levels(levels(services.learning), self.today())

    def _on_certificates(self, found: object) -> None:
        within = self.certificates.isAncestorOf(self.window().focusWidget() or self)
        self.certificates.show_found(found, self.today())  # type: ignore[arg-type]  # a task hands back any object
        if within:
            self.certificates.take_focus()

    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self.host.failed(error)

    def _guarded(self, act: object) -> None:
        try:
            act()  # type: ignore[operator]  # a call without arguments
        except UserError as error:
            self.host.failed(error)


def _padded(content: QWidget) -> QScrollArea:
    lines = stack(Column(content, WIDTH), None, margins=(40, 32, 40, 40))
    return steady(scroll(holder(lines)), lines)
