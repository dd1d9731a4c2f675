"""Owns the tabs that only tell: profile, help, and what tpmprep is made of."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

import tpmprep
from tpmprep.core.ground.versions import sqlite_version
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import clear, hbox, holder, label, panel, row, stack
from tpmprep.ui.kit.outside import open_path
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.kit.synced import SyncedWarning
from tpmprep.ui.pages.settings.care import CheckGroup, DiagnosisGroup
from tpmprep.ui.pages.settings.help_words import HERE
from tpmprep.ui.pages.settings.sections import group, tab
from tpmprep.ui.pages.settings.words import HELP, PARTS, say

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Page


class ProfileTab(QWidget):
    """Where the data lies, and how to look at it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.folder = label("", wrap=True)
        self.synced, self.care = SyncedWarning(), CheckGroup(page)
        inside = say(
            "One file holds all you have learned. Beside it lie the backups, your pictures and recordings, "
            "the settings and the log. Copy the folder to keep a copy of everything."
        )
        back = say("To go back to a backup, see the tab Backups.")
        self.setLayout(
            stack(
                tab(
                    group(
                        say("Your data"),
                        self.folder,
                        self.synced,
                        row(
                            button(say("Open the folder"), icon="folder", then=self.open_folder),
                            button(say("Copy its name"), "quiet", icon="copy", then=self.copy_name),
                            None,
                            spacing=8,
                        ),
                        label(inside, "mutedbody", wrap=True),
                        label(back, "mutedbody", wrap=True),
                    ),
                    self.care,
                )
            )
        )

    def load(self) -> None:
        """Names the folder, who else has hands on it, and the last check."""
        file = self._page.host.services.settings.file
        self.folder.setText(str(file.parent) if file else say("Nothing is kept in this run."))
        self.synced.show_place(self._page.host.services.care.place().synced_by)
        self.care.load()

    def open_folder(self) -> None:
        """Opens it in the system's file window."""
        file = self._page.host.services.settings.file
        if file is not None:
            open_path(file.parent)

    def copy_name(self) -> None:
        """Puts the folder's name on the clipboard."""
        QGuiApplication.clipboard().setText(self.folder.text())
        self._page.host.notice(say("Copied"))


class HelpTab(QWidget):
    """The loop, the places, the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.text = RichText(say(HELP), size=15)
        self.text.setAccessibleName(say("Help"))
        self.asked_on = ""
        self.setLayout(stack(tab(panel(stack(self.text, margins=(32, 24, 32, 24))))))

    def show_for(self, page: str) -> None:
        """Begins with what helps on the page it was asked on; an unknown one has no part of its own."""
        self.asked_on = page
        here = say(HERE[page]) if page in HERE else ""
        self.text.set_markdown(f"{here}\n{say(HELP)}".lstrip())


class AboutTab(QWidget):
    """Version, content and parts with their licences."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._content = hbox()
        self._parts = hbox()
        self._numbers = [(name, _version(name, package), licence) for name, package, licence in PARTS]
        program = ("tpmprep", tpmprep.__version__, "")
        self.diagnosis = DiagnosisGroup(page, [program, *self._numbers])
        head = say("tpmprep {version}", version=tpmprep.__version__)
        told = say("From the first concept to the offer, offline. Free software under the MIT licence.")
        self.setLayout(
            stack(
                tab(
                    group(head, label(told, "mutedbody", wrap=True)),
                    self.diagnosis,
                    group(say("Content"), self._content),
                    group(say("Made of"), self._parts),
                )
            )
        )

    def load(self) -> None:
        """Lists the installed packs and the parts."""
        packs = [
            (pack.title, pack.version, pack.licence) for pack in self._page.host.services.packs.installed()
        ]
        for box, lines in ((self._content, packs), (self._parts, self._numbers)):
            clear(box)
            box.addWidget(_grid(lines))


def _grid(lines: list[tuple[str, str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    for at, (name, number, licence) in enumerate(lines):
        for column, words in enumerate((name, number, licence)):
            grid.addWidget(label(words, "" if column == 0 else "mutedbody", wrap=column == 0), at, column)
    return holder(grid)


def _version(name: str, package: str) -> str:
    if name == "Python":
        return platform.python_version()
    if name == "SQLite":
        return sqlite_version()
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""
