"""Looks over a window as a careful person would: clipped words, missing names, small targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QTextBrowser,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALLEST_TARGET = 32


def audit(window: QWidget) -> list[str]:
    """Everything wrong in a shown window, one sentence each; an empty list is a pass."""
    settle(window)
    return [*clipped(window), *nameless(window), *small(window)]


def settle(window: QWidget) -> None:
    """Let layouts come to rest."""
    window.show()
    for _ in range(6):
        QApplication.processEvents()


def clipped(window: QWidget) -> Iterator[str]:
    """Labels and buttons that are narrower or lower than their words."""
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and _label_is_clipped(label):
            yield f"clipped label {label.text()[:60]!r}: {label.size().toTuple()}"
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text().strip() and button.width() < button.sizeHint().width():
            yield f"clipped button {button.text()!r}: {button.width()} < {button.sizeHint().width()}"


def nameless(window: QWidget) -> Iterator[str]:
    """Controls that take the focus and have nothing to be called by."""
    for control in _controls(window):
        if not (control.accessibleName() or _own_words(control)):
            yield f"no accessible name: {type(control).__name__} {control.objectName()}"


def small(window: QWidget) -> Iterator[str]:
    """Buttons and fields under 32 pixels."""
    for control in _controls(window):
        if isinstance(control, QAbstractButton | QLineEdit | QComboBox) and (
            control.height() < SMALLEST_TARGET or control.width() < SMALLEST_TARGET
        ):
            yield f"small target {control.accessibleName()!r}: {control.size().toTuple()}"


def _label_is_clipped(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    hint = label.sizeHint()
    return label.width() < hint.width() or label.height() < hint.height()


def _controls(window: QWidget) -> Iterator[QWidget]:
    for control in window.findChildren(QWidget):
        inner = isinstance(control, QScrollBar) or isinstance(control.parent(), QAbstractItemView | QComboBox)
        if inner or not control.isVisible() or control.objectName() == "qt_spinbox_lineedit":
            continue
        takes_focus = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        if (takes_focus and control.focusProxy() is None) or isinstance(control, QTextBrowser):
            yield control


def _own_words(control: QWidget) -> str:
    return control.text() if isinstance(control, QCheckBox | QRadioButton) else ""
