"""The sheet of keys: those of the page, then those of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import hbox, holder, label, row, scroll, stack
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.kit.order import scroll_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from tpmprep.ui.kit.host import Key


class KeySheet(QDialog):
    """Lists keys in two columns; Esc closes it."""

    def __init__(self, parent: QWidget, page: Iterable[Key], window: Iterable[Key]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shut = button(self.tr("Close"), "primary", then=self.accept)
        columns = stack(
            label(self.tr("On this page"), "h3"),
            8,
            _grid(page, self.tr("This page has no keys of its own")),
            24,
            *self._in_texts(parent),
            label(self.tr("Everywhere"), "h3"),
            8,
            _grid(window, ""),
            None,
            margins=(0, 0, 12, 0),
        )
        self.setLayout(
            stack(
                label(self.tr("Keys"), "h2"),
                16,
                scroll(holder(columns, "page")),
                16,
                label(self.tr("Keys can be changed in Settings."), "muted"),
                8,
                row(None, shut),
                margins=(24, 24, 24, 24),
            )
        )
        self.resize(520, 600)

    def _in_texts(self, window: QWidget) -> list[QWidget | int]:
        """What the tools above a text answer to, where one is shown."""
        shown = [edit for edit in window.findChildren(MarkdownEdit) if edit.isVisible()]
        if not shown:
            return []
        return [label(self.tr("In a text"), "h3"), 8, _grid(shown[0].keys, ""), 24]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow and page keys scroll the list."""
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)


def _grid(keys: Iterable[Key], empty: str) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    rows = [key for key in keys if key.keys]
    for line, key in enumerate(rows):
        grid.addWidget(label(key.title), line, 0)
        chips = hbox(spacing=4)
        chips.addStretch(1)
        for part in key.keys.split(" / "):
            chips.addWidget(label(part, "key"))
        grid.addLayout(chips, line, 1)
    if not rows:
        grid.addWidget(label(empty, "muted"), 0, 0)
    return holder(grid)
