"""Owns the reading view: Markdown in good type, that opens no file, no socket and no link unasked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from tpmprep.core.ground import markup
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.outside import WEB, open_page
from tpmprep.ui.kit.typeset import sheet, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from tpmprep.ui.kit.tokens import Tokens

    Pictures = Callable[[str], bytes | None]

BODY = 16
_WIDEST = 1_600
_PASSED_ON = {Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Escape}


class RichText(QTextBrowser):
    """Shows Markdown; a pressed web link asks first, ``link_activated`` carries any other address.

    Args:
        text: Markdown to show at once.
        size: body size in pixels at 100 % zoom.
        fit: the height follows the content and there are no inner scroll bars.
        pictures: gives the bytes of ``media:<sha256>.<type>``, or ``None`` where there is none.
    """

    link_activated = Signal(str)

    def __init__(
        self, text: str = "", *, size: int = BODY, fit: bool = True, pictures: Pictures | None = None
    ) -> None:
        super().__init__()
        self._text, self._size, self._fit, self._pictures = text, size, fit, pictures
        self._look: tuple[Tokens, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Text"))
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._on_link)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().documentLayout().documentSizeChanged.connect(self._follow)
        theme.current().themed.connect(self._render)
        if text:
            self._render()

    def set_markdown(self, text: str) -> None:
        """Show this Markdown instead."""
        if text != self._text:
            self._text = text
            self._render()

    def markdown(self) -> str:
        """The Markdown shown."""
        return self._text

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the person's own, a transparent point for all else; never a file, never ``None``."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        address = name.toString() if isinstance(name, QUrl) else name
        if self._pictures is None or not markup.MEDIA.fullmatch(address):
            return _point()
        found = self._pictures(address)
        return _picture(found, self._room()) if found else _point()

    def sizeHint(self) -> QSize:
        """As high as its text where it fits its content."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._height()) if self._fit else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width breaks the lines anew."""
        super().resizeEvent(event)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of a sitting to the page; keep copying, selecting and links."""
        bare = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if self._fit and bare and (event.key() in _PASSED_ON or event.text().isalnum()):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _on_link(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith(WEB):
            open_page(self, address)
        else:
            self.link_activated.emit(address)

    def _render(self) -> None:
        theme.load_reading_fonts()
        document = self.document()
        look = (theme.tokens(), theme.current().zoom)
        if look != self._look:
            self._look = look
            document.setDefaultFont(theme.font(self._size))
            document.setDefaultStyleSheet(sheet(self._size))
        html = markup.to_html(self._text)
        linked = "<a href" in html
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.ClickFocus)
        self.setHtml(f"<body>{typeset(html)}</body>")
        self._trim()
        self.setAccessibleDescription(markup.to_plain(self._text)[:1_000])
        self._follow()

    def _trim(self) -> None:
        """Take the gap above the first and under the last block away."""
        document = self.document()
        for block, side in ((document.firstBlock(), "top"), (document.lastBlock(), "bottom")):
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            if side == "top":
                shape.setTopMargin(0)
            else:
                shape.setBottomMargin(0)
            cursor.setBlockFormat(shape)

    def _follow(self, *_size: object) -> None:
        if self._fit and self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        return max(math.ceil(self.document().size().height()), 1)

    def _room(self) -> int:
        return min(max(self.viewport().width(), 320), _WIDEST)


def _point() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _picture(found: bytes, room: int) -> QImage:
    """The picture, no wider than ``room``; a broken or endless one is a point."""
    buffer = QBuffer()
    buffer.setData(QByteArray(found))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > room:
        reader.setScaledSize(size.scaled(room, 100_000, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return _point() if image.isNull() else image
