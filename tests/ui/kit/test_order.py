"""Tab finds what is laid out, in reading order, and holds on to nothing that Qt takes away by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tests.ui.kit.items import held_items
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.order import next_stop

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def laid(qtbot: QtBot) -> QWidget:
    """Buttons in rows, a grid and a line that breaks, made in another order than they are laid."""
    root = QWidget()
    qtbot.addWidget(root)
    named = {name: QPushButton(name) for name in "hgfedcba"}
    grid = QGridLayout()
    for name, at, across in (("d", 0, 1), ("f", 1, 1), ("c", 0, 0), ("e", 1, 0)):
        grid.addWidget(named[name], at, across)
    flow = FlowLayout()
    for name in "gh":
        flow.addWidget(named[name])
    line = QHBoxLayout()
    line.addWidget(named["b"])
    line.addStretch()
    line.addLayout(grid)
    column = QVBoxLayout(root)
    column.addWidget(named["a"])
    column.addLayout(line)
    column.addLayout(flow)
    root.show()
    return root


def stops_of(root: QWidget) -> str:
    focus = next(part for part in root.findChildren(QPushButton) if part.text() == "a")
    found = ["a"]
    while (stop := next_stop(root, focus, forwards=True)) is not None:
        assert isinstance(stop, QPushButton)
        if stop.text() == "a":
            break
        found.append(stop.text())
        focus = stop
    return "".join(found)


def test_tab_goes_through_rows_grids_and_breaking_lines_as_they_are_read(laid: QWidget) -> None:
    assert stops_of(laid) == "abcdefgh"
    assert next_stop(laid, None, forwards=True) is None


def test_looking_for_the_next_stop_leaves_no_item_of_a_layout_in_pythons_hands(laid: QWidget) -> None:
    before = held_items()
    assert stops_of(laid) == "abcdefgh"
    assert held_items() <= before
