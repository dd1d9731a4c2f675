"""Owns the page Settings: few settings, the keys, the profile, help and about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.ground.change import Change
from tpmprep.ui.kit.host import Page, Place
from tpmprep.ui.kit.layout import Column, holder, label, scroll, stack, steady, tabs
from tpmprep.ui.pages.settings.about import AboutTab, HelpTab, ProfileTab
from tpmprep.ui.pages.settings.backups import BackupsTab
from tpmprep.ui.pages.settings.found import stand_on
from tpmprep.ui.pages.settings.keys import Keys
from tpmprep.ui.pages.settings.look import Look
from tpmprep.ui.pages.settings.study import Study
from tpmprep.ui.pages.settings.words import say

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host

TABS = ("study", "look", "keys", "backups", "profile", "help", "about")


class SettingsPage(Page):
    """Seven tabs; each shows what is set when it is opened."""

    cares = Change.AIM | Change.SETTINGS | Change.PACKS
    early_tabs = frozenset({"help"})

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.study, self.look, self.keys_tab = Study(self), Look(self), Keys(self)
        self.backups = BackupsTab(self)
        self.profile, self.help, self.about = ProfileTab(self), HelpTab(), AboutTab(self)
        titles = ("Study", "Look", "Keys", "Backups", "Profile", "Help", "About")
        self.tabs = tabs(say("Settings"), *(say(title) for title in titles))
        self.study.hide()  # till load() knows what is set
        self._stack = QStackedWidget()
        self._parts = (
            self.study,
            self.look,
            self.keys_tab,
            self.backups,
            self.profile,
            self.help,
            self.about,
        )
        for part in self._parts:
            self._stack.addWidget(_framed(part, fills=part is self.keys_tab))
        self.tabs.currentChanged.connect(self._on_tab)
        head = Column(holder(stack(label(say("Settings"), "h1"), 12, self.tabs)))
        self.setLayout(stack(holder(stack(head, margins=(40, 32, 40, 0))), self._stack))

    def load(self) -> None:
        """Shows the open tab as it is now."""
        self.study.show()
        self._on_tab(self.tabs.currentIndex())

    def show_place(self, place: Place) -> None:
        """Opens a tab, and stands on the setting that is named."""
        if place.tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(place.tab))
        if place.tab == "help" and place.kind:
            self.help.show_for(place.kind)
        elif place.kind:
            stand_on(self, place.kind)

    def place(self) -> Place | None:
        """The open tab."""
        return Place("settings", tab=TABS[self.tabs.currentIndex()])

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        shown = self._parts[at]
        if not isinstance(shown, HelpTab):
            shown.load()


def _framed(part: QWidget, *, fills: bool) -> QWidget:
    lines = stack(Column(part), margins=(40, 16, 40, 40))
    if not fills:
        lines.addStretch(1)
    return steady(scroll(holder(lines)), lines)
