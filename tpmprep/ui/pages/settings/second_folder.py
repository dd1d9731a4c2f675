"""Owns the second folder of the backups: choosing it, its age, and what keeps it from being written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import tasks
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import Field, line_edit
from tpmprep.ui.kit.filing import choose_folder
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import holder, label, row, stack
from tpmprep.ui.pages.settings import backup_words
from tpmprep.ui.pages.settings.sections import group
from tpmprep.ui.pages.settings.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.rescue.faces import SecondFace
    from tpmprep.ui.kit.host import Page


class SecondFolder(QWidget):
    """A path, how old the copy there is, and three buttons."""

    def __init__(self, page: Page, copied: Callable[[], object]) -> None:
        super().__init__()
        self._page = page
        self._copied = copied
        told = say(
            "A disk can die, and the backups on it die too. Choose a folder on another disk, a USB stick or "
            "a synced folder: the newest backup is copied there with its pictures and recordings."
        )
        self.path = line_edit(say("Second folder"), hint=say("for example /media/stick"))
        self.path.returnPressed.connect(self.take_typed)
        self.field = Field(say("Second folder"), self.path)
        self.choose_button = button(say("Choose a folder…"), icon="folder", then=self.choose)
        self.copy_button = button(say("Copy now"), icon="repeat-2", then=self.copy)
        self.stop_button = button(say("Stop copying there"), then=self.stop)
        self.state = label("", "mutedbody", wrap=True)
        self._sign = icon_label("circle-check", "good", 18)
        self.busy = tasks.BusyBar(say("Copying to the second folder"))
        said = row(self._sign, self.state, spacing=8)
        said.setStretchFactor(self.state, 1)
        buttons = FlowLayout()
        for pressed in (self.choose_button, self.copy_button, self.stop_button):
            buttons.addWidget(pressed)
        inside = group(
            say("A second folder"),
            label(told, "mutedbody", wrap=True),
            self.field,
            said,
            holder(buttons),
            self.busy,
        )
        self.setLayout(stack(inside))

    def load(self) -> None:
        """Shows the folder as last seen."""
        self.show_face(self._page.host.services.backups.second())

    def show_face(self, face: SecondFace) -> None:
        """Shows where the copies go and how old the newest is."""
        services = self._page.host.services
        self.path.setText(face.folder)
        self.field.set_problem("")
        self.state.setText(backup_words.second(face, services.clock.now()))
        good = not face.trouble
        self._sign.setVisible(bool(face.folder))
        set_icon(self._sign, "circle-check" if good else "triangle-alert", "good" if good else "warn", 18)
        for pressed in (self.copy_button, self.stop_button):
            pressed.setVisible(bool(face.folder))

    def choose(self) -> None:
        """Asks for a folder."""
        found = choose_folder(self, say("Choose the second folder"), self.path.text())
        if found is not None:
            self.take(found)

    def take_typed(self) -> None:
        """Takes the folder that was typed."""
        typed = self.path.text().strip()
        if typed:
            self.take(Path(typed))

    def take(self, folder: Path) -> None:
        """Copies to a folder from now on."""
        self._run(partial(self._page.host.services.backups.choose_second, folder))

    def copy(self) -> None:
        """Brings the folder up to date now."""
        self._run(self._page.host.services.backups.refresh_second)

    def stop(self) -> None:
        """Copies there no more; what is there stays."""
        self.show_face(self._page.host.services.backups.drop_second())
        self._page.host.notice(say("Nothing is copied there any more. What is there stays."))

    def _run(self, work: Callable[[], SecondFace]) -> None:
        tasks.run_held(self, self._enable, work, self._on_taken, self._on_failed, self.busy)

    def _on_taken(self, face: SecondFace) -> None:
        self.show_face(face)
        self._copied()
        if not face.trouble:
            self._page.host.notice(say("Copied to the second folder"), mark="good")

    def _on_failed(self, error: object) -> None:
        if isinstance(error, UserError):
            self.field.set_problem(str(error))
        elif isinstance(error, BaseException):
            self._page.host.failed(error)

    def _enable(self, *, enabled: bool) -> None:
        for control in (self.path, self.choose_button, self.copy_button, self.stop_button):
            control.setEnabled(enabled)
