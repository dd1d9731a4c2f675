"""Owns where the rows of sounds stand over a text: on the places that its layout keeps free for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QTextBrowser, QWidget

from tpmprep.ui.kit.figures import SOUND
from tpmprep.ui.kit.sound_row import SoundRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock


class SoundPlaces(QObject):
    """The rows of one view; real controls, so that keys and screen readers reach them."""

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view)
        self._view = view
        self.rows: list[SoundRow] = []
        self._at: dict[int, int] = {}
        view.verticalScrollBar().valueChanged.connect(self.follow)
        view.document().documentLayout().documentSizeChanged.connect(self.follow)

    def show_sounds(self, sounds: Sequence[tuple[str, str]]) -> None:
        """Shows these (ref, name) on their places; the rows before go."""
        if [(row.ref, row.accessibleName()) for row in self.rows] != list(sounds):
            for gone in self.rows:
                gone.hide()
                gone.deleteLater()
            self.rows = [self._row(*one) for one in sounds]
        self._at = dict(_places(self._view))
        self.follow()

    def forget(self) -> None:
        """The text changes: no place is known until the new sounds are shown."""
        self._at = {}

    def follow(self, *_change: object) -> None:
        """Moves every row to its place; one whose line is not set yet is hidden."""
        for number, position in self._at.items():
            if number < len(self.rows):
                place = self._rect(position)
                self.rows[number].setGeometry(place)
                self.rows[number].setVisible(not place.isEmpty())

    def _row(self, ref: str, name: str) -> SoundRow:
        made = SoundRow(ref, name, self._view.viewport())
        made.setAccessibleName(name)
        QWidget.setTabOrder(self._view, made.play)
        return made

    def _rect(self, position: int) -> QRect:
        document = self._view.document()
        block = document.findBlock(position)
        shape = document.documentLayout().blockBoundingRect(block)
        within, layout = position - block.position(), block.layout()
        line = layout.lineForTextPosition(within)
        if not line.isValid():
            return QRect()
        size = _size(block, position)
        left = shape.x() + float(line.cursorToX(within)[0])  # type: ignore[index]  # PySide gives a pair
        top = shape.y() + line.y() + line.ascent() - size[1]
        shift = self._view.verticalScrollBar().value()
        return QRect(round(left), round(top) - shift, *size)


def _places(view: QTextBrowser) -> Iterator[tuple[int, int]]:
    block = view.document().begin()
    while block.isValid():
        for name, position, _size in _images(block):
            if name.startswith(SOUND):
                yield int(name.removeprefix(SOUND)), position
        block = block.next()


def _size(block: QTextBlock, position: int) -> tuple[int, int]:
    return next((size for _name, at, size in _images(block) if at == position), (0, 0))


def _images(block: QTextBlock) -> Iterator[tuple[str, int, tuple[int, int]]]:
    found = block.begin()
    while not found.atEnd():
        fragment = found.fragment()
        if fragment.charFormat().isImageFormat():
            image = fragment.charFormat().toImageFormat()
            yield image.name(), fragment.position(), (round(image.width()), round(image.height()))
        found += 1
