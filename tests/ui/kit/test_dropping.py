"""A widget that goes leaves nothing of its place in a layout behind: Python would crash on it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from tests.ui.kit.items import held_items
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import drop

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def delete_what_waits() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def nested(root: QWidget, line: QLayout) -> list[QLabel]:
    """Three labels in a line that is laid into the column of ``root`` when they lie in it."""
    labels = [QLabel(text) for text in "abc"]
    for made in labels:
        line.addWidget(made)
    QVBoxLayout(root).addLayout(line)
    return labels


@pytest.mark.parametrize("line", [QHBoxLayout, FlowLayout])
def test_a_dropped_widget_takes_its_item_along(line: Callable[[], QLayout], qtbot: QtBot) -> None:
    root, before = QWidget(), held_items()
    qtbot.addWidget(root)
    lies_in = line()
    labels = nested(root, lies_in)
    drop(labels[1])
    delete_what_waits()
    assert lies_in.count() == 2
    assert len(held_items() - before) == 2


def test_a_widget_deleted_by_qt_leaves_a_breaking_line_without_its_item(qtbot: QtBot) -> None:
    root, before = QWidget(), held_items()
    qtbot.addWidget(root)
    flow = FlowLayout()
    labels = nested(root, flow)
    labels[1].deleteLater()
    delete_what_waits()
    assert flow.count() == 2
    assert len(held_items() - before) == 2
