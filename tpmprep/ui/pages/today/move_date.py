"""The small popover that moves the date of the aim."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, press_focused
from tpmprep.ui.kit.dates import DateField
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import holder, label, row, stack

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QCloseEvent, QKeyEvent

LATEST_DAYS = 3 * 366


class MoveDate(QFrame):
    """Asks for another day; ``moved`` carries it, or None for no date at all; the same day moves nothing.

    Args:
        parent: the page it floats over.
        today: the present study day; no earlier one can be chosen.
        due_on: the day the aim has now.
    """

    moved = Signal(object)

    def __init__(self, parent: QWidget, today: date, due_on: date | None) -> None:
        super().__init__(parent)
        self._page, self._due_on = parent, due_on
        self.setObjectName("notice")
        self.setAccessibleName(self.tr("Move the date"))
        base = max(today, due_on or today)
        latest = today + timedelta(days=LATEST_DAYS)
        self.field = DateField(self.tr("The new day"), base, today, latest)
        confirm = button(self.tr("Move"), then=self._confirm)
        line = row(self.field, 8, confirm, None)
        inside = stack(
            label(self.tr("When is it?"), "h3"), 12, self._chips(base), 12, line, margins=(20, 16, 20, 20)
        )
        self.setLayout(inside)

    def open_below(self, anchor: QWidget) -> None:
        """Shows it below a widget, inside the page; it closes when the focus goes elsewhere."""
        width = min(theme.px(400), self._page.width() - 16)
        self.resize(width, max(self.heightForWidth(width), self.sizeHint().height()))
        at = anchor.mapTo(self._page, QPoint(0, anchor.height() + 4))
        self.move(max(8, min(at.x(), self._page.width() - self.width() - 8)), at.y())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The page takes the focus back, so that its keys work at once."""
        if self.isAncestorOf(QApplication.focusWidget() or self._page):
            self._page.setFocus()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it and moves nothing, Enter presses the button with the focus, else moves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif press_focused(self, event):
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._confirm()
        else:
            super().keyPressEvent(event)

    def _chips(self, base: date) -> QWidget:
        line = FlowLayout(gap=8)
        for words, days in ((self.tr("+1 week"), 7), (self.tr("+2 weeks"), 14), (self.tr("+4 weeks"), 28)):
            later = base + timedelta(days=days)
            line.addWidget(button(words, "small", then=partial(self._take, later)))
        line.addWidget(button(self.tr("No date yet"), "small", then=partial(self._take, None)))
        return holder(line)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        while now is not None and now is not self:
            now = now.parentWidget()
        if now is None and QApplication.focusWidget() is not None:
            self.close()

    def _confirm(self) -> None:
        self._take(self.field.day())

    def _take(self, day: date | None) -> None:
        self.close()
        if day != self._due_on:
            self.moved.emit(day)
