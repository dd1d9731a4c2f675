"""Owns the page Library: search over everything, concepts, packs, import and export, the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from tpmprep.core.ground.change import Change
from tpmprep.ui.kit.fields import SearchField
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import Column, holder, label, scroll, stack, steady, tabs
from tpmprep.ui.pages.library.concepts import Concepts
from tpmprep.ui.pages.library.exchange import Exchange
from tpmprep.ui.pages.library.findings import Findings
from tpmprep.ui.pages.library.packs import Packs
from tpmprep.ui.pages.library.trash import Trash
from tpmprep.ui.pages.library.words import say

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host

TABS = ("concepts", "packs", "exchange", "trash")
WIDTH = 992
MOST_HITS = 100


class LibraryPage(Page):
    """Browse, search, install, import, export."""

    cares = (
        Change.CATALOG
        | Change.PACKS
        | Change.CARDS
        | Change.ITEMS
        | Change.QUESTIONS
        | Change.STORIES
        | Change.PATHS
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._text = ""
        self._kinds: tuple[str, ...] = ()
        self.search = SearchField(
            say("Search everything"), say("Search concepts, notes, items, questions, steps")
        )
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._go_in)
        self.concepts, self.packs, self.exchange = Concepts(), Packs(self), Exchange(self)
        self.trash = Trash(self)
        self.concepts.chosen.connect(lambda thing_id: host.open_thing("concept", thing_id))
        self.concepts.packs_wanted.connect(self._show_packs)
        self.findings = Findings()
        self.search.leads_to = self.findings.table
        self.findings.filtered.connect(self._on_filtered)
        self.findings.chosen.connect(host.open_thing)
        self.tabs = tabs(
            say("Library"), say("Concepts"), say("Packs"), say("Import and export"), say("Trash")
        )
        self.tabs.currentChanged.connect(self._on_tab)
        self._stack = QStackedWidget()
        for part in (self.concepts, self.packs, self.exchange, self.trash):
            self._stack.addWidget(_framed(part))
        self._found = _framed(self.findings)
        self._stack.addWidget(self._found)
        head = stack(label(say("Library"), "h1"), 16, self.search, 8, self.tabs)
        self.setLayout(
            stack(holder(stack(Column(holder(head), WIDTH), margins=(40, 32, 40, 0))), self._stack)
        )

    def load(self) -> None:
        """Shows what was searched, else the open tab."""
        if self._text:
            self._find()
        else:
            self._on_tab(self.tabs.currentIndex())

    def show_place(self, place: Place) -> None:
        """Opens a tab."""
        if place.tab in TABS:
            self.search.wipe()
            self.tabs.setCurrentIndex(TABS.index(place.tab))

    def place(self) -> Place | None:
        """The open tab."""
        return Place("library", tab=TABS[self.tabs.currentIndex()])

    def step_back(self) -> bool:
        """Ends the search, or the preview of an import."""
        if self._text:
            self.search.wipe()
            return True
        return self.tabs.currentIndex() == TABS.index("exchange") and self.exchange.forget()

    def keys(self) -> list[Key]:
        """The search."""
        return [Key("library.search", say("Search everything"), "/ / Ctrl+F", self._focus_search)]

    def _show_packs(self) -> None:
        self.tabs.setCurrentIndex(TABS.index("packs"))

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self.tabs.setVisible(not text)
        if text:
            self._find()
        else:
            self._on_tab(self.tabs.currentIndex())

    def _on_filtered(self, kinds: tuple[str, ...]) -> None:
        self._kinds = kinds
        if self._text:
            self._find()

    def _find(self) -> None:
        hits = self.host.services.catalog.find(self._text, self._kinds, MOST_HITS)
        self.findings.show_hits(self._text, hits)
        self._stack.setCurrentWidget(self._found)

    def _go_in(self) -> None:
        """Enter in the search goes to the first thing found."""
        if self._text and self.findings.model.rowCount():
            self.findings.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        if at == TABS.index("concepts"):
            catalog = self.host.services.catalog
            self.concepts.show_rows(catalog.domains(), catalog.concepts())
        elif at == TABS.index("packs"):
            self.packs.load()
        elif at == TABS.index("exchange"):
            self.exchange.load()
        else:
            self.trash.load()


def _framed(part: QWidget) -> QScrollArea:
    lines = stack(Column(part, WIDTH), margins=(40, 16, 40, 40))
    return steady(scroll(holder(lines)), lines)
