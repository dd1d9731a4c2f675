"""Owns the Markdown editor: a plain field, a small toolbar, a live preview beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageWriter, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import hbox, panel, set_tip, stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QKeyEvent

    from tpmprep.ui.kit.rich import Pictures, RichText

PREVIEW_WAIT_MS = 200
_TABLE = "\n| Name | Value |\n|---|---|\n| a | 1 |\n"


class MarkdownEdit(QWidget):
    """Edits Markdown; ``edited`` comes after every change a person makes.

    Args:
        name: read aloud.
        text: Markdown to begin with.
        hint: shown while it is empty.
        lines: least height in lines.
        pictures: gives the bytes of a picture for the preview.
        keep_picture: stores a pasted picture (PNG bytes) and returns its ``media:`` name; without it
            pictures are not pasted.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        hint: str = "",
        lines: int = 5,
        pictures: Pictures | None = None,
        keep_picture: Callable[[bytes], str] | None = None,
    ) -> None:
        super().__init__()
        self._pictures = pictures
        self._preview: RichText | None = None
        self.field = _Field(keep_picture)
        self.field.setPlainText(text)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.setMinimumHeight(theme.px(22 * lines + 18))
        self.field.textChanged.connect(self._on_changed)
        self.setFocusProxy(self.field)
        self._wait = QTimer(self, singleShot=True, interval=PREVIEW_WAIT_MS)
        self._wait.timeout.connect(self._show_preview)
        self._side = hbox(spacing=12)
        self._side.addWidget(self.field, 1)
        self.setLayout(stack(self._toolbar(), 4, self._side))

    def text(self) -> str:
        """The Markdown as it stands."""
        return self.field.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text; ``edited`` does not follow, undo begins anew."""
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's call
        self.field.setPlainText(text)
        self.field.blockSignals(False)  # noqa: FBT003 - Qt's call
        self._show_preview()

    def set_preview(self, *, on: bool) -> None:
        """Show or hide the preview."""
        self._eye.setChecked(on)
        if on and self._preview is None:
            self._make_preview()
        if self._preview is not None:
            self._box.setVisible(on)
            self._show_preview()

    def _toolbar(self) -> QWidget:
        line = hbox(spacing=0)
        for words, drawing, keys, act in (
            (self.tr("Bold"), "bold", "Ctrl+B", partial(self.field.wrap, "**")),
            (self.tr("Italic"), "italic", "Ctrl+I", partial(self.field.wrap, "*")),
            (self.tr("Code"), "code", "Ctrl+Shift+C", partial(self.field.wrap, "`")),
            (self.tr("List"), "list", "Ctrl+Shift+L", partial(self.field.prefix, "- ")),
            (self.tr("Numbered list"), "list-ordered", "Ctrl+Shift+N", partial(self.field.prefix, "1. ")),
            (self.tr("Quote"), "quote", "Ctrl+Shift+Q", partial(self.field.prefix, "> ")),
            (self.tr("Link"), "link", "Ctrl+Shift+K", self.field.link),
            (self.tr("Table"), "table", "Ctrl+Shift+T", partial(self.field.insert, _TABLE)),
        ):
            line.addWidget(self._tool(button(f"{words} ({keys})", "icon", icon=drawing, then=act), keys))
        line.addStretch(1)
        self._eye = button(self.tr("Preview"), "quiet", icon="eye")
        self._eye.setCheckable(True)
        self._eye.toggled.connect(lambda on: self.set_preview(on=on))
        set_tip(self._eye, self.tr("Preview (Ctrl+Shift+P)"))
        line.addWidget(self._tool(self._eye, "Ctrl+Shift+P"))
        tools = QWidget()
        tools.setLayout(line)
        return tools

    def _tool(self, made: QPushButton, keys: str) -> QPushButton:
        """A tool has a key in the field and no stop of its own: Tab goes from field to field."""
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field.tools[keys] = made.click
        return made

    def _make_preview(self) -> None:
        from tpmprep.ui.kit.rich import RichText

        self._preview = RichText(size=15, fit=False, pictures=self._pictures)
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


class _Field(QPlainTextEdit):
    """The plain field and its gestures."""

    def __init__(self, keep_picture: Callable[[bytes], str] | None) -> None:
        super().__init__()
        self._keep_picture = keep_picture
        self.tools: dict[str, Callable[[], object]] = {}
        self.setObjectName("field")
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tool = self.tools.get(QKeySequence(event.keyCombination()).toString())
        if tool is not None:
            tool()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._goes_on():
            return
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (self._keep_picture is not None and source.hasImage()) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._keep_picture is None or not source.hasImage():
            super().insertFromMimeData(source)
            return
        image = source.imageData()
        if isinstance(image, QImage) and not image.isNull():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, QByteArray(b"png")).write(image)
            self.insert(f"![]({self._keep_picture(bytes(buffer.data().data()))})")

    def wrap(self, mark: str) -> None:
        """Put marks around the selection, or take them away where they are."""
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        if chosen.startswith(mark) and chosen.endswith(mark) and len(chosen) > 2 * len(mark):
            cursor.insertText(chosen[len(mark) : -len(mark)])
        else:
            cursor.insertText(f"{mark}{chosen}{mark}")
            if not chosen:
                cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(mark))
        self.setTextCursor(cursor)
        self.setFocus()

    def prefix(self, mark: str) -> None:
        """Put a mark before every line of the selection."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            QTextCursor(block).insertText(mark)
            last += len(mark)
            block = block.next()
        cursor.endEditBlock()
        self.setFocus()

    def link(self) -> None:
        """Make a link of the selection, the cursor where the address goes."""
        cursor = self.textCursor()
        cursor.insertText(f"[{cursor.selectedText()}]()")
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.setTextCursor(cursor)
        self.setFocus()

    def insert(self, text: str) -> None:
        """Put text at the cursor."""
        self.textCursor().insertText(text)
        self.setFocus()

    def _goes_on(self) -> bool:
        """Go on with a bullet list on Enter; an empty bullet ends it."""
        cursor = self.textCursor()
        line = cursor.block().text()
        if not line.startswith("- ") or cursor.hasSelection() or not cursor.atBlockEnd():
            return False
        if line.strip() == "-":
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.removeSelectedText()
        else:
            cursor.insertText("\n- ")
        return True
