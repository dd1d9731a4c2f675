"""Pictures and sounds come into a text by paste, drop and choice, and are asked for their words in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.core.media.samples import png, wav
from tests.ui.kit.audit import audit, settle
from tpmprep.ui.kit import media
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.kit.media_line import MediaLine

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.media.service import Media


@pytest.fixture
def edit(store: Media, qtbot: QtBot) -> MarkdownEdit:
    assert store
    made = MarkdownEdit("Answer")
    qtbot.addWidget(made)
    made.resize(700, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    settle(made)
    return made


def line(edit: MarkdownEdit) -> MediaLine:
    found = edit.findChild(MediaLine)
    assert found is not None
    return found


def paste(edit: MarkdownEdit, *, image: bytes = b"", text: str = "", files: tuple[Path, ...] = ()) -> None:
    data = QMimeData()
    if image:
        data.setImageData(QImage.fromData(image))
    if text:
        data.setText(text)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    assert edit.field.canInsertFromMimeData(data)
    edit.field.insertFromMimeData(data)


def test_a_pasted_picture_is_kept_and_asked_for_its_words(
    edit: MarkdownEdit, store: Media, qtbot: QtBot
) -> None:
    edit.field.setPlainText("See ")
    edit.field.moveCursor(edit.field.textCursor().MoveOperation.End)
    paste(edit, image=png(4, 4))
    qtbot.waitUntil(lambda: "media:" in edit.text())
    (face,) = store.unused()
    assert edit.text() == f"See ![]({face.ref})"
    assert line(edit).alt.hasFocus()
    qtbot.keyClicks(line(edit).alt, "a [map]")
    assert edit.text() == f"See ![a (map)]({face.ref})"
    line(edit).alt.textEdited.emit("a [map] 🗺 of it")
    line(edit).alt.textEdited.emit("a [map] 🗺 of it")
    assert edit.text() == f"See ![a (map) 🗺 of it]({face.ref})"
    assert audit(edit) == []
    qtbot.keyClick(line(edit).alt, Qt.Key.Key_Return)
    assert not line(edit).isVisible()
    assert edit.field.hasFocus()
    qtbot.keyClicks(edit.field, "!")
    assert edit.text().endswith(".png)!")


def test_a_picture_after_a_word_stands_apart_from_it(edit: MarkdownEdit, store: Media, qtbot: QtBot) -> None:
    edit.field.setPlainText("What is it?")
    edit.field.moveCursor(edit.field.textCursor().MoveOperation.End)
    paste(edit, image=png(4, 4))
    qtbot.waitUntil(lambda: "media:" in edit.text())
    (face,) = store.unused()
    qtbot.keyClicks(line(edit).alt, "a map")
    assert edit.text() == f"What is it? ![a map]({face.ref})"


def test_escape_leaves_a_picture_without_words(edit: MarkdownEdit, qtbot: QtBot) -> None:
    paste(edit, image=png(4, 4))
    qtbot.waitUntil(lambda: edit.findChild(MediaLine) is not None and line(edit).isVisible())
    qtbot.keyClick(line(edit).alt, Qt.Key.Key_Escape)
    assert not line(edit).isVisible()
    assert edit.text().startswith("![](media:")


def test_escape_is_the_lines_own_while_it_asks(edit: MarkdownEdit, qtbot: QtBot) -> None:
    left: list[bool] = []
    QShortcut(QKeySequence("Esc"), edit, lambda: left.append(True))
    paste(edit, image=png(4, 4))
    qtbot.waitUntil(lambda: edit.findChild(MediaLine) is not None and line(edit).isVisible())
    qtbot.keyClick(line(edit).alt, Qt.Key.Key_Escape)
    assert not line(edit).isVisible()
    assert left == []
    qtbot.keyClick(edit.field, Qt.Key.Key_Escape)
    assert left == [True]


def test_dropped_files_come_in_turn_a_sound_by_its_name(
    edit: MarkdownEdit, qtbot: QtBot, tmp_path: Path
) -> None:
    picture, heard = tmp_path / "a.jpg", tmp_path / "The call.mp3"
    picture.write_bytes(png(3, 3))
    heard.write_bytes(wav())
    paste(edit, files=(picture, heard))
    qtbot.waitUntil(lambda: edit.text().count("media:") == 2)
    assert ".png)" in edit.text()
    assert "[The call](media:" in edit.text()
    qtbot.keyClick(line(edit).alt, Qt.Key.Key_Return)
    assert line(edit).isVisible()
    qtbot.keyClick(line(edit).alt, Qt.Key.Key_Return)
    assert not line(edit).isVisible()


def test_what_is_no_picture_is_refused_in_words_and_nothing_is_put_in(
    edit: MarkdownEdit, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "<img src=x>.png"
    file.write_text("<svg/>")
    paste(edit, files=(file,))
    qtbot.waitUntil(lambda: edit.findChild(MediaLine) is not None and line(edit).isVisible())
    said = [part for part in line(edit).findChildren(QLabel) if "was not taken" in part.text()]
    assert [part.textFormat() for part in said] == [Qt.TextFormat.PlainText]
    assert edit.text() == ""
    assert audit(edit) == []


def test_a_file_is_chosen_from_the_toolbar(
    edit: MarkdownEdit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(file)], ""))
    edit.choose()
    qtbot.waitUntil(lambda: "media:" in edit.text())
    assert edit.text().startswith("![](media:")


def test_words_with_a_look_of_them_are_pasted_as_words(edit: MarkdownEdit, store: Media) -> None:
    paste(edit, image=png(), text="from a table")
    assert edit.text() == "from a table"
    assert store.unused() == ()


def test_a_web_address_that_is_dropped_is_text_and_nothing_is_fetched(edit: MarkdownEdit) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/x.png")])
    data.setText("https://example.org/x.png")
    edit.field.insertFromMimeData(data)
    assert edit.text() == "https://example.org/x.png"


def test_without_a_store_a_picture_is_not_taken(qtbot: QtBot) -> None:
    media.use(None)
    made = MarkdownEdit("Answer")
    qtbot.addWidget(made)
    data = QMimeData()
    data.setImageData(QImage.fromData(png()))
    assert not made.field.canInsertFromMimeData(data)
    made._need_media().take(QImage.fromData(png()))
    assert made.text() == ""


def test_the_preview_shows_the_picture_at_once(edit: MarkdownEdit, store: Media, qtbot: QtBot) -> None:
    from tpmprep.ui.kit.rich import RichText

    edit.set_preview(on=True)
    paste(edit, image=png(30, 20))
    qtbot.waitUntil(lambda: "media:" in edit.text())
    view = edit.findChild(RichText)
    assert view is not None
    (face,) = store.unused()
    qtbot.waitUntil(lambda: face.ref in view.markdown())
    loaded = view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(face.ref))
    assert isinstance(loaded, QImage)
    assert loaded.width() == 30


def test_another_text_in_the_field_asks_nothing_about_the_picture_before(
    edit: MarkdownEdit, qtbot: QtBot
) -> None:
    paste(edit, image=png())
    qtbot.waitUntil(lambda: "media:" in edit.text())
    edit.set_text("")
    assert line(edit).isHidden()
