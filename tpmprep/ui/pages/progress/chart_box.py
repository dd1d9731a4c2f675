"""Owns the panel around a chart: the table behind it, saving it, and what it says while it is empty."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.filing import save_file
from tpmprep.ui.kit.layout import drop, label, row, vbox
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.progress.words import say

if TYPE_CHECKING:
    from tpmprep.ui.kit.charts.frame import Chart

MOST_LINES = 8
Line = tuple[str, ...]


class ChartBox(QFrame):
    """A chart, or the numbers behind it; ``saved`` carries the file a picture was written to.

    Args:
        chart: what is framed.
        name: of the chart, as its file is called.
        empty: when it will fill; shown instead of the canvas while there is nothing to paint.
    """

    saved = Signal(str)

    def __init__(self, chart: Chart, name: str, empty: str = "") -> None:
        super().__init__()
        self.setObjectName("panel")
        self.chart, self._name = chart, name
        self.numbers = button(
            say("Numbers"), "quiet", icon="table", name=say("Numbers behind: {name}", name=name)
        )
        self.numbers.setCheckable(True)
        self.numbers.toggled.connect(self._on_numbers)
        self.note = label("", "mutedbody", wrap=True)
        self.note.hide()
        self._empty = label(empty, "mutedbody", wrap=True)
        self._empty.hide()
        self._save = button(
            say("Save picture"),
            "quiet",
            icon="download",
            name=say("Save as picture: {name}", name=name),
            then=self.save,
        )
        self._table: QTableView | None = None
        self._inner = vbox((24, 20, 24, 12), 8)
        self._inner.addWidget(chart)
        self._inner.addWidget(self._empty)
        self._inner.addWidget(self.note)
        self._inner.addStretch(1)
        self._inner.addLayout(row(self.numbers, self._save, None, spacing=8))
        self.setLayout(self._inner)

    def renew(self, *, empty: bool = False, note: str = "") -> None:
        """The chart shows other data: so does its table; ``empty`` where there is nothing to show yet."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._empty.setVisible(empty)
        for made in (self.numbers, self._save):
            made.setVisible(not empty)
        self.chart.canvas.setVisible(not empty and not self.numbers.isChecked())
        if self._table is not None or self.numbers.isChecked():
            self._on_numbers(self.numbers.isChecked() and not empty)

    def is_empty(self) -> bool:
        """Whether it only says when it will fill."""
        return not self._empty.isHidden()

    def save(self) -> None:
        """Asks where to and writes the chart as PNG."""
        title, kinds = say("Save the chart as a picture"), say("Pictures (*.png)")
        file = save_file(self, title, f"{self._name}.png", kinds)
        if file is not None and self.chart.save_png(file):
            self.saved.emit(str(file))

    def _on_numbers(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._table is not None:
            drop(self._table)
            self._table = None
        if on and not self.is_empty():
            self._table = self._made()
            self._inner.insertWidget(1, self._table)
        self.chart.canvas.setVisible(not on and not self.is_empty())

    def _made(self) -> QTableView:
        data = self.chart.table()
        columns = [
            ColumnSpec[Line](title, partial(_cell, at), number=at > 0)
            for at, title in enumerate(data.titles)
            if any(_cell(at, line) for line in data.rows)
        ]
        made = table(RowsModel(columns, data.rows), self._name)
        header = made.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        lines = min(max(len(data.rows), 1), MOST_LINES)
        made.setFixedHeight(theme.px(40) * lines + theme.px(44))
        return made


def _cell(at: int, line: Line) -> str:
    return line[at] if at < len(line) else ""
