"""Owns how a day is said, seen from today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from datetime import date

NEAR = 14


def day_words(day: date, today: date) -> str:
    """A past day as seen from today: today, yesterday, 4 days ago, 12 March; a later one counts as today."""
    days = (today - day).days
    if days <= 0:
        return QCoreApplication.translate("Days", "today")
    if days == 1:
        return QCoreApplication.translate("Days", "yesterday")
    if days < NEAR:
        return QCoreApplication.translate("Days", "{0} days ago").replace("{0}", str(days))
    form = "d MMMM" if day.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
