"""Owns the plain field that Markdown is typed in: its gestures, and what is pasted and dropped into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from tpmprep.core.ground import markup
from tpmprep.ui.kit import media, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QKeyEvent, QTextDocument


class MarkdownField(QPlainTextEdit):
    """The plain field and its gestures; ``given`` carries a file (``Path``) or picture pasted or dropped.

    ``tools`` are run by their keys.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tools: dict[str, Callable[[], object]] = {}
        self._muted = _Muted(self.document())
        self.setObjectName("field")
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the tools, and lists that go on by themselves."""
        tool = self.tools.get(QKeySequence(event.keyCombination()).toString())
        if tool is not None:
            tool()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._goes_on():
            return
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures too, where there is a store for them."""
        return bool(_media_in(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Hands files and pictures out; everything else is put in as text."""
        found = _media_in(source)
        for one in found:
            self.given.emit(one)
        if not found:
            super().insertFromMimeData(source)

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


class _Muted(QSyntaxHighlighter):
    """The long names of pictures and sounds stand back behind the words."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.current().themed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        if "media:" not in text:
            return
        look = QTextCharFormat()
        look.setForeground(theme.color("muted"))
        for pattern in (markup.MEDIA, markup.SOUND):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found[0]), look)


def _media_in(source: QMimeData) -> list[Path | QImage]:
    """Files and a picture to keep; a picture beside words is only the look of these words."""
    if media.store() is None:
        return []
    files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    if files or source.hasText() or not source.hasImage():
        return list(files)
    image = source.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []
