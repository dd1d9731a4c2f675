"""Owns the reading view: Markdown in good type, that opens no file, no socket and no link unasked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from tpmprep.core.ground import markup
from tpmprep.ui.kit import pictures, theme
from tpmprep.ui.kit.figures import Figures, set_figures
from tpmprep.ui.kit.outside import WEB, open_page
from tpmprep.ui.kit.typeset import sheet, typeset

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from tpmprep.ui.kit.sound_places import SoundPlaces
    from tpmprep.ui.kit.sound_row import SoundRow
    from tpmprep.ui.kit.tokens import Tokens

BODY = 16
_WIDEST = 1_600
_BAR = 24
_READ_ALOUD = 4_000
_PASSED_ON = {Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Escape}


class RichText(QTextBrowser):
    """Shows Markdown; a pressed web link asks first, ``link_activated`` carries any other address.

    Args:
        text: Markdown to show at once.
        size: body size in pixels at 100 % zoom.
        fit: the height follows the content and there are no inner scroll bars.

    Pictures and sounds come from the store in ``kit.media``, and from nowhere else.
    """

    link_activated = Signal(str)

    def __init__(self, text: str = "", *, size: int = BODY, fit: bool = True) -> None:
        super().__init__()
        self._text, self._size, self._fit = text, size, fit
        self._figures, self._set_for = Figures(), 0
        self._places: SoundPlaces | None = None
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
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._render)
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

    def sounds(self) -> list[SoundRow]:
        """The sounds of the text, in their order."""
        return self._places.rows if self._places is not None else []

    def hush(self) -> None:
        """Pauses every sound of the text."""
        for row in self.sounds():
            row.pause()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the person's own, a transparent point for all else; never a file, never ``None``."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        address = name.toString() if isinstance(name, QUrl) else name
        file, size = self._figures.pictures.get(address, (None, QSize()))
        if file is None:
            return pictures.point()
        size = (size * self.devicePixelRatioF()).boundedTo(pictures.natural(file))
        image = pictures.known(file, size)
        if image is None and pictures.is_quick(file):
            image = pictures.read(file, size)
            pictures.keep(file, size, image)
        return image or self._read_beside(address, file, size)

    def sizeHint(self) -> QSize:
        """As high as its text where it fits its content."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._height()) if self._fit else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width breaks the lines anew."""
        super().resizeEvent(event)
        self._follow()
        grown = self._room() - self._set_for
        if self._figures and (grown < 0 or grown > _BAR):
            self._again.start()

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
        self._set_for = self._room()
        html, self._figures = set_figures(html, self._set_for)
        if self._places is not None:
            self._places.forget()
        self.setHtml(f"<body>{typeset(html)}</body>")
        self._trim()
        self._show_sounds()
        self.setAccessibleDescription(markup.to_plain(self._text[:_READ_ALOUD])[:1_000])
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
        if self._places is not None:
            self._places.follow()

    def _height(self) -> int:
        return max(math.ceil(self.document().size().height()), 1)

    def _room(self) -> int:
        return min(max(self.viewport().width(), 320), _WIDEST)

    def _read_beside(self, address: str, file: Path, size: QSize) -> QImage:
        """Reads a large picture beside the window; until then its place is empty."""
        from tpmprep.ui.kit.tasks import run

        run(lambda _task: (address, file, size, pictures.read(file, size)), self._on_read)
        return pictures.point()

    def _on_read(self, found: tuple[str, Path, QSize, QImage]) -> None:
        address, file, size, image = found
        pictures.keep(file, size, image)
        if address in self._figures.pictures:
            kind = QTextDocument.ResourceType.ImageResource.value
            self.document().addResource(kind, QUrl(address), image)
            self.viewport().update()

    def _show_sounds(self) -> None:
        if self._figures.sounds and self._places is None:
            from tpmprep.ui.kit.sound_places import SoundPlaces

            self._places = SoundPlaces(self)
        if self._places is not None:
            self._places.show_sounds(self._figures.sounds)
