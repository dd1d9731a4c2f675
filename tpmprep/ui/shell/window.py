"""The window: rail, pages, notices, side panel; it is the host its pages talk to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import media
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.layout import hbox, holder, row, stack
from tpmprep.ui.shell import failures
from tpmprep.ui.shell.early import AT_ONCE, FIRST, Early, There
from tpmprep.ui.shell.fitting import SMALLEST, WISHED
from tpmprep.ui.shell.navigation import Navigation
from tpmprep.ui.shell.origin import HOME, SITTING, Origin
from tpmprep.ui.shell.own_keys import move_focus, own_keys, press, rescale
from tpmprep.ui.shell.rail import Rail
from tpmprep.ui.shell.shortcuts import Shortcuts
from tpmprep.ui.shell.specs import PAGE_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from tpmprep.core.flows.faces import Plan
    from tpmprep.core.services import Services
    from tpmprep.ui.kit.host import Key, PageSpec
    from tpmprep.ui.kit.notice import NoticeBar
    from tpmprep.ui.shell.concept_panel import ConceptPanel
    from tpmprep.ui.shell.refusal import Refusal


class Window(QMainWindow):
    """The one window of the app; it opens before the services are there and is given them later."""

    restoring = Signal(object)
    _told = Signal(object)

    def __init__(self, specs: Mapping[str, PageSpec], log: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle("tpmprep")
        self.setMinimumSize(SMALLEST)
        self.resize(WISHED)
        self._services: Services | None = None
        self._writable = True
        self._early = Early()
        self._log = log
        self._panel: ConceptPanel | None = None
        self._refusal: Refusal | None = None
        self._told_failures = 0
        self._close_anyway = False
        self._kept_place: Place | None = None
        self._hinted = False
        self.zoom_wish: int | None = None
        self._heard: set[str] = set()
        self.specs = specs
        self.origin = Origin(specs)
        self.rail = Rail(specs.values())
        self.pages = Navigation(self, specs, self._early.loads)
        self._lay()
        self._notices: NoticeBar | None = None
        self.page_keys = Shortcuts(self)
        self.own_keys = Shortcuts(self)
        self.own_keys.bind(own_keys(self), {})
        self.rail.chosen.connect(lambda name: self.go(Place(name)))
        self.pages.shown.connect(self._on_shown)
        self._told.connect(self._on_changed)

    @property
    def services(self) -> Services:
        """All services, once they are there."""
        if self._services is None:
            raise failures.NotYetError
        return self._services

    @property
    def notices(self) -> NoticeBar:
        """The notice bar, made when there is first something to say."""
        if self._notices is None:
            from tpmprep.ui.kit.notice import NoticeBar

            self._notices = NoticeBar()
            self._right.addWidget(self._notices)
            self._notices.left.connect(self._focus_page)
        return self._notices

    @property
    def is_open(self) -> bool:
        """Whether the services are there."""
        return self._services is not None

    def give(
        self,
        services: Services,
        *,
        writable: bool = True,
        whole: bool = True,
        first: frozenset[str] = FIRST,
    ) -> None:
        """Gives the window its services: pages load, keys are the user's own.

        Of a profile that is not ``writable`` it says so, and keeps not even where it stands. While it is not
        ``whole`` only its ``first`` pages load; the others wait for ``complete``.
        """
        self._services, self._writable, self._early.pages = services, writable, first
        media.use(services.media)
        services.changes.listen(self._told.emit)
        self.own_keys.bind(own_keys(self), services.settings.keys())
        self._arrive(There.ALL if whole else There.FIRST_ROOMS)
        if not writable:
            self._say_read_only()

    def complete(self) -> None:
        """Every room is there: every page loads, and what waited for that is done."""
        self._arrive(There.ALL)

    def go(self, place: Place) -> None:
        """Shows a page, or a thing on it."""
        self.origin.note(self.pages.current_place(), place)
        self.pages.go(place)
        if (place.kind or place.tab) and not self._early.loads(place.page):
            self._when_there(place.page, lambda: self.pages.go(place))

    def back(self) -> None:
        """Closes a problem that is shown, then what is open, then goes one step back."""
        held = self.notices.isAncestorOf(self.focusWidget() or self)
        if self.notices.isVisible() and (held or self.notices.is_problem):
            self.notices.shut()
        elif self._panel is not None and self._panel.isVisible():
            self._panel.shut()
        else:
            name = self.pages.current_name()
            if name and not self.pages.page(name).step_back() and not self.pages.back() and name != HOME.page:
                self.pages.go(HOME, remember=False)

    def start(self, plan: Plan) -> None:
        """Begins a sitting and shows the player; what other rooms show waits for them."""
        if plan.things and plan.things[0][0] in AT_ONCE:
            self._guard(lambda: self._start(plan))
        else:
            self._early.when(There.ALL, lambda: self._guard(lambda: self._start(plan)))

    def open_thing(self, kind: str, thing_id: int) -> None:
        """Opens a concept in the side panel, the rest on its page."""
        if kind == "concept":
            self._early.when(There.ALL, lambda: self._guard(lambda: self._concepts().show_concept(thing_id)))
        elif kind in PAGE_OF:
            self.go(Place(PAGE_OF[kind], kind, thing_id))

    def notice(self, text: str, *, undo: bool = False, mark: str = "") -> None:
        """Says something at the foot of the window."""
        if undo:
            self.notices.say(text, mark or "accent", self.tr("Undo"), self.undo)
        else:
            self.notices.say(text, mark or "accent")

    def search(self) -> None:
        """Opens the palette, also before there is something to search: what is typed is typed there."""
        from tpmprep.ui.shell.palette import Palette

        if self._refusal is None:
            Palette(self, [*self.page_keys.keys, *self.own_keys.keys], self._early).open()

    def failed(self, error: BaseException) -> None:
        """Words an error and logs a fault of ours."""
        if isinstance(error, failures.NotYetError):
            self.notice(self.tr("One moment: your profile is still being opened."))
            return
        failures.note(error)
        self._told_failures += 1
        words = failures.words_for(error, self._log)
        copied = "" if isinstance(error, UserError) else self.tr("Copy details")
        self.notices.say(words, "bad", copied, lambda: failures.copy_details(error))

    def all_keys(self) -> list[tuple[str, list[Key]]]:
        """Every key there is, by where it works: first the window's own, then each page's."""
        from tpmprep.ui.shell.key_list import page_keys

        return [(self.tr("Everywhere"), own_keys(self)), *page_keys(self.specs)]

    def begun_on(self) -> str:
        """The title of the page the running sitting was entered from."""
        return self.tr(self.origin.title())

    def end_sitting(self) -> None:
        """Goes back to where the running sitting was entered from, and not again to its end."""
        self.pages.go(self.origin.place, remember=False)

    def restore(self, backup: Path) -> None:
        """Asks whoever opened the profile to go back to a backup."""
        self.restoring.emit(backup)

    def let_go(self) -> None:
        """Gives the services back: drafts and place are kept, every page is made anew when next shown."""
        from tpmprep.ui.kit.draft import stop_all

        for page in self.pages.made():
            page.leave()
        self._guard(self._keep_place)
        stop_all(self)
        if self._panel is not None:
            self._panel.shut()
        self.page_keys.bind([], {})
        self.pages.forget()
        self._early.arrive(There.NOTHING)
        self._services, self._kept_place, self._heard = None, None, set()

    def quietly(self, page: QWidget) -> AbstractContextManager[None]:
        """While it lasts, changes are not told to ``page`` itself."""
        return self.pages.quietly(page)

    def undo(self) -> None:
        """Takes the newest step back, names it and shows where."""
        from tpmprep.ui.shell.undoing import step_through

        self._early.when(There.FIRST_ROOMS, lambda: self._guard(lambda: step_through(self, "undo")))

    def redo(self) -> None:
        """Brings the last undone step back."""
        from tpmprep.ui.shell.undoing import step_through

        self._early.when(There.FIRST_ROOMS, lambda: self._guard(lambda: step_through(self, "redo")))

    def zoom(self, change: int) -> None:
        """Zooms by so many per cent; 0 goes back to 100."""
        zoom = rescale(self, change)
        self.notice(self.tr("Zoom {0} %").replace("{0}", str(zoom)))

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab goes through what is shown in reading order."""
        return move_focus(self, forwards=forwards) or super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, arrow and page keys scroll, where the page has no other use."""
        if not press(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps drafts and where the window stood; what cannot be kept holds the first try to close up."""
        told = self._told_failures
        for page in self.pages.made():
            self._guard(page.leave)
        if self._told_failures > told and not self._close_anyway:
            self._close_anyway = True
            again = self.tr("Close again to leave what you typed.")
            self.notices.say(f"{self.notices.text()} {again}", "bad")
            event.ignore()
            return
        if self._services is not None:
            self._guard(self._keep_place)
        super().closeEvent(event)

    def refuse(self, said: Refusal) -> None:
        """Shows, instead of the pages, why the profile does not open, and the way on."""
        self.admit()
        self._early.forget_typed()
        for open_still in self.findChildren(QDialog):
            open_still.close()
        self.rail.setEnabled(False)
        self._refusal = said
        self._line.replaceWidget(self.pages, said)
        self._line.setStretchFactor(said, 1)
        self.pages.hide()
        self.page_keys.bind([], {})  # the page behind it answers no key
        said.focus_first()

    def admit(self) -> None:
        """Shows the pages again, because the profile opens after all, or is tried once more."""
        said, self._refusal = self._refusal, None
        if said is not None:
            self._line.replaceWidget(said, self.pages)
            said.hide()
            said.deleteLater()
            self.pages.show()
            self.rail.setEnabled(True)
            self._bind_page()

    def _lay(self) -> None:
        self._line = hbox()
        self._line.addWidget(self.pages, 1)
        self._right = stack(self._line)
        self.setCentralWidget(holder(row(self.rail, self._right), "root"))

    def _concepts(self) -> ConceptPanel:
        if self._panel is None:
            from tpmprep.ui.shell.concept_panel import ConceptPanel

            self._panel = ConceptPanel(self)
            self._line.addWidget(self._panel)
        return self._panel

    def _say_read_only(self) -> None:
        said = self.tr(
            "This profile can only be read just now. Look at everything; what you answer or write is kept "
            "again as soon as its file may be written."
        )
        self.notice(said, mark="bad")

    def _start(self, plan: Plan) -> None:
        self.services.sittings.start(plan)
        self._early.pages = FIRST
        self.go(Place(SITTING))
        self.pages.page(SITTING).load()

    def _keep_place(self) -> None:
        place = self.pages.current_place() or HOME
        if place == self._kept_place or not self._writable:
            return
        kept: dict[str, object] = {
            "page": place.page,
            "kind": place.kind,
            "thing_id": place.thing_id,
            "tab": place.tab,
            "mark": self.rail.chosen_name(),
            "origin": self.origin.kept(),
        }
        self.services.desk.keep("place", kept)
        self._kept_place = place

    def _on_shown(self, name: str) -> None:
        self.rail.show_chosen(self.origin.place.page if name == SITTING else name)
        page = self.pages.page(name)
        if name not in self._heard:
            self._heard.add(name)
            page.keys_changed.connect(self._on_keys_changed)
        self._on_keys_changed()

    def _on_keys_changed(self) -> None:
        """Another part of the page is shown: its keys work, and a start after a kill opens there again."""
        self._bind_page()
        if self._services is not None:
            self._guard(self._keep_place)

    def _bind_page(self) -> None:
        name = self.pages.current_name()
        if name:
            changed = self._services.settings.keys() if self._services else {}
            keys = self.pages.page(name).keys()
            if not self._early.answers(name):
                first, wait = self._early.first, self._when_there
                keys = [replace(key, run=partial(first, name, partial(wait, name, key.run))) for key in keys]
            self.page_keys.bind(keys, changed)
            taken = {part for key in keys for part in changed.get(key.action, key.keys).split(" / ")}
            self.own_keys.yield_to(taken)
            self._show_hints(name, keys, changed)

    def _show_hints(self, name: str, keys: list[Key], changed: dict[str, str]) -> None:
        """Own keys stand on the buttons too; without any, nothing is looked for."""
        if changed or self._hinted:
            self._hinted = bool(changed)
            self.pages.show_own_keys(name, [*keys, *self.own_keys.keys], changed)

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            page.setFocus()

    def _on_changed(self, changed: Change) -> None:
        if changed & Change.SETTINGS:
            self.own_keys.bind(own_keys(self), self.services.settings.keys())
            self._bind_page()
        self.pages.spoil(changed)

    def _guard(self, act: object) -> None:
        """Runs a gesture; whatever goes wrong is worded, never thrown at Qt."""
        try:
            act()  # type: ignore[operator]  # a bound call without arguments
        except Exception as error:
            self.failed(error)

    def _arrive(self, there: There) -> None:
        self._early.arrive(there)
        self.pages.refresh()
        self._bind_page()

    def _when_there(self, name: str, act: Callable[[], object]) -> None:
        """What a page is to show, as soon as its rooms are there, if the page is still shown then."""
        early, shown = self._early, self.pages.current_name
        early.when(There.ALL, lambda: act() if shown() == name else early.forget_typed())

    def show_keys(self) -> None:
        """Shows what can be pressed here."""
        from tpmprep.ui.shell.key_sheet import KeySheet

        KeySheet(self, self.page_keys.keys, self.own_keys.keys).open()

    def show_help(self) -> None:
        """Opens the help, first what helps on this page."""
        self.go(Place("settings", self.pages.current_name(), tab="help"))
        QTimer.singleShot(0, self.pages.refresh)
