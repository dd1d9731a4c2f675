"""Owns the tab of backups: what there is, one more, and going back with a look at what changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tpmprep.core.rescue.faces import BackupRow
from tpmprep.ui.kit import tasks, theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.dialogs import decide
from tpmprep.ui.kit.filing import open_file
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import holder, label, panel, row, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.settings import backup_words as words
from tpmprep.ui.pages.settings.second_folder import SecondFolder
from tpmprep.ui.pages.settings.sections import group, tab
from tpmprep.ui.pages.settings.words import number_of, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpmprep.core.rescue.faces import RestoreFace
    from tpmprep.ui.kit.host import Page

MOST_LINES = 9


class BackupsTab(QWidget):
    """The backups, newest first; Enter on one shows what going back to it would change."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.model = RowsModel(
            [
                ColumnSpec[BackupRow](
                    say("Made"),
                    lambda line: words.capital(words.when(line.at, page.host.services.clock.now())),
                    key=lambda line: line.at.timestamp() if line.at else 0.0,
                    drawing=lambda line: ("history", "muted") if line.good else ("triangle-alert", "warn"),
                ),
                ColumnSpec[BackupRow](say("Why"), lambda line: words.capital(words.why(line.why))),
                ColumnSpec[BackupRow](
                    say("Size"), lambda line: words.size(line.bytes), lambda line: line.bytes
                ),
                ColumnSpec[BackupRow](say("Holds"), words.contents, lambda line: line.answers),
            ]
        )
        self.table = table(self.model, say("Backups"))
        for column, width in enumerate((152, 224, 72)):
            self.table.setColumnWidth(column, theme.px(width))
        self.table.activated.connect(lambda _index: self.go_back())
        self.make_button = button(say("Back up now"), icon="save", then=self.make)
        self.back_button = button(say("Go back to this one…"), "primary", icon="history", then=self.go_back)
        self.file_button = button(say("From a file…"), icon="folder", then=self.choose)
        self.told = label("", "mutedbody", wrap=True)
        self.busy = tasks.BusyBar(say("Looking at the backup"))
        self.undo_button = button(say("Undo going back"), icon="undo-2", then=self.undo)
        self._undo_words = label("", "strong", wrap=True)
        self.second = SecondFolder(page, self._show)
        self._lay()

    def load(self) -> None:
        """Lists what there is now."""
        self._show()
        self.second.load()

    def make(self) -> None:
        """Makes a backup now."""
        self._run(self._page.host.services.backups.make, self._on_made)

    def go_back(self) -> None:
        """Shows what going back to the chosen one changes, then goes back when that is wanted."""
        index = self.table.currentIndex()
        if index.isValid():
            self._look_at(self.model.row(index).file)

    def choose(self) -> None:
        """Asks for a backup that lies elsewhere."""
        kinds = say("Backups (*.sqlite3);;All files (*)")
        found = open_file(self, say("Choose a backup"), kinds)
        if found is not None:
            self._look_at(found)

    def undo(self) -> None:
        """Takes the last going back back, after the same look."""
        back = self._page.host.services.backups.way_back()
        if back is not None:
            self._look_at(back.file)

    def _look_at(self, file: Path) -> None:
        self._run(partial(self._page.host.services.backups.preview, file), self._on_looked)

    def _on_looked(self, face: RestoreFace) -> None:
        made = words.when(face.row.at, self._page.host.services.clock.now())
        title = say("Go back to the backup from {when}?", when=made)
        if decide(self, title, words.preview(face), [("back", say("Go back"), "primary")]) == "back":
            self._page.host.restore(face.row.file)

    def _on_made(self, _row: BackupRow) -> None:
        self._show()
        self._page.host.notice(say("Backed up"), mark="good")

    def _show(self) -> None:
        rows = self._page.host.services.backups.rows()
        now = self._page.host.services.clock.now()
        self.model.set_rows(rows)
        lines = min(len(rows), MOST_LINES)
        self.table.setFixedHeight(theme.px(40) * lines + theme.px(44))
        self.table.setVisible(bool(rows))
        self.back_button.setEnabled(bool(rows))
        if rows:
            self.table.selectRow(0)
        every = say(
            "A backup is made every 30 minutes of use, when you close the window, and before anything large. "
            "Two days are kept in full, then days, weeks and months."
        )
        count = say("There is none yet.")
        if rows:
            total = words.size(sum(line.bytes for line in rows))
            count = number_of(len(rows), "1 is kept, {size}.", "{n} are kept, {size} in all.", size=total)
        self.told.setText(f"{every} {count}")
        back = self._page.host.services.backups.way_back()
        self._undo.setVisible(back is not None)
        if back is not None:
            came, at = words.when(back.came_from, now), words.when(back.at, now)
            told = say("{at}: you went back to the backup from {came}.", at=words.capital(at), came=came)
            self._undo_words.setText(told)

    def _lay(self) -> None:
        text = label(say("What you had before is kept. Nothing is lost either way."), "mutedbody", wrap=True)
        beside = stack(self._undo_words, 4, text)
        line = row(icon_label("history", "accent", 20), beside, self.undo_button, spacing=16)
        line.setStretchFactor(beside, 1)
        self._undo = panel(stack(line, margins=(24, 16, 24, 16)), name="callout", mark="accent")
        self._undo.hide()
        buttons = FlowLayout()
        for pressed in (self.back_button, self.file_button, self.make_button):
            buttons.addWidget(pressed)
        shelf = group(say("Backups"), self.told, self.table, holder(buttons), self.busy)
        self.setLayout(stack(tab(self._undo, shelf, self.second)))
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _run(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        tasks.run_held(self, self._enable, work, then, self._page.host.failed, self.busy)

    def _enable(self, *, enabled: bool) -> None:
        for pressed in (self.make_button, self.file_button, self.undo_button):
            pressed.setEnabled(enabled)
        self.back_button.setEnabled(enabled and self.model.rowCount() > 0)
