"""Owns what the search over everything found, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.catalog.faces import Hit
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.layout import label, panel, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.library.words import KINDS, kind_name, say

if TYPE_CHECKING:
    from collections.abc import Sequence


FILTERS = ("concept", "note", "item", "question", "story", "step", "path")


class Findings(QWidget):
    """``filtered`` carries the kinds wanted, ``chosen`` the kind and id of a thing."""

    filtered = Signal(tuple)
    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.kinds = SegmentedChips(
            [("", say("Everything")), *((kind, say(KINDS[kind][2])) for kind in FILTERS)], chosen=[""]
        )
        self.kinds.changed.connect(lambda chosen: self.filtered.emit(tuple(kind for kind in chosen if kind)))
        self.model = RowsModel(
            [
                ColumnSpec[Hit](
                    say("Found"),
                    lambda hit: hit.title,
                    drawing=lambda hit: (KINDS.get(hit.kind, ("search",))[0], "muted"),
                    spoken=lambda hit: f"{kind_name(hit.kind)}: {hit.title}",
                ),
                ColumnSpec[Hit](say("Kind"), lambda hit: kind_name(hit.kind)),
                ColumnSpec[Hit](say("Where"), lambda hit: hit.snippet.replace("\n", " ")),
            ]
        )
        self.table = table(self.model, say("Found"))
        self.table.setColumnWidth(0, theme.px(320))
        self.table.setColumnWidth(1, theme.px(112))
        self.table.setMinimumHeight(theme.px(240))
        self.table.activated.connect(self._on_activated)
        self.nothing = label("", "mutedbody", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        inside = stack(self.kinds, self.nothing, self.table, spacing=12, margins=(24, 16, 24, 16))
        self.setLayout(stack(panel(inside)))

    def show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        """Shows what was found for a text."""
        self.model.set_rows(hits)
        self.table.setVisible(bool(hits))
        told = say("Nothing found for “{text}”. Try one word of it, or another kind.", text=text)
        self.nothing.setText(told)
        self.nothing.setVisible(not hits)
        if hits:
            self.table.selectRow(0)

    def _on_activated(self, index: object) -> None:
        hit = self.model.row(index)  # type: ignore[arg-type]  # Qt's signal carries an index
        self.chosen.emit(hit.kind, hit.thing_id)
