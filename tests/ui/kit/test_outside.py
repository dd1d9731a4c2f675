from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from tests.architecture.walls import files_of
from tpmprep.ui.kit.dialogs import Decision
from tpmprep.ui.kit.outside import open_page, open_path
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ADDRESS = "https://example.org/a?b=<i>c</i>"
Key = Qt.Key


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []

    def open_url(url: QUrl) -> bool:
        told.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return told


def answer(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *keys: Qt.Key) -> list[str]:
    """From now on a dialog is read and answered by keys; returns where its words will be."""
    said: list[str] = []

    def run(dialog: Decision) -> int:
        with qtbot.waitExposed(dialog):
            dialog.show()
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        for key in keys:
            qtbot.keyClick(dialog.focusWidget() or dialog, key)
        dialog.hide()
        return 0

    monkeypatch.setattr(Decision, "exec", run)
    return said


def test_the_address_is_shown_first_and_escape_opens_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    said = answer(monkeypatch, qtbot, Key.Key_Escape)
    assert not open_page(page, ADDRESS)
    assert any(ADDRESS in text for text in said)
    assert opened == []


def test_enter_on_the_focused_button_stays_here(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    answer(monkeypatch, qtbot, Key.Key_Space)
    assert not open_page(page, ADDRESS)
    assert opened == []


def test_the_verb_opens_the_browser(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    answer(monkeypatch, qtbot, Key.Key_Tab, Key.Key_Space)
    assert open_page(page, ADDRESS)
    assert opened == [QUrl(ADDRESS).toString()]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "mailto:a@example.org", "javascript:1", "x", ""])
def test_nothing_but_the_web_is_even_asked_for(address: str, qtbot: QtBot, opened: list[str]) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    assert not open_page(page, address)
    assert opened == []


def test_a_link_in_any_text_asks_first(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    view = RichText(f"[x]({ADDRESS})")
    qtbot.addWidget(view)
    said = answer(monkeypatch, qtbot, Key.Key_Escape)
    view.anchorClicked.emit(QUrl("https://example.org/a"))
    assert any("https://example.org/a" in text for text in said)
    assert opened == []


def test_a_folder_is_opened_as_a_folder(tmp_path: Path, opened: list[str]) -> None:
    assert open_path(tmp_path)
    assert opened == [QUrl.fromLocalFile(str(tmp_path)).toString()]


def test_only_one_module_opens_anything_outside() -> None:
    speaking = [file.name for file in files_of("ui") if "QDesktopServices" in file.read_text("utf-8")]
    assert speaking == ["outside.py"]
    web = ("setOpenExternalLinks(True)", "webbrowser", "xdg-open", "os.startfile")
    assert [file.name for file in files_of() if any(w in file.read_text("utf-8") for w in web)] == []
