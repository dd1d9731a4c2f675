"""Tab, Enter and Ctrl+Tab do the same on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from tests.ui.kit.audit import settle
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.host import Page, PageSpec, Place
from tpmprep.ui.kit.layout import holder, scroll, stack, tabs
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.shell.key_sheet import KeySheet
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tpmprep.ui.kit.host import Host

Key = Qt.Key


class Fields(Page):
    """Fields made in another order than they are laid out, two tabs, and a button."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.pressed = 0
        last = button("Save", then=self._press)
        second, first = MarkdownEdit("Second"), line_edit("First")
        cells = QGridLayout()
        cells.addWidget(line_edit("Right"), 0, 1)
        cells.addWidget(line_edit("Left"), 0, 0)
        self.tabs = tabs("Part", "One", "Two")
        hidden = QStackedWidget()
        hidden.addWidget(holder(cells))
        hidden.addWidget(line_edit("Behind"))
        self.setLayout(stack(self.tabs, scroll(holder(stack(first, second, hidden, last)))))

    def _press(self) -> None:
        self.pressed += 1


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window({"one": PageSpec("one", "One", "sun", 1, f"{__name__}:Fields")})
    qtbot.addWidget(made)
    made.go(Place("one"))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def page_of(window: Window) -> Fields:
    page = window.pages.page("one")
    assert isinstance(page, Fields)
    return page


def long_page(window: Window) -> QScrollBar:
    """Makes the page far higher than the window; returns the bar it is scrolled by."""
    area = page_of(window).findChild(QScrollArea)
    assert area is not None
    inner = area.widget()
    assert inner is not None
    inner.setMinimumHeight(3000)
    settle(window)
    return area.verticalScrollBar()


def named(widget: QWidget | None) -> str:
    return "" if widget is None else widget.accessibleName()


def walk(key: Qt.Key, steps: int) -> list[str]:
    found = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget() or QWidget(), key)
        found.append(named(QApplication.focusWidget()))
    return found


def test_tab_goes_through_a_page_as_it_is_laid_out(window: Window) -> None:
    page_of(window).tabs.setFocus()
    assert walk(Key.Key_Tab, 5) == ["First", "Second", "Left", "Right", "Save"]
    assert walk(Key.Key_Backtab, 5) == ["Right", "Left", "Second", "First", "Part"]


def test_tab_begins_with_the_first_control_of_a_page_that_has_the_focus_itself(window: Window) -> None:
    page_of(window).setFocus()
    assert walk(Key.Key_Tab, 2) == ["Part", "First"]


def test_enter_presses_the_button_with_the_focus(window: Window) -> None:
    page = page_of(window)
    page.tabs.setFocus()
    walk(Key.Key_Backtab, 1)
    walk(Key.Key_Tab, 6)
    QTest.keyClick(QApplication.focusWidget() or QWidget(), Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget() or QWidget(), Key.Key_Enter)
    assert page.pressed == 2


def test_tab_comes_to_a_notice_last_and_the_keys_go_back_to_the_page_from_it(window: Window) -> None:
    done: list[str] = []
    window.notices.say("Deleted 3 notes", "accent", "Undo", lambda: done.append("undone"))
    page_of(window).tabs.setFocus()
    assert walk(Key.Key_Tab, 7)[-2:] == ["Undo", "Close the notice"]
    walk(Key.Key_Backtab, 1)
    QTest.keyClick(QApplication.focusWidget() or QWidget(), Key.Key_Return)
    assert done == ["undone"]
    assert window.notices.isHidden()
    assert window.focusWidget() is page_of(window)


def test_a_notice_covers_nothing_of_the_page(window: Window) -> None:
    page = page_of(window)
    before = page.height()
    window.notices.say("Deleted 3 notes " * 30, "accent", "Undo", lambda: None)
    settle(window)
    notice = window.notices
    shown = notice.rect().translated(notice.mapTo(window, QPoint(0, 0)))
    assert notice.isVisible()
    assert not shown.intersects(page.rect().translated(page.mapTo(window, QPoint(0, 0))))
    notice.shut()
    settle(window)
    assert page.height() == before


def test_esc_closes_a_problem_before_it_goes_back(window: Window) -> None:
    window.notices.say("It was not imported.", "bad")
    page_of(window).tabs.setFocus()
    window.back()
    assert window.notices.isHidden()
    assert window.focusWidget() is page_of(window).tabs


def test_enter_goes_to_the_page_of_a_place_in_the_rail(window: Window) -> None:
    gone: list[str] = []
    window.rail.chosen.connect(gone.append)
    page_of(window).tabs.setFocus()
    walk(Key.Key_Backtab, 1)
    QTest.keyClick(window.focusWidget() or QWidget(), Key.Key_Return)
    assert gone == ["one"]


def test_ctrl_tab_turns_the_tabs_of_any_page(window: Window) -> None:
    page = page_of(window)
    keys = {key.action: key for _, listed in window.all_keys() for key in listed}
    assert keys["tab.next"].keys == "Ctrl+Tab"
    keys["tab.next"].run()
    assert page.tabs.currentIndex() == 1
    keys["tab.next"].run()
    assert page.tabs.currentIndex() == 0
    keys["tab.previous"].run()
    assert page.tabs.currentIndex() == 1


def test_every_theme_is_found_by_its_name(window: Window) -> None:
    keys = {key.title: key for _, listed in window.all_keys() for key in listed}
    keys["Theme: high contrast"].run()
    assert theme.current().wish == "contrast"
    keys["Theme: light"].run()
    assert theme.current().wish == "light"


def test_a_long_text_is_scrolled_by_key_though_nothing_in_it_takes_the_focus(window: Window) -> None:
    page, bar = page_of(window), long_page(window)
    page.tabs.setFocus()
    for key, way in ((Key.Key_PageDown, 1), (Key.Key_PageUp, -1), (Key.Key_Down, 1), (Key.Key_Up, -1)):
        before = bar.value()
        QTest.keyClick(QApplication.focusWidget() or QWidget(), key)
        assert (bar.value() - before) * way > 0


def test_the_list_of_keys_is_scrolled_by_key(window: Window) -> None:
    window.show_keys()
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    area = sheet.findChild(QScrollArea)
    assert area is not None
    sheet.resize(520, 320)
    settle(sheet)
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(sheet.focusWidget() or sheet, Key.Key_PageDown)
    assert bar.value() > 0
    sheet.close()


@pytest.mark.parametrize("is_shown", [True, False])
def test_the_list_of_keys_names_the_tools_of_a_text_where_one_is_shown(
    window: Window, *, is_shown: bool
) -> None:
    for edit in window.findChildren(MarkdownEdit):
        edit.setVisible(is_shown)
    window.show_keys()
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    told = {label.text() for label in sheet.findChildren(QLabel)}
    named = {"In a text", "Insert picture or sound…", "Ctrl+Shift+I", "Preview", "Ctrl+Shift+P"}
    assert told & named == (named if is_shown else set())
    sheet.close()


def test_tab_from_outside_shows_the_field_it_comes_to(window: Window) -> None:
    page, bar = page_of(window), long_page(window)
    bar.setValue(bar.maximum())
    page.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.tabs, Key.Key_Tab)
    field = QApplication.focusWidget()
    assert field is not None
    assert field.accessibleName() == "First"
    assert not field.visibleRegion().isEmpty()
