"""Owns reading pictures: how large they are, and their pixels in the size they are shown, bounded in work."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 60_000_000
"""A picture of more pixels is named, not shown."""

AT_ONCE = 1_500_000
"""So many pixels are read while the text is set; larger pictures are read beside the window."""

_KEPT = 24
_read: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()


@lru_cache(maxsize=512)
def natural(file: Path) -> QSize:
    """The size as it is looked at, from the head of the file; empty for one that cannot be shown."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > LARGEST:
        return QSize()
    return size.transposed() if _lies_on_its_side(reader) else size


def known(file: Path, size: QSize) -> QImage | None:
    """The pixels read before in this size."""
    found = _read.get((file.name, size.width(), size.height()))
    if found is not None:
        _read.move_to_end((file.name, size.width(), size.height()))
    return found


def keep(file: Path, size: QSize, image: QImage) -> None:
    """Remembers pixels that were read; called on the main thread."""
    _read[file.name, size.width(), size.height()] = image
    while len(_read) > _KEPT:
        _read.popitem(last=False)


def is_quick(file: Path) -> bool:
    """Whether it is small enough to be read while the text is set."""
    size = natural(file)
    return size.width() * size.height() <= AT_ONCE


def read(file: Path, size: QSize) -> QImage:
    """The pixels, no more than ``size``; a broken picture is a point. May run in a thread."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if size.width() < natural(file).width():
        reader.setScaledSize(size.transposed() if _lies_on_its_side(reader) else size)
    image = reader.read()
    return point() if image.isNull() else image


def point() -> QImage:
    """One transparent pixel, in the place of all that is not to be shown."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _lies_on_its_side(reader: QImageReader) -> bool:
    turned = QImageIOHandler.Transformation.TransformationRotate90
    return bool(reader.transformation() & turned)
