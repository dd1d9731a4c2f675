"""Owns the small questions of the page: a number of minutes, a sum, a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QDialog, QWidget

from tpmprep.ui.kit.buttons import button, press_focused
from tpmprep.ui.kit.fields import Field, NumberField, line_edit
from tpmprep.ui.kit.layout import label, row, stack
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


class Ask(QDialog):
    """One control and one verb; ``check`` words what is wrong with what was given, empty lets it pass."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        control: QWidget,
        verb: str,
        check: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._check = check
        self.field = Field(title, control)
        self.field.title.hide()
        self.take = button(verb, "primary", then=self._on_take)
        cancel = button(say("Cancel"), then=self.reject)
        self.take.setDefault(True)
        line = row(None, cancel, self.take, spacing=8)
        self.setLayout(
            stack(label(title, "h2", wrap=True), 16, self.field, 24, line, margins=(32, 24, 24, 24))
        )
        control.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, else the verb."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def _on_take(self) -> None:
        wrong = self._check() if self._check else ""
        self.field.set_problem(wrong)
        if not wrong:
            self.accept()


def ask_minutes(parent: QWidget) -> int | None:
    """How many minutes a step took, None where nothing shall be logged."""
    field = NumberField(say("Minutes"), 1, 1440, 45, say(" min"))
    asked = Ask(parent, say("How many minutes?"), field, say("Log time"))
    return field.value() if asked.exec() else None


def ask_hours(parent: QWidget, now: float) -> int | None:
    """How many hours a week, None where they stay."""
    field = NumberField(say("Hours a week"), 1, 80, max(1, round(now)), say(" h a week"))
    asked = Ask(parent, say("How many hours a week?"), field, say("Plan with this"))
    return field.value() if asked.exec() else None


def ask_cost(parent: QWidget, now: float | None) -> tuple[float | None] | None:
    """What a step cost so far: the sum in a tuple (None in it clears it), None where it stays."""
    return _ask_sum(parent, say("What did it cost so far?"), say("Sum"), now)


def ask_planned(parent: QWidget, now: float) -> float | None:
    """How many hours a step is planned to take, None where they stay."""
    asked = _ask_sum(parent, say("How many hours shall it take?"), say("Planned hours"), now)
    return None if asked is None else asked[0] or 0.0


def ask_day(parent: QWidget, title: str, start: date) -> date | None:
    """A day of the calendar, None where it stays."""
    calendar = QCalendarWidget()
    calendar.setAccessibleName(title)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setSelectedDate(QDate(start.year, start.month, start.day))
    asked = Ask(parent, title, calendar, say("Choose this day"))
    calendar.activated.connect(lambda _day: asked.accept())
    if not asked.exec():
        return None
    chosen = calendar.selectedDate()
    return date(chosen.year(), chosen.month(), chosen.day())


def _ask_sum(parent: QWidget, title: str, name: str, now: float | None) -> tuple[float | None] | None:
    field = line_edit(name, "" if now is None else f"{now:g}", hint="20")
    wrong = say("Write a number, such as 20 or 20.50; leave it empty to clear it.")
    asked = Ask(parent, title, field, say("Save"), lambda: "" if _sum(field.text())[1] else wrong)
    return (_sum(field.text())[0],) if asked.exec() else None


def _sum(text: str) -> tuple[float | None, bool]:
    """The sum written, and whether it is one."""
    plain = text.strip().replace(",", ".")
    if not plain:
        return None, True
    try:
        value = float(plain)
    except ValueError:
        return None, False
    return (value, True) if 0 <= value < 1e9 else (None, False)
