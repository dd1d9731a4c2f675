"""Owns the care of the profile in Settings: whether it is sound, and the diagnosis."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.filing import save_file
from tpmprep.ui.kit.layout import label, row, stack
from tpmprep.ui.kit.tasks import run_held
from tpmprep.ui.pages.settings.sections import group
from tpmprep.ui.pages.settings.words import found_words, say

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.flows.faces import CheckFace
    from tpmprep.ui.kit.host import Page


class CheckGroup(QWidget):
    """Looks at the whole file now, says what is wrong in words, and mends what can be made anew."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.words = label("", "mutedbody", wrap=True)
        self.check = button(say("Check now"), icon="search", then=self._on_check)
        self.mend = button(say("Mend"), "primary", icon="hammer", then=self._on_mend)
        self.mend.hide()
        told = say("Once a week, and after a crash, this happens by itself when tpmprep starts.")
        parts = (self.words, row(self.check, self.mend, None, spacing=8), label(told, "muted", wrap=True))
        self.setLayout(stack(group(say("Is all well?"), *parts)))

    def load(self) -> None:
        """Names the last check in which nothing was wrong."""
        if self.check.isEnabled() and not self.mend.isVisible():
            last = self._page.host.services.care.last_check()
            self.words.setText(
                say("Last looked at in full on {day}: nothing was wrong.", day=f"{last:%d %B %Y}".lstrip("0"))
                if last
                else say("It was not looked at in full yet.")
            )

    def _on_check(self) -> None:
        self._run(say("Looking at every page …"), mends=False)

    def _on_mend(self) -> None:
        self._run(say("Making it anew …"), mends=True)

    def _run(self, words: str, *, mends: bool) -> None:
        self.words.setText(words)
        care = self._page.host.services.care
        run_held(self, self._enable, care.mend if mends else care.check, self._on_found, self._on_failed)

    def _enable(self, *, enabled: bool) -> None:
        self.check.setEnabled(enabled)
        self.mend.setEnabled(enabled)

    def _on_found(self, found: object) -> None:
        face = cast("CheckFace", found)
        self.words.setText(found_words(face.problems, len(face.unused)))
        self.mend.setVisible(face.can_mend)

    def _on_failed(self, problem: object) -> None:
        self.words.setText(say("The check could not be done."))
        self._page.host.failed(cast("BaseException", problem))


class DiagnosisGroup(QWidget):
    """Copies the versions, and saves what helps to find a fault: numbers, never words of the person."""

    def __init__(self, page: Page, versions: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self._page = page
        self._versions = versions
        told = say(
            "A diagnosis is a small file for whoever helps you: versions, settings, how many rows each table "
            "has, a check, and the log. It holds no word you wrote."
        )
        self.copy = button(say("Copy versions"), "quiet", icon="copy", then=self.copy_versions)
        self.save = button(say("Save a diagnosis"), icon="download", then=self._choose_file)
        head = say("When something is wrong")
        buttons = row(self.save, self.copy, None, spacing=8)
        self.setLayout(stack(group(head, label(told, "mutedbody", wrap=True), buttons)))

    def copy_versions(self) -> None:
        """Puts the versions on the clipboard, one a line."""
        lines = [f"{name} {number}" for name, number, _ in self._versions if number]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._page.host.notice(say("Copied"))

    def save_to(self, file: Path) -> None:
        """Writes the diagnosis there."""
        care = self._page.host.services.care
        more = {"Qt": str(qVersion())}
        run_held(
            self, self._enable, partial(care.save_diagnosis, file, more), self._on_saved, self._on_failed
        )

    def _enable(self, *, enabled: bool) -> None:
        self.save.setEnabled(enabled)

    def _choose_file(self) -> None:
        file = save_file(self, say("Where to save the diagnosis"), "tpmprep-diagnosis.zip", "*.zip")
        if file is not None:
            self.save_to(file)

    def _on_saved(self, file: object) -> None:
        self._page.host.notice(say("The diagnosis is saved in {file}", file=file), mark="good")

    def _on_failed(self, problem: object) -> None:
        self._page.host.failed(cast("BaseException", problem))
