"""Owns the field for a day: the month by its name, yet typed by digits as well; arrows, a calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDateEdit

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent

Section = QDateEdit.Section
_BETWEEN = " .,/-"
_LETTERS = {Section.DaySection: "d", Section.MonthSection: "M", Section.YearSection: "y"}


def date_format(locale: QLocale) -> str:
    """Day, month by its short name and year, in the order of a language."""
    first = locale.dateFormat(QLocale.FormatType.ShortFormat).lstrip("'")[:1]
    return {"M": "MMM d, yyyy", "y": "yyyy MMM d"}.get(first, "d MMM yyyy")


class DateField(QDateEdit):
    """A day; ``settled`` carries it once it was chosen: by Enter, by leaving the field, in the calendar.

    Args:
        name: what is read aloud.
        day: the day shown first.
        first: the earliest day that can be chosen.
        last: the latest one.
    """

    settled = Signal(object)

    def __init__(self, name: str, day: date, first: date | None = None, last: date | None = None) -> None:
        super().__init__(_qdate(day))
        self._typed, self._went_on, self._year = "", False, day.year
        self._told: object = day
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        form = date_format(self.locale())
        self._order = tuple(sorted(_LETTERS, key=lambda part: form.index(_LETTERS[part])))
        self.setDisplayFormat(form)
        self.setMinimumWidth(theme.px(168))
        if first is not None:
            self.setMinimumDate(_qdate(first))
        if last is not None:
            self.setMaximumDate(_qdate(last))
        self.editingFinished.connect(self._settle)
        self.calendarWidget().clicked.connect(self._settle)
        self.calendarWidget().activated.connect(self._settle)

    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Shows another day and tells nobody."""
        self._told = day
        self.setDate(_qdate(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits name a month too, 1 to 12; what stands between the parts of a date goes on to the next."""
        text, section = event.text(), self.currentSection()
        if text and text in _BETWEEN:
            self._go_on(section)
        elif section == Section.MonthSection and text.isdecimal():
            self._type_month(text)
        else:
            self._typed = ""
            super().keyPressEvent(event)
            self._went_on = text.isdecimal() and self.currentSection() != section

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll unless the field is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _go_on(self, section: QDateEdit.Section) -> None:
        """To the next part, unless the last digit went there already."""
        if not self._went_on:
            after = self._order.index(section) + 1 if section in self._order else 0
            self.setSelectedSection(self._order[min(after, 2)])
        self._went_on, self._typed = False, ""

    def _type_month(self, digit: str) -> None:
        if not self._typed:
            self._year = self.date().year()
        both = self._typed + digit
        self._typed = both if int(both) <= 12 else digit
        month = int(self._typed)
        if month:
            self._set_month(month)
        self._went_on = month > 1 or len(self._typed) > 1
        if self._went_on:
            self._typed = ""
            self.setSelectedSection(self._order[self._order.index(Section.MonthSection) + 1])

    def _set_month(self, month: int) -> None:
        """The month with the day as typed; one that has passed is meant for next year."""
        typed = self.sectionText(Section.DaySection)
        day = int(typed) if typed.isdecimal() and int(typed) else self.date().day()
        meant = QDate(self._year, month, min(day, QDate(self._year, month, 1).daysInMonth()))
        self.setDate(meant if meant >= self.minimumDate() else meant.addYears(1))
        self.setSelectedSection(Section.MonthSection)

    def _settle(self, _day: object = None) -> None:
        if self.day() != self._told:
            self._told = self.day()
            self.settled.emit(self._told)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
