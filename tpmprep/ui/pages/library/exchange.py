"""Owns the tab of import and export: a preview before anything changes, and files in open formats."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from tpmprep.core.exchange.faces import Refused
from tpmprep.ui.kit import tasks, theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import Field, combo, line_edit
from tpmprep.ui.kit.filing import open_file, save_file
from tpmprep.ui.kit.layout import clear, hbox, holder, label, panel, row, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.library.words import brings, brought, counted, counts, format_name, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpmprep.core.exchange.faces import ExportFace, ImportFace
    from tpmprep.ui.kit.host import Page

MOST_LINES = 6


class Exchange(QWidget):
    """Import at the top, export below it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._file: Path | None = None
        self.choose_button = button(say("Choose a file…"), icon="upload", then=self.choose)
        self.import_button = button(say("Import"), "primary", then=self.bring)
        self.drop_button = button(say("Not this file"), then=self.forget)
        self.busy = tasks.BusyBar(say("Reading the file"))
        self._told = label("", "strong", wrap=True)
        self._counts = hbox()
        self.refused_words = label("", "warn", wrap=True)
        self.refused = RowsModel(
            [
                ColumnSpec[Refused](say("Where"), lambda line: line.where),
                ColumnSpec[Refused](say("Why it is left out"), lambda line: line.why),
            ]
        )
        self.refused_table = table(self.refused, say("Left out"))
        self.refused_table.setColumnWidth(0, theme.px(200))
        self.format = combo(say("What to export"), [])
        self.format.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.query = line_edit(say("Only what matches"), hint=say("everything"))
        self.export_button = button(say("Export…"), icon="download", then=self.export)
        self.setLayout(stack(self._bring_panel(), self._export_panel(), None, spacing=24))
        self.forget()

    def load(self) -> None:
        """Lists the formats there are."""
        formats = self._page.host.services.exchange.formats()
        if self.format.count() != len(formats):
            self.format.clear()
            for name in formats:
                self.format.addItem(format_name(name), name)

    def choose(self) -> None:
        """Asks for a file and previews it; nothing changes."""
        file = open_file(self, say("Choose a file to import"))
        if file is not None:
            self.preview(file)

    def preview(self, file: Path) -> None:
        """Reads a file beside the window and shows what it would bring."""
        self.forget()
        exchange = self._page.host.services.exchange
        self._run(partial(exchange.preview, file), partial(self._on_previewed, file))

    def bring(self) -> None:
        """Imports the previewed file, all or nothing."""
        if self._file is not None:
            self._run(partial(self._page.host.services.exchange.apply, self._file), self._on_brought)

    def forget(self) -> bool:
        """Lets go of the preview, the keys go on at the choice of a file; False when there was none."""
        previewed, self._file = self._file is not None, None
        held = self._preview.isAncestorOf(self.window().focusWidget() or self)
        self._preview.hide()
        if held:
            self.choose_button.setFocus()
        return previewed

    def export(self) -> None:
        """Asks where to and writes a file."""
        name = str(self.format.currentData())
        proposed = "tpmprep.csv" if name == "csv" else f"tpmprep-{name}.csv"
        file = save_file(self, say("Export to"), proposed)
        if file is not None:
            exchange = self._page.host.services.exchange
            work = partial(exchange.export, file, name, self.query.text().strip())
            self._run(work, partial(self._on_exported, file))

    def _bring_panel(self) -> QWidget:
        told = say(
            "A table as CSV; the columns front and back are enough. The file is read first, and you see what "
            "it would bring before anything changes."
        )
        self._preview = holder(
            stack(
                self._told,
                self._counts,
                self.refused_words,
                self.refused_table,
                row(self.import_button, self.drop_button, None, spacing=8),
                spacing=12,
            )
        )
        return panel(
            stack(
                label(say("Import"), "h3"),
                label(told, "mutedbody", wrap=True),
                row(self.choose_button, None),
                self.busy,
                self._preview,
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _export_panel(self) -> QWidget:
        told = say(
            "What you wrote, said, answered and reviewed, as CSV. All but the two logs can be imported again."
        )
        fields = row(Field(say("What"), self.format), Field(say("Only what matches"), self.query), spacing=16)
        return panel(
            stack(
                label(say("Export"), "h3"),
                label(told, "mutedbody", wrap=True),
                fields,
                row(self.export_button, None),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _on_previewed(self, file: Path, face: ImportFace) -> None:
        self._file = file
        found = counts(face)
        new = brings(face)
        told = say("{file} ({format}) would bring:", file=file.name, format=face.format)
        if not new:
            told = say("{file} ({format}) brings nothing new.", file=file.name, format=face.format)
        self._told.setText(told)
        clear(self._counts)
        self._counts.addWidget(_grid(found))
        self._counts.addStretch(1)
        self._show_refused(face)
        self.import_button.setVisible(bool(new))
        self._preview.show()
        (self.import_button if new else self.choose_button).setFocus()

    def _show_refused(self, face: ImportFace) -> None:
        left = len(face.refused)
        self.refused.set_rows(face.refused)
        self.refused_words.setText(counted(left, "1 row is left out:", "{n} rows are left out:"))
        lines = min(left, MOST_LINES)
        self.refused_table.setFixedHeight(theme.px(40) * lines + theme.px(44))
        for part in (self.refused_words, self.refused_table):
            part.setVisible(bool(left))

    def _on_brought(self, face: ImportFace) -> None:
        self.forget()
        told = brought(face)
        self._page.host.notice(told or say("Nothing new was in the file"), undo=bool(told), mark="good")

    def _on_exported(self, file: Path, face: ExportFace) -> None:
        one, many = "1 thing written to {file}", "{n} things written to {file}"
        told = counted(face.written, one, many, file=file)
        if face.left_out:
            left = len(face.left_out)
            told = say("{told}; {left} left out, {why}", told=told, left=left, why=face.left_out[0].why)
        self._page.host.notice(told, mark="good")

    def _run(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        tasks.run_held(self, self._enable, work, then, self._page.host.failed, self.busy)

    def _enable(self, *, enabled: bool) -> None:
        for pressed in (self.choose_button, self.import_button, self.export_button):
            pressed.setEnabled(enabled)


def _grid(lines: list[tuple[str, int]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(8)
    for at, (words, count) in enumerate(lines):
        grid.addWidget(label(words), at, 0)
        grid.addWidget(label(str(count), "num"), at, 1)
    return holder(grid)
