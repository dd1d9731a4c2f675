"""Owns the Markdown editor: a plain field, a small toolbar, pictures and sounds, a live preview beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import hbox, holder, panel, row, set_tip, stack
from tpmprep.ui.kit.markdown_field import MarkdownField

if TYPE_CHECKING:
    from tpmprep.ui.kit.media_line import MediaLine
    from tpmprep.ui.kit.rich import RichText

PREVIEW_WAIT_MS = 200
_TABLE = "\n| Name | Value |\n|---|---|\n| a | 1 |\n"


class MarkdownEdit(QWidget):
    """Edits Markdown; ``edited`` comes after every change a person makes.

    Pictures and sounds are pasted, dropped or chosen; the profile's store keeps them. ``keys`` lists what its
    tools answer to while the field has the focus.

    Args:
        name: read aloud.
        text: Markdown to begin with.
        hint: shown while it is empty.
        lines: least height in lines.
    """

    edited = Signal()

    def __init__(self, name: str, text: str = "", *, hint: str = "", lines: int = 5) -> None:
        super().__init__()
        self.keys: list[Key] = []
        self._preview: RichText | None = None
        self._media: MediaLine | None = None
        self.field = MarkdownField()
        self.field.setPlainText(text)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.setMinimumHeight(theme.px(22 * lines + 18))
        self.field.textChanged.connect(self._on_changed)
        self.field.given.connect(lambda found: self._need_media().take(found))
        self.setFocusProxy(self.field)
        self._wait = QTimer(self, singleShot=True, interval=PREVIEW_WAIT_MS)
        self._wait.timeout.connect(self._show_preview)
        self._side = hbox(spacing=12)
        self._side.addWidget(self.field, 1)
        self._below = stack()
        self.setLayout(stack(self._toolbar(), 4, self._side, self._below))

    def text(self) -> str:
        """The Markdown as it stands."""
        return self.field.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text; ``edited`` does not follow, undo begins anew."""
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's call
        self.field.setPlainText(text)
        self.field.blockSignals(False)  # noqa: FBT003 - Qt's call
        if self._media is not None:
            self._media.forget()
        self._show_preview()

    def go_to_end(self) -> None:
        """Typing goes on behind the last word, as it does with half-typed words."""
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def set_preview(self, *, on: bool) -> None:
        """Show or hide the preview."""
        self._eye.setChecked(on)
        if on and self._preview is None:
            self._make_preview()
        if self._preview is not None:
            self._box.setVisible(on)
            self._show_preview()

    def choose(self) -> None:
        """Asks for a file and puts it into the text."""
        self._need_media().choose()

    def _need_media(self) -> MediaLine:
        if self._media is None:
            from tpmprep.ui.kit.media_line import MediaLine

            self._media = MediaLine(self.field)
            self._below.addWidget(self._media)
        return self._media

    def _toolbar(self) -> QWidget:
        tools = FlowLayout(gap=0)
        for words, drawing, keys, act in (
            (self.tr("Bold"), "bold", "Ctrl+B", partial(self.field.wrap, "**")),
            (self.tr("Italic"), "italic", "Ctrl+I", partial(self.field.wrap, "*")),
            (self.tr("Code"), "code", "Ctrl+Shift+C", partial(self.field.wrap, "`")),
            (self.tr("List"), "list", "Ctrl+Shift+L", partial(self.field.prefix, "- ")),
            (self.tr("Numbered list"), "list-ordered", "Ctrl+Shift+N", partial(self.field.prefix, "1. ")),
            (self.tr("Quote"), "quote", "Ctrl+Shift+Q", partial(self.field.prefix, "> ")),
            (self.tr("Link"), "link", "Ctrl+Shift+K", self.field.link),
            (self.tr("Table"), "table", "Ctrl+Shift+T", partial(self.field.insert, _TABLE)),
            (self.tr("Insert picture or sound…"), "image", "Ctrl+Shift+I", self.choose),
        ):
            made = button(f"{words} ({keys})", "icon", icon=drawing, then=act)
            tools.addWidget(self._tool(made, words, keys))
        self._eye = button(self.tr("Preview"), "quiet", icon="eye")
        self._eye.setCheckable(True)
        self._eye.toggled.connect(lambda on: self.set_preview(on=on))
        set_tip(self._eye, self.tr("Preview (Ctrl+Shift+P)"))
        line = row(holder(tools), self._tool(self._eye, self.tr("Preview"), "Ctrl+Shift+P"), spacing=8)
        line.setStretch(0, 1)
        line.setAlignment(self._eye, Qt.AlignmentFlag.AlignTop)
        return holder(line)

    def _tool(self, made: QPushButton, words: str, keys: str) -> QPushButton:
        """A tool has a key in the field and no stop of its own: Tab goes from field to field."""
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field.tools[keys] = made.click
        self.keys.append(Key(f"text.{keys}", words, keys, made.click))
        return made

    def _make_preview(self) -> None:
        from tpmprep.ui.kit.rich import RichText

        self._preview = RichText(size=15, fit=False)
        self._preview.setAccessibleName(self.tr("Preview"))
        self._box = panel(stack(self._preview, margins=(12, 8, 8, 8)), name="well")
        self._side.addWidget(self._box, 1)

    def _on_changed(self) -> None:
        self.edited.emit()
        if self._preview is not None and self._eye.isChecked():
            self._wait.start()

    def _show_preview(self) -> None:
        if self._preview is not None and self._eye.isChecked():
            self._preview.set_markdown(self.text())
