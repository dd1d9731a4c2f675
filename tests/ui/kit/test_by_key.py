"""Dialogs, chips, tables and file dialogs as someone without a mouse meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView, QWidget

from tests.ui.kit.audit import settle
from tpmprep.ui.kit import filing, order
from tpmprep.ui.kit.buttons import SegmentedChips, button
from tpmprep.ui.kit.dialogs import Decision
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.layout import holder, stack
from tpmprep.ui.kit.order import next_stop
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.kit.tasks import run_held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Key = Qt.Key


def shown(qtbot: QtBot, *parts: QWidget) -> QWidget:
    window = holder(stack(*parts))
    qtbot.addWidget(window)
    settle(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def letters(qtbot: QtBot) -> Iterator[QTableView]:
    made = table(RowsModel([ColumnSpec[str]("Letter", str)], list("abcde")), "Letters")
    window = shown(qtbot, line_edit("Before"), made)
    yield made
    window.close()


def test_enter_presses_the_button_of_a_question_that_has_the_focus(qtbot: QtBot) -> None:
    asked = Decision(None, "Delete?", "It can be taken back.", [("delete", "Delete it", "danger")])
    qtbot.addWidget(asked)
    settle(asked)
    asked.buttons["delete"].setFocus()
    qtbot.keyClick(asked.buttons["delete"], Key.Key_Return)
    assert asked.answer == "delete"
    assert asked.isHidden()


def test_tab_comes_to_the_chosen_chip_from_either_side(qtbot: QtBot) -> None:
    before, after = line_edit("Before"), line_edit("After")
    chips = SegmentedChips([("a", "One"), ("b", "Two"), ("c", "Three")], chosen=["b"])
    window = shown(qtbot, before, chips, after)
    assert next_stop(window, before, forwards=True) is chips.chip("b")
    assert next_stop(window, after, forwards=False) is chips.chip("b")
    chips.choose("c")
    assert next_stop(window, before, forwards=True) is chips.chip("c")
    assert next_stop(window, chips.chip("c"), forwards=True) is after


def test_a_field_laid_out_just_now_is_a_stop_of_tab_at_once(qtbot: QtBot) -> None:
    before, fresh = line_edit("Before"), line_edit("Fresh")
    hidden = line_edit("Hidden")
    hidden.hide()
    window = shown(qtbot, before)
    for field in (fresh, hidden):
        window.layout().addWidget(field)  # type: ignore[union-attr]  # it has one
    order.settle(window)
    assert next_stop(window, before, forwards=True) is fresh
    fresh.setFocus()
    assert fresh.hasFocus()
    assert fresh.y() > before.y()
    assert not hidden.isVisible()


def test_an_answer_leaves_undo_to_the_window_until_something_is_typed(qtbot: QtBot) -> None:
    line, undone = line_edit("Answer", answers=True), []
    window = shown(qtbot, line)
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: undone.append(keys))
    line.setFocus()
    qtbot.keyClick(line, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(line, Key.Key_Z, both)
    assert undone == ["Ctrl+Z", "Ctrl+Shift+Z"]
    qtbot.keyClicks(line, "40")
    qtbot.keyClick(line, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert len(undone) == 2


def test_a_table_reached_by_tab_shows_the_line_the_keys_act_on(letters: QTableView) -> None:
    letters.setFocus(Qt.FocusReason.TabFocusReason)
    assert [index.row() for index in letters.selectionModel().selectedRows()] == [0]


def test_home_and_end_go_to_the_first_and_the_last_line(letters: QTableView, qtbot: QtBot) -> None:
    letters.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(letters, Key.Key_End)
    assert letters.currentIndex().row() == 4
    qtbot.keyClick(letters, Key.Key_Home)
    assert letters.currentIndex().row() == 0


def test_enter_opens_a_line_and_does_not_press_what_it_opened(letters: QTableView, qtbot: QtBot) -> None:
    opened: list[int] = []
    heard: list[int] = []
    window = letters.window()
    letters.activated.connect(lambda index: opened.append(index.row()))
    window.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    letters.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(letters, Key.Key_Return)
    assert (opened, heard) == ([0], [])


def test_a_line_is_chosen_also_while_ctrl_and_shift_are_held(letters: QTableView, qtbot: QtBot) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    letters.selectRow(3)
    qtbot.keyPress(letters, Key.Key_F5, held)
    letters.selectRow(1)
    letters.selectRow(1)
    assert [index.row() for index in letters.selectionModel().selectedRows()] == [1]
    qtbot.keyRelease(letters, Key.Key_F5)


def test_the_line_with_the_keys_looks_other_than_one_that_is_only_chosen(letters: QTableView) -> None:
    letters.selectRow(1)
    letters.clearFocus()
    QApplication.processEvents()
    without = letters.grab().toImage()
    letters.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert letters.grab().toImage() != without


def test_the_keys_go_on_where_they_were_once_the_work_is_done(qtbot: QtBot) -> None:
    first, second = button("First"), button("Second")
    window = shown(qtbot, first, second)
    second.setFocus()

    def enable(*, enabled: bool) -> None:
        second.setEnabled(enabled)

    done: list[int] = []
    run_held(window, enable, lambda: 7, done.append, done.append)
    assert not second.isEnabled()
    qtbot.waitUntil(lambda: done == [7])
    assert second.hasFocus()


def test_work_begun_by_enter_in_a_line_presses_nothing_else(qtbot: QtBot) -> None:
    pressed: list[int] = []
    elsewhere, line = button("Elsewhere", then=lambda: pressed.append(1)), line_edit("Folder")
    part = holder(stack(line))
    window = shown(qtbot, elsewhere, part)
    done: list[int] = []

    def enable(*, enabled: bool) -> None:
        line.setEnabled(enabled)

    line.returnPressed.connect(lambda: run_held(part, enable, lambda: 7, done.append, done.append))
    line.setFocus()
    qtbot.keyClick(line, Key.Key_Return)
    assert window.focusWidget() is part
    qtbot.waitUntil(lambda: done == [7])
    assert (line.hasFocus(), pressed) == (True, [])


def test_who_moved_on_during_the_work_stays_there(qtbot: QtBot) -> None:
    first, second, third = button("First"), button("Second"), line_edit("Third")
    window = shown(qtbot, first, second, third)
    second.setFocus()

    def enable(*, enabled: bool) -> None:
        second.setEnabled(enabled)

    done: list[int] = []
    run_held(window, enable, lambda: 7, done.append, done.append)
    first.setFocus()
    qtbot.waitUntil(lambda: done == [7])
    assert first.hasFocus()


def test_a_file_dialog_begins_in_documents_and_then_where_the_last_one_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    documents, chosen = tmp_path / "Documents", tmp_path / "here"
    documents.mkdir()
    chosen.mkdir()
    begun: list[str] = []

    def ask(_over: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        begun.append(start)
        return str(chosen / "mine.csv"), ""

    monkeypatch.setattr(filing, "_used", [])
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(documents))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    over = shown(qtbot, line_edit("Before"))
    assert filing.save_file(over, "Export to", "out.csv") == chosen / "mine.csv"
    filing.save_file(over, "Export to", "out.csv")
    assert begun == [str(documents / "out.csv"), str(chosen / "out.csv")]


def test_nothing_chosen_is_nothing(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    over = shown(qtbot, line_edit("Before"))
    assert filing.open_file(over, "Choose") is None
    assert filing.choose_folder(over, "Choose") is None
