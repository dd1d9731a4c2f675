"""The right number of an item to read, with the units taken and the common wrong values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tpmprep.ui.exercises.number_words import right_words, with_unit
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import holder, label, panel, row, stack, vbox
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.pages.quiz.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget

    from tpmprep.core.quiz.faces import NumberKey, Slip

TOP = Qt.AlignmentFlag.AlignTop


def number_panel(key: NumberKey) -> QWidget:
    """The right number above, each common wrong value with its reason below."""
    column = vbox(spacing=12)
    column.addWidget(_right(key))
    for slip in key.slips:
        column.addWidget(_wrong(key, slip))
    return holder(column)


def _right(key: NumberKey) -> QFrame:
    head = row(label(right_words(key), "strong"), None, icon_label("circle-check", "good", 18))
    head.addSpacing(6)
    head.addWidget(label(tr("Right answer"), "good"))
    inside = stack(head, margins=(16, 14, 20, 14))
    if key.units:
        taken = ", ".join(name for name, _ in key.units)
        inside.addSpacing(4)
        inside.addWidget(label(tr("Taken too: {0}").replace("{0}", taken), "muted", wrap=True))
    return panel(inside, mark="good")


def _wrong(key: NumberKey, slip: Slip) -> QFrame:
    why = RichText(slip.why, size=14)
    why.setAccessibleName(tr("Reason"))
    line = row(margins=(16, 14, 20, 14))
    value = label(with_unit(slip.value, key.unit), "mid")
    value.setMinimumWidth(112)
    line.addWidget(value, 0, TOP)
    line.addSpacing(16)
    line.addWidget(why, 1)
    return panel(line)
