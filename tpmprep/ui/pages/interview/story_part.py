"""One part of a story: its name, a Markdown field, and its tools only while one types in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import label, row, stack
from tpmprep.ui.kit.markdown_edit import MarkdownEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

LINES = 3


class StoryPart(QWidget):
    """A titled Markdown field; the toolbar keeps its room, so nothing jumps when it appears."""

    edited = Signal()

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.editor = MarkdownEdit(title, hint=hint, lines=LINES)
        Growing(self.editor.field, LINES)
        self.editor.edited.connect(self.edited)
        self.editor.field.setAccessibleDescription(hint)
        self._tools = _taken_tools(self.editor.layout())
        policy = self._tools.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tools.setSizePolicy(policy)
        self._tools.hide()
        self.setLayout(stack(row(label(title, "h3"), 16, self._tools), 4, self.editor))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.editor.field.installEventFilter(self)

    def text(self) -> str:
        """The Markdown as it stands."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Replaces the text where it differs."""
        if text != self.editor.text():
            self.editor.set_text(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The tools are there as soon as the field has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._tools.show()
        return super().eventFilter(watched, event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None:
            self._tools.setVisible(self.isAncestorOf(new))


def _taken_tools(layout: QLayout | None) -> QWidget:
    """The toolbar of a Markdown editor, to be laid elsewhere."""
    item = layout.takeAt(0) if layout is not None else None
    tools = item.widget() if item is not None else None
    return tools or QWidget()
