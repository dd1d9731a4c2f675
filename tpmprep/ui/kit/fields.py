"""Owns the fields a person types into or chooses from, dressed alike and never surprising."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import label, set_role, stack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

SEARCH_WAIT_MS = 150


def line_edit(
    name: str, text: str = "", *, hint: str = "", longest: int = 1_000, answers: bool = False
) -> QLineEdit:
    """One line of text; ``name`` is read aloud, ``hint`` shown while it is empty.

    One that ``answers`` an exercise, or saves by itself when it is left, leaves undo to the window until
    something was typed in it.
    """
    made = _AnswerLine(text) if answers else QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMaxLength(longest)
    return made


def text_edit(
    name: str, text: str = "", *, hint: str = "", lines: int = 4, answers: bool = False
) -> QPlainTextEdit:
    """Several lines of plain text, at least ``lines`` high; Tab leaves the field.

    One that ``answers``, or saves by itself, leaves undo to the window as ``line_edit`` does.
    """
    made = _AnswerText() if answers else QPlainTextEdit()
    made.setObjectName("field")
    made.setPlainText(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(theme.px(22 * lines + 18))
    return made


def go_to_ends(form: QWidget) -> None:
    """In every text of a form typing goes on behind its last word, as it does with half-typed words."""
    for edit in form.findChildren(QPlainTextEdit):
        edit.moveCursor(QTextCursor.MoveOperation.End)


def combo(name: str, choices: Sequence[tuple[object, str]], chosen: object = None) -> QComboBox:
    """One of a few; each choice is a value and its words. ``currentData()`` gives the value."""
    made = _Combo()
    made.setAccessibleName(name)
    for value, words in choices:
        made.addItem(words, value)
    at = made.findData(chosen)
    made.setCurrentIndex(max(at, 0))
    return made


def check_box(text: str, *, on: bool = False) -> QCheckBox:
    """A box to tick, with its words."""
    made = QCheckBox(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setChecked(on)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class Field(QWidget):
    """Title, control, explanation, and what is wrong with what was typed (shown, never a dialog)."""

    def __init__(self, title: str, control: QWidget, explained: str = "") -> None:
        super().__init__()
        self.control = control
        self.title = label(title, "mid")
        self.title.setBuddy(control)
        self._note = label(explained, "muted", wrap=True)
        if not explained:
            self._note.hide()
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._explained = explained
        if not control.accessibleName():
            control.setAccessibleName(title)
        control.setAccessibleDescription(explained)
        self.setLayout(stack(self.title, 6, control, 4, self._note, self._problem))

    def set_problem(self, words: str) -> None:
        """Say what is wrong and how to mend it; empty takes it back."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._note.setVisible(bool(self._explained) and not words)
        self.control.setAccessibleDescription(words or self._explained)
        set_role(self.control, "1" if words else "", "problem")

    def problem(self) -> str:
        """What is shown as wrong, empty when all is well."""
        return self._problem.text()


class _AnswerLine(QLineEdit):
    """Has the focus unasked, so Ctrl+Z means what was done before while it has nothing of its own to undo."""

    def event(self, event: QEvent) -> bool:
        """Undo and redo it has no use for go on to the window."""
        if _passed_on(event, undoes=self.isUndoAvailable(), redoes=self.isRedoAvailable()):
            return False
        return super().event(event)


class _AnswerText(QPlainTextEdit):
    """As ``_AnswerLine``, of several lines."""

    def event(self, event: QEvent) -> bool:
        """Undo and redo it has no use for go on to the window."""
        text = self.document()
        if _passed_on(event, undoes=text.isUndoAvailable(), redoes=text.isRedoAvailable()):
            return False
        return super().event(event)


def _passed_on(event: QEvent, *, undoes: bool, redoes: bool) -> bool:
    """Leaves a key to the window that is undo or redo while the field has nothing of its own for it."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    key = cast("QKeyEvent", event)
    idle_undo = key.matches(QKeySequence.StandardKey.Undo) and not undoes
    if idle_undo or (key.matches(QKeySequence.StandardKey.Redo) and not redoes):
        key.ignore()
        return True
    return False


class SearchField(QLineEdit):
    """A line with a magnifier; ``searched`` comes 150 ms after the last key, at once on Enter.

    Down goes on to ``leads_to``, the list of what was found.
    """

    searched = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self._last = ""
        self.leads_to: QWidget | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        self.setClearButtonEnabled(False)
        self._glass = QLabel(self)
        set_icon(self._glass, "search", "muted", 16)
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_WAIT_MS)
        self._wait.timeout.connect(self._speak)
        self.textEdited.connect(self._wait.start)
        self.returnPressed.connect(self._speak)
        self._wipe = QToolButton(self)
        self._wipe.setAccessibleName(self.tr("Clear the search"))
        self._wipe.setCursor(Qt.CursorShape.ArrowCursor)
        self._wipe.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(self._wipe, "x", "muted", 16)
        self._wipe.clicked.connect(self.wipe)
        self._wipe.hide()
        self.textChanged.connect(lambda text: self._wipe.setVisible(bool(text)))

    def wipe(self) -> None:
        """Empty the line and speak at once."""
        self.clear()
        self._speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the line first; only an empty line passes it on."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.wipe()
        elif event.key() == Qt.Key.Key_Down and self.leads_to is not None and self.leads_to.isVisible():
            self._speak()
            self.leads_to.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep glass and cross at the edges."""
        super().resizeEvent(event)
        self._glass.move(theme.px(12), (self.height() - self._glass.height()) // 2)
        side = theme.px(32)
        self._wipe.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)
        self.setTextMargins(theme.px(26), 0, theme.px(28), 0)

    def _speak(self) -> None:
        self._wait.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)


class NumberField(QSpinBox):
    """A whole number with minus and plus; the wheel changes it only when it has the focus."""

    def __init__(self, name: str, low: int, high: int, value: int, suffix: str = "") -> None:
        super().__init__()
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(suffix)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._minus = self._step_button("minus", self.tr("Less"), self.stepDown)
        self._plus = self._step_button("plus", self.tr("More"), self.stepUp)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the two buttons at the right edge."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for the buttons at the zoom in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_plus"):
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as every other field."""
        return QSize(theme.px(160), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """Room for the number and its two buttons."""
        return QSize(theme.px(144), theme.px(40))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the field is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _step_button(self, drawing: str, words: str, step: Callable[[], None]) -> QToolButton:
        made = QToolButton(self)
        made.setAccessibleName(words)
        made.setAutoRepeat(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.ArrowCursor)
        set_icon(made, drawing, "muted", 16)
        made.clicked.connect(step)
        return made

    def _fit(self) -> None:
        side = theme.px(32)
        top = (self.height() - side) // 2
        self._plus.setGeometry(self.width() - side - 4, top, side, side)
        self._minus.setGeometry(self.width() - 2 * side - 4, top, side, side)
        inset = 10
        self.lineEdit().setGeometry(inset, 2, max(self.width() - 2 * side - inset - 8, 1), self.height() - 4)


class _Combo(QComboBox):
    """A combo box that leaves the wheel to the page while closed and not in use."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
