"""Owns putting a picture or sound into a text: kept beside the window, named in place, refused in words."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QKeyEvent, QPixmap, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel

from tpmprep.core.ground.errors import UserError
from tpmprep.core.media.faces import PICTURES, SOUNDS, MediaFace
from tpmprep.ui.kit import media, pictures, theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.filing import open_files
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import label, row, set_role, stack
from tpmprep.ui.kit.tasks import run

if TYPE_CHECKING:
    from tpmprep.ui.kit.markdown_field import MarkdownField

_THUMB = 40
_NO_BRACKETS = str.maketrans("[]\\\n\r", "()/  ")


class MediaLine(QFrame):
    """A line under a Markdown field: asks for the words that stand for a picture, or says what went wrong.

    The words are written into the text as they are typed, so that nothing waits to be confirmed.
    """

    def __init__(self, field: MarkdownField) -> None:
        super().__init__()
        self.setObjectName("callout")
        self._field = field
        self._asked: deque[tuple[MediaFace, QTextCursor]] = deque()
        self._words = QTextCursor(field.document())
        self._drawing = QLabel()
        self._said = label("", "mutedbody", wrap=True)
        self.alt = line_edit("", longest=300)
        self.alt.textEdited.connect(self._on_typed)
        self.alt.returnPressed.connect(self.go_on)
        self.done = button(self.tr("Done"), "small", then=self.go_on)
        self.setLayout(
            row(self._drawing, 12, stack(self._said, 6, self.alt), 12, self.done, margins=(12, 10, 12, 12))
        )
        self.hide()

    def choose(self) -> None:
        """Asks for a file and takes it."""
        kinds = " ".join(f"*.{ext}" for ext in (*PICTURES, "jpeg", *SOUNDS))
        said = self.tr("Pictures and sounds ({0})").replace("{0}", kinds)
        for file in open_files(self.window(), self.tr("Insert pictures or sounds"), said):
            self.take(file)

    def take(self, found: Path | QImage) -> None:
        """Keeps a file or a pasted picture, then puts it where the cursor stood."""
        port = media.store()
        if port is None:
            return
        at = QTextCursor(self._field.textCursor())
        at.setPosition(at.selectionEnd())
        task = run(
            lambda _task: (port.keep(found if isinstance(found, Path) else _png(found)), at),
            self._on_kept,
            self._on_refused,
        )
        task.busy.connect(self._on_busy)

    def go_on(self) -> None:
        """The next picture asks for its words; after the last one the text goes on."""
        if self._asked:
            self._asked.popleft()
        if self._asked:
            self._ask()
            return
        self.hide()
        self._field.setFocus()

    def forget(self) -> None:
        """Another text stands in the field: nothing is left to ask about the one before."""
        self._asked.clear()
        self.hide()

    def event(self, event: QEvent) -> bool:
        """While a picture asks for its words, Escape is the line's own, whatever else the key does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes on too."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _on_busy(self) -> None:
        self._say("hourglass", "muted", self.tr("Keeping it …"))

    def _on_kept(self, kept: tuple[MediaFace, QTextCursor]) -> None:
        face, at = kept
        words = "" if face.kind == "picture" else Path(face.name).stem
        if (before := at.block().text()[: at.positionInBlock()]) and not before[-1].isspace():
            at.insertText(" ")  # else the word before it and what the picture shows would be read as one
        start = at.position()
        at.insertText(face.markdown(words))
        opening = start + (2 if face.kind == "picture" else 1)
        at.setPosition(opening)
        at.setPosition(opening + _units(words), QTextCursor.MoveMode.KeepAnchor)
        self._asked.append((face, at))
        if len(self._asked) == 1:
            self._ask()

    def _ask(self) -> None:
        face, self._words = self._asked[0]
        sound = face.kind == "sound"
        said = self.tr("What is heard?") if sound else self.tr("What does the picture show?")
        self._say("volume-2" if sound else "image", "accent", said)
        self.alt.setAccessibleName(said)
        self.alt.setPlaceholderText(
            self.tr("Its name") if sound else self.tr("In a few words, for when it cannot be seen")
        )
        self.alt.setText(self._words.selectedText())
        self.alt.show()
        if not sound:
            self._show_thumb(face)
        self.alt.setFocus(Qt.FocusReason.OtherFocusReason)
        self.alt.selectAll()

    def _on_typed(self, text: str) -> None:
        start = self._words.selectionStart()
        self._words.insertText(text.translate(_NO_BRACKETS))
        self._words.setPosition(start)
        self._words.setPosition(start + _units(text), QTextCursor.MoveMode.KeepAnchor)

    def _on_refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._asked.clear()
        self._say("triangle-alert", "bad", str(error))
        self.alt.hide()
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, drawing: str, tone: str, words: str) -> None:
        set_icon(self._drawing, drawing, tone, 20)
        set_role(self, "bad" if tone == "bad" else "", "mark")
        self._said.setText(words)
        self.alt.hide()
        self.show()

    def _show_thumb(self, face: MediaFace) -> None:
        file = media.file(face.ref)
        size = pictures.natural(file) if file is not None else QSize()
        if file is None or size.isEmpty() or not pictures.is_quick(file):
            return
        edge = theme.px(_THUMB)
        shown = size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        self._drawing.setProperty("kitIcon", None)
        self._drawing.setFixedSize(edge, edge)
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drawing.setPixmap(QPixmap.fromImage(pictures.read(file, shown)))


def _units(text: str) -> int:
    """How many places of a document a text takes: Qt counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _png(image: QImage) -> bytes:
    """A pasted picture as a file that loses nothing."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
