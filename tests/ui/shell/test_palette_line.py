"""A line of the command palette: its keys stand at its end, its title is never drawn over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QListWidget, QStyleOptionViewItem

from tpmprep.ui.kit import theme
from tpmprep.ui.shell.palette_line import PaletteLine, chips, line

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")
AREA = QRect(0, 40, 400, 38)


def test_the_keys_of_all_lines_end_at_one_edge() -> None:
    ends = {chips(AREA, keys)[-1][1].right() for keys in ("Space", "5", "Ctrl+1", "Return / Enter")}
    assert len(ends) == 1


def test_each_key_has_a_chip_of_its_own_in_the_order_named() -> None:
    found = chips(AREA, "Return / Enter")
    assert [key for key, _place in found] == ["Return", "Enter"]
    assert found[0][1].right() < found[1][1].left()
    assert all(AREA.contains(place) for _key, place in found)


def test_a_line_without_a_key_has_no_chip() -> None:
    assert chips(AREA, "") == []


def test_a_long_title_ends_before_the_keys(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItem(
        line("A command with a name that is much too long for any line of the list", "G", "mic", "G")
    )
    delegate, option = PaletteLine(view), QStyleOptionViewItem()
    option.rect = AREA
    delegate.initStyleOption(option, view.model().index(0, 0))
    words = option.fontMetrics.horizontalAdvance(option.text)
    assert option.text.endswith("…")
    assert words + theme.px(18) < chips(AREA, "G")[0][1].left()
