"""The numbers that spare the start the constants of Qt are the constants of Qt."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from tpmprep.ui.kit import traits


def test_the_numbers_are_those_of_qt() -> None:
    focus = Qt.FocusPolicy
    assert (focus.NoFocus.value, focus.TabFocus.value) == (traits.NO_FOCUS, traits.TAB_FOCUS)
    assert (Qt.TextFormat.PlainText.value, Qt.TextFormat.RichText.value) == (traits.PLAIN, traits.RICH)
    assert Qt.ToolButtonStyle.ToolButtonTextBesideIcon.value == traits.TEXT_BESIDE_ICON
    assert Qt.ToolButtonStyle.ToolButtonIconOnly.value == traits.ICON_ONLY
    assert Qt.AlignmentFlag.AlignCenter.value == traits.CENTRE


def test_what_is_given_by_number_is_what_the_widget_has(qtbot: object) -> None:
    del qtbot
    words, pressed = QLabel(), QToolButton()
    traits.give(words, textFormat=traits.PLAIN, alignment=traits.CENTRE, focusPolicy=traits.TAB_FOCUS)
    traits.give(pressed, toolButtonStyle=traits.TEXT_BESIDE_ICON)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.alignment() == Qt.AlignmentFlag.AlignCenter
    assert words.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert pressed.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
