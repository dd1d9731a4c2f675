"""Pictures stand in the text as wide as it is; what is missing is said; large ones come a little later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage, QTextDocument

from tests.core.media.samples import TAKEN, png
from tests.ui.kit.audit import settle
from tpmprep.ui.kit import pictures, theme
from tpmprep.ui.kit.figures import set_figures
from tpmprep.ui.kit.layout import holder, stack
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from tpmprep.core.media.service import Media

IMAGE = QTextDocument.ResourceType.ImageResource.value


def shown(view: RichText, qtbot: QtBot, width: int = 600) -> QWidget:
    window = holder(stack(view, None))
    qtbot.addWidget(window)
    window.resize(width, 900)
    settle(window)
    return window


def sizes(view: RichText) -> list[tuple[str, int]]:
    found = []
    block = view.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            image = at.fragment().charFormat().toImageFormat()
            if image.isValid():
                found.append((image.name(), round(image.width())))
            at += 1
        block = block.next()
    return found


def test_a_wide_picture_is_scaled_to_the_column_and_follows_it(store: Media, qtbot: QtBot) -> None:
    ref = store.keep(png(2_000, 200)).ref
    view = RichText(f"![wide]({ref})")
    window = shown(view, qtbot)
    assert sizes(view) == [(ref, 600)]
    window.resize(400, 900)
    settle(window)
    assert sizes(view) == [(ref, 400)]
    assert view.height() < 100
    window.resize(700, 900)
    settle(window)
    assert sizes(view) == [(ref, 700)]


def test_a_small_picture_keeps_its_size_and_grows_with_the_zoom(
    store: Media, qtbot: QtBot, qapp: QApplication
) -> None:
    ref = store.keep(png(120, 60)).ref
    view = RichText(f"![small]({ref})")
    window = shown(view, qtbot)
    assert sizes(view) == [(ref, 120)]
    theme.apply(qapp, "light", 150)
    settle(window)
    assert sizes(view) == [(ref, 180)]
    theme.apply(qapp, "light")


def test_a_picture_in_a_table_is_no_wider_than_its_column(store: Media, qtbot: QtBot) -> None:
    ref = store.keep(png(2_000, 20)).ref
    view = RichText(f"| a | b |\n|---|---|\n| x | ![w]({ref}) |")
    _window = shown(view, qtbot)
    assert sizes(view)[0][1] <= 300


def test_the_pixels_come_from_the_store_and_only_for_what_the_text_shows(store: Media, qtbot: QtBot) -> None:
    ref, other = store.keep(png(40, 20)).ref, store.keep(png(41, 20)).ref
    view = RichText(f"![a]({ref})")
    _window = shown(view, qtbot)
    loaded = view.loadResource(IMAGE, QUrl(ref))
    assert isinstance(loaded, QImage)
    assert loaded.size() == QSize(40, 20)
    hidden = view.loadResource(IMAGE, QUrl(other))
    assert isinstance(hidden, QImage)
    assert hidden.size() == QSize(1, 1)


def test_a_missing_picture_is_said_with_its_words(store: Media, qtbot: QtBot) -> None:
    view = RichText(f"a ![a map](media:{'a1' * 32}.png) b")
    qtbot.addWidget(view)
    assert store.unused() == ()
    assert view.toPlainText() == "a [a map: this picture is missing] b"


def test_a_broken_or_endless_picture_is_said_and_never_read(store: Media, qtbot: QtBot) -> None:
    broken = store.keep(TAKEN["png"][:12] + b"rot").ref
    endless = store.keep(
        png().replace(b"\x00\x00\x00\x01\x00\x00\x00\x01\x08", b"\x7f\xff\xff\xff" * 2 + b"\x08")
    )
    for ref in (broken, endless.ref):
        view = RichText(f"![x]({ref})")
        qtbot.addWidget(view)
        assert view.toPlainText() == "[x: this picture cannot be shown]"


def test_a_large_picture_is_read_beside_the_window(
    store: Media, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "AT_ONCE", 100)
    face = store.keep(png(300, 30, shade=7))
    view = RichText(f"![large]({face.ref})")
    _window = shown(view, qtbot)

    def read() -> bool:
        image = view.document().resource(IMAGE, QUrl(face.ref))
        return isinstance(image, QImage) and image.width() == 300

    qtbot.waitUntil(read)
    assert sizes(view) == [(face.ref, 300)]


def test_the_words_of_a_picture_are_read_aloud(store: Media, qtbot: QtBot) -> None:
    view = RichText(f"![four boxes]({store.keep(png()).ref}) and ![]({store.keep(png(2, 2)).ref})")
    qtbot.addWidget(view)
    assert view.accessibleDescription() == "four boxes and (picture)"


def test_words_of_a_picture_cannot_become_markup(store: Media, qtbot: QtBot) -> None:
    ref = store.keep(png()).ref
    html, found = set_figures(f'<p><img src="{ref}" alt="&quot; onload=&quot;x"></p>', 500)
    assert 'alt="&quot; onload=&quot;x"' in html
    assert list(found.pictures) == [ref]
    assert qtbot


def test_turned_photos_are_measured_as_they_are_looked_at(store: Media) -> None:
    face = store.keep(png(30, 10))
    file = store.file(face.ref)
    assert file is not None
    assert pictures.natural(file) == QSize(30, 10)
    assert pictures.read(file, QSize(15, 5)).size() == QSize(15, 5)
