"""Owns the tab of packs: what is installed, checking a pack's folder, installing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.clock import study_day, today
from tpmprep.ui.kit import tasks
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.days import day_words
from tpmprep.ui.kit.dialogs import decide
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.filing import choose_folder
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import clear, holder, label, panel, row, rule, stack, vbox
from tpmprep.ui.pages.library.words import counted, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tpmprep.core.packs.faces import InstallFace, PackFault, PackReport, PackRow
    from tpmprep.ui.kit.host import Page

MOST_SHOWN = 200


class Packs(QWidget):
    """Installed packs, two buttons, and the report of the last check."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.check_button = button(say("Check a pack folder…"), icon="list-checks", then=self.check)
        self.install_button = button(say("Install a pack…"), icon="package", then=self.install)
        self.busy = tasks.BusyBar(say("Reading the pack"))
        self._list = vbox(spacing=12)
        self.report = Report()
        self.report.hide()
        told = label(
            say("A pack is a folder of text files with concepts, notes, items, questions and paths."),
            "mutedbody",
            wrap=True,
        )
        buttons = row(self.check_button, self.install_button, None, spacing=8)
        inside = stack(told, self._list, buttons, self.busy, spacing=20, margins=(24, 20, 24, 20))
        self.setLayout(stack(panel(inside), self.report, None, spacing=24))

    def load(self) -> None:
        """Lists what is installed."""
        self._show(self._page.host.services.packs.installed())

    def check(self) -> None:
        """Asks for a folder and lints it."""
        folder = self._folder(say("Choose the folder of a pack"))
        if folder is not None:
            self._run(
                partial(self._page.host.services.packs.check, folder), partial(self._on_checked, folder)
            )

    def install(self) -> None:
        """Asks for a folder, lints it, and installs it when the person wants that."""
        folder = self._folder(say("Choose the folder of the pack to install"))
        if folder is not None:
            packs = self._page.host.services.packs
            self._run(partial(packs.check, folder), partial(self._on_ready, folder))

    def remove(self, pack: PackRow) -> None:
        """Takes a pack away; undo brings it back, and so does installing it again."""
        self._run(partial(self._page.host.services.packs.remove, pack.ref), partial(self._on_removed, pack))

    def _on_removed(self, pack: PackRow, _rests: int) -> None:
        self.load()
        self.install_button.setFocus()
        things = counted(pack.things, "1 thing rests", "{n} things rest")
        told = say("Removed “{title}”: {things}, what you learned stays", title=pack.title, things=things)
        self._page.host.notice(told, undo=True)

    def _on_checked(self, folder: Path, report: PackReport) -> None:
        self.report.show_report(folder.name, report)

    def _on_ready(self, folder: Path, report: PackReport) -> None:
        if report.errors:
            self.report.show_report(folder.name, report)
            return
        text = say(
            "Its content is added or brought up to date. What you learned and what you changed stays. "
            "Steps taken before it can then no longer be undone."
        )
        verbs = [("install", say("Install {name}", name=folder.name), "primary")]
        if decide(self, say("Install this pack?"), text, verbs) == "install":
            packs = self._page.host.services.packs
            self._run(partial(packs.install, folder), self._on_installed)

    def _on_installed(self, face: InstallFace) -> None:
        self.report.hide()
        self.load()
        found = ((face.added, "{n} new"), (face.updated, "{n} changed"), (face.retired, "{n} resting"))
        parts = [counted(count, words, words) for count, words in found if count]
        told = ", ".join(parts) or say("nothing in it is new")
        self._page.host.notice(
            say("Installed {ref} {version}: {told}", ref=face.ref, version=face.version, told=told),
            mark="good",
        )

    def _run(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        tasks.run_held(self, self._enable, work, then, self._page.host.failed, self.busy)

    def _enable(self, *, enabled: bool) -> None:
        for pressed in (self.check_button, self.install_button):
            pressed.setEnabled(enabled)

    def _folder(self, title: str) -> Path | None:
        return choose_folder(self, title)

    def _show(self, packs: Sequence[PackRow]) -> None:
        clear(self._list)
        if not packs:
            words = say("Nothing is installed. The shipped pack comes back when the window is opened anew.")
            self._list.addWidget(EmptyState("package", words))
        now = today(self._page.host.services.clock)
        for at, pack in enumerate(packs):
            if at:
                self._list.addWidget(rule())
            told = say(
                "{ref} · version {version} · {licence} · {things} · installed {day}",
                ref=pack.ref,
                version=pack.version,
                licence=pack.licence,
                things=counted(pack.things, "1 thing", "{n} things"),
                day=day_words(study_day(pack.installed_at), now),
            )
            words_ = stack(label(pack.title, "strong", wrap=True), 4, label(told, "muted", wrap=True))
            line = row(icon_label("package", "accent", 20), words_, spacing=16)
            line.setStretchFactor(words_, 1)
            if not pack.shipped:
                name = say("Remove {title}", title=pack.title)
                line.addWidget(button(say("Remove"), "small", name=name, then=partial(self.remove, pack)))
            self._list.addWidget(holder(line))


class Report(QWidget):
    """What the lint found: errors open, warnings folded, each with its place."""

    def __init__(self) -> None:
        super().__init__()
        self._head = label("", "h3", wrap=True)
        self._errors, self._warnings = vbox(spacing=8), vbox(spacing=8)
        self._sign = icon_label("circle-check", "good", 20)
        self.fold = button("", "quiet", icon="chevron-right", then=self.turn)
        self._folded = holder(self._warnings)
        head = row(self._sign, self._head, spacing=12)
        head.setStretchFactor(self._head, 1)
        parts = stack(head, 12, self._errors, row(self.fold, None), self._folded, margins=(24, 20, 24, 16))
        self.setLayout(stack(panel(parts)))

    def show_report(self, name: str, report: PackReport) -> None:
        """Shows what was found in a folder."""
        good = not report.errors
        set_icon(self._sign, "circle-check" if good else "circle-x", "good" if good else "bad", 20)
        told = say("{name} is well formed", name=name)
        if not good:
            faults = counted(len(report.errors), "1 fault", "{n} faults")
            told = say("{name} cannot be installed yet: {faults}", name=name, faults=faults)
        self._head.setText(told)
        _fill(self._errors, report.errors)
        _fill(self._warnings, report.warnings)
        self.fold.setText(f"\u2002{counted(len(report.warnings), '1 warning', '{n} warnings')}")
        self.fold.setAccessibleName(self.fold.text().strip())
        self.fold.setVisible(bool(report.warnings))
        self._folded.hide()
        set_icon(self.fold, "chevron-right", "muted", 16)
        self.show()

    def turn(self) -> None:
        """Folds or unfolds the warnings."""
        folded = self._folded.isHidden()
        self._folded.setVisible(folded)
        set_icon(self.fold, "chevron-down" if folded else "chevron-right", "muted", 16)


def _fill(box: object, faults: Sequence[PackFault]) -> None:
    from PySide6.QtWidgets import QVBoxLayout

    if not isinstance(box, QVBoxLayout):
        return
    clear(box)
    for fault in faults[:MOST_SHOWN]:
        place = label(f"{fault.file}:{fault.line}", "muted", wrap=True)
        said = ": ".join(part for part in (fault.field, fault.why) if part)
        box.addWidget(holder(stack(place, 2, label(said, wrap=True))))
    if len(faults) > MOST_SHOWN:
        box.addWidget(label(say("… and {count} more", count=len(faults) - MOST_SHOWN), "muted"))
