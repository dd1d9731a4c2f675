"""The stack of pages: made when first shown, loaded when stale, with a way back."""

from __future__ import annotations

import weakref
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget
from shiboken6 import isValid

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.host import Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.ground.change import Change
    from tpmprep.ui.kit.host import Host, Key, PageSpec

LONGEST_WAY_BACK = 50


class Navigation(QStackedWidget):
    """Shows one page at a time; ``shown`` carries its name. ``loads`` says which can be loaded already."""

    shown = Signal(str)

    def __init__(self, host: Host, specs: Mapping[str, PageSpec], loads: Callable[[str], bool]) -> None:
        super().__init__()
        self._host = host
        self._specs = specs
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._trail: list[Place] = []
        self._focused: dict[str, weakref.ref[QWidget]] = {}
        self._quiet: QWidget | None = None
        self._loads = loads

    def page(self, name: str) -> Page:
        """A page by name, made on first use."""
        if name not in self._pages:
            module, _, attribute = self._specs[name].make.partition(":")
            made: Page = getattr(import_module(module), attribute)(self._host)
            made.setAccessibleName(self._specs[name].title)
            self._pages[name] = made
            self._stale.add(name)
            self.addWidget(made)
        return self._pages[name]

    def made(self) -> list[Page]:
        """The pages made so far."""
        return list(self._pages.values())

    def current_name(self) -> str:
        """The name of the page shown, empty before the first."""
        current = self.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), "")

    def current_place(self) -> Place | None:
        """Where the window stands."""
        name = self.current_name()
        return None if not name else self._pages[name].place() or Place(name)

    def go(self, place: Place, *, remember: bool = True) -> None:
        """Shows a place and remembers the way back to the last one."""
        here = self.current_place()
        if here is not None and remember and here != place:
            self._trail = [*self._trail, here][-LONGEST_WAY_BACK:]
        name = self.current_name()
        if name and name != place.page:
            self._note_focus(name)
            self._leave(self._pages[name])
        page = self.page(place.page)
        self.setCurrentWidget(page)
        focused = QApplication.focusWidget()
        moved = name != place.page and isinstance(focused, QAbstractButton)
        if (moved and not page.focuses_itself) or not page.isAncestorOf(focused or self):
            page.setFocus()
        self.refresh()
        if (place.kind or place.tab) and (self._loads(place.page) or place.tab in page.early_tabs):
            page.show_place(place)
        self.shown.emit(place.page)

    def _leave(self, page: Page) -> None:
        """Lets a page keep its drafts; what cannot be kept just now stays typed in it."""
        try:
            page.leave()
        except UserError as error:
            self._host.failed(error)

    def back(self) -> bool:
        """Goes one step back; False at the end of the way."""
        while self._trail:
            place = self._trail.pop()
            if place != self.current_place():
                self.go(place, remember=False)
                self._give_focus_back(place.page)
                return True
        return False

    def _note_focus(self, name: str) -> None:
        """Remembers which part of a page had the focus, for the way back to it."""
        focused = QApplication.focusWidget()
        if focused is not None and self._pages[name].isAncestorOf(focused):
            self._focused[name] = weakref.ref(focused)
        else:
            self._focused.pop(name, None)

    def _give_focus_back(self, name: str) -> None:
        noted = self._focused.pop(name, None)
        part = noted() if noted is not None else None
        if part is not None and isValid(part) and part.isVisible() and part.isEnabled():
            part.setFocus()

    def refresh(self) -> None:
        """Loads the page shown, if it is stale and there is something to load from."""
        name = self.current_name()
        if name in self._stale and self._loads(name):
            self._stale.discard(name)
            try:
                self._pages[name].load()
            except Exception as error:
                self._host.failed(error)

    def spoil(self, changed: Change) -> None:
        """Marks pages that care as stale, but the one that made the change; the shown one loads soon."""
        for name, page in self._pages.items():
            if page is not self._quiet and page.cares & changed:
                self._stale.add(name)
        if self.current_name() in self._stale:
            QTimer.singleShot(0, self.refresh)

    def forget(self) -> None:
        """Throws every page away, and the way back; the next one is made and loaded anew."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self._trail.clear()
        self._focused.clear()

    def show_own_keys(self, name: str, keys: Iterable[Key], changed: Mapping[str, str]) -> None:
        """Gives the buttons of a page the person's own keys."""
        from tpmprep.ui.shell.own_hints import show_own

        show_own(self._pages[name], keys, changed)

    @contextmanager
    def quietly(self, page: QWidget) -> Iterator[None]:
        """While it lasts, changes do not spoil ``page``."""
        before, self._quiet = self._quiet, page
        try:
            yield
        finally:
            self._quiet = before
