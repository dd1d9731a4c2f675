"""The reading view shows good type and opens nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QWidget

from tests.ui.kit.audit import settle
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.layout import holder, stack
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.kit.typeset import typeset

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

IMAGE = QTextDocument.ResourceType.ImageResource.value


class _Keys(QWidget):
    """Hears the keys that its children leave."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.key())


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/dev/urandom",
        "http://example.org/x.png",
        "",
        "media:x",
        "media:" + "a1" * 32 + ".png",
        "media:../../../etc/passwd",
        "qrc:/x.png",
        "data:image/png,x",
    ],
)
def test_everything_but_media_is_a_transparent_point(address: str, qtbot: QtBot) -> None:
    view = RichText()
    qtbot.addWidget(view)
    loaded = view.loadResource(IMAGE, QUrl(address))
    assert isinstance(loaded, QImage)
    assert loaded.size().toTuple() == (1, 1)
    assert view.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl(address)) is not None


def test_a_link_to_a_concept_is_told_and_not_followed(qtbot: QtBot) -> None:
    view = RichText("[x](concept:tpm-core:roadmap.rice)")
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.link_activated) as told:
        view.anchorClicked.emit(QUrl("concept:tpm-core:roadmap.rice"))
    assert told.args == ["concept:tpm-core:roadmap.rice"]
    assert not view.openLinks()
    assert not view.openExternalLinks()


def test_the_height_follows_text_and_width(qtbot: QtBot) -> None:
    view = RichText("word " * 200)
    window = holder(stack(view, None))
    qtbot.addWidget(window)
    window.resize(700, 900)
    settle(window)
    wide = view.height()
    window.resize(300, 900)
    settle(window)
    assert view.height() > 1.8 * wide
    view.set_markdown("one")
    settle(window)
    assert view.height() < 40
    assert view.verticalScrollBar().maximum() == 0


def test_a_new_theme_sets_the_text_anew(qapp: QApplication, qtbot: QtBot) -> None:
    view = RichText("> [!tip]\n> Say the number first.\n\n`code`")
    qtbot.addWidget(view)
    light = view.toHtml()
    theme.apply(qapp, "dark")
    assert view.toHtml() != light
    theme.apply(qapp, "light")
    assert view.toHtml() == light


def test_space_and_numbers_are_left_to_the_page(qtbot: QtBot) -> None:
    view = RichText("some text")
    outer = _Keys()
    outer.setLayout(stack(view))
    qtbot.addWidget(outer)
    settle(outer)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_3)
    assert outer.heard == [Qt.Key.Key_Space, Qt.Key.Key_3]


def test_a_column_of_numbers_stands_right_and_names_stand_left() -> None:
    html = "<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody>"
    html += "<tr><td>99 %</td><td>7 h 12 min</td><td>a word</td></tr></tbody></table>"
    rows = typeset(html).split("<tr>")
    assert rows[1].count('align="right"') == 1
    assert rows[2].index('align="right"') > rows[2].index("99")


def test_a_call_out_after_a_quote_is_a_box_of_its_own() -> None:
    html = "<blockquote>\n<p>Quote</p>\n<p>[!WARNING]\nMind it</p>\n</blockquote>"
    set_in_type = typeset(html)
    assert set_in_type.count("<table") == 2
    assert "Warning</span>" in set_in_type
    assert "[!" not in set_in_type


@pytest.mark.parametrize(
    "text", ["<b>" * 900, "a\n\n" * 9_000, "| a |\n|---|\n" * 1_500, "> " * 12 + "a", "<table>" * 4]
)
def test_nasty_text_still_becomes_a_page(text: str, qtbot: QtBot) -> None:
    view = RichText(text)
    qtbot.addWidget(view)
    assert view.height() >= 1


def test_control_b_makes_bold_and_back(qtbot: QtBot) -> None:
    edit = MarkdownEdit("Answer", "word")
    qtbot.addWidget(edit)
    edit.field.selectAll()
    with qtbot.waitSignal(edit.edited):
        qtbot.keyClick(edit.field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "**word**"
    edit.field.selectAll()
    qtbot.keyClick(edit.field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "word"


def test_setting_the_text_is_no_edit(qtbot: QtBot) -> None:
    edit = MarkdownEdit("Answer")
    qtbot.addWidget(edit)
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_text("new")
    assert edit.text() == "new"


def test_the_preview_follows_the_typing(qtbot: QtBot) -> None:
    edit = MarkdownEdit("Answer", "**a**")
    qtbot.addWidget(edit)
    settle(edit)
    edit.set_preview(on=True)
    view = edit.findChild(RichText)
    assert view is not None
    assert view.toPlainText() == "a"
    edit.field.setPlainText("b")
    qtbot.waitUntil(lambda: view.toPlainText() == "b")
    assert view.isVisible()


def test_tab_leaves_the_editor_and_enter_goes_on_with_a_list(qtbot: QtBot) -> None:
    edit = MarkdownEdit("Answer", "- a")
    qtbot.addWidget(edit)
    assert edit.field.tabChangesFocus()
    edit.field.moveCursor(edit.field.textCursor().MoveOperation.End)
    qtbot.keyClick(edit.field, Qt.Key.Key_Return)
    assert edit.text() == "- a\n- "
    qtbot.keyClick(edit.field, Qt.Key.Key_Return)
    assert edit.text() == "- a\n"
