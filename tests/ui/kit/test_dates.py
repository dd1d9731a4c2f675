from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from tpmprep.ui.kit.dates import DateField, date_format

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY, LATER = date(2026, 11, 22), date(2026, 12, 13)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField("The day", LATER, first=TODAY)
    qtbot.addWidget(made)
    made.show()
    made.setSelectedSection(DateField.Section.DaySection)
    return made


def test_the_month_is_shown_by_its_name(field: DateField) -> None:
    assert field.text() == "13 Dec 2026"


@pytest.mark.parametrize(
    ("language", "form"), [("de_DE", "d MMM yyyy"), ("en_US", "MMM d, yyyy"), ("ja_JP", "yyyy MMM d")]
)
def test_the_order_is_that_of_the_language(language: str, form: str) -> None:
    assert date_format(QLocale(language)) == form


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22122026", date(2026, 12, 22)),
        ("22 12", date(2026, 12, 22)),
        ("5.1.", date(2027, 1, 5)),
        ("5 1 2027", date(2027, 1, 5)),
        ("05012027", date(2027, 1, 5)),
        ("31/2/2027", date(2027, 2, 28)),
        ("5-11-2027", date(2027, 11, 5)),
    ],
)
def test_digits_are_typed_as_one_writes_a_date(field: DateField, typed: str, meant: date) -> None:
    told: list[object] = []
    field.settled.connect(told.append)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == meant
    assert told == [meant]


def test_an_unchanged_day_is_not_told(field: DateField) -> None:
    told: list[object] = []
    field.settled.connect(told.append)
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.set_day(TODAY)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == []


def test_arrows_step_and_a_day_before_the_first_is_not_taken(field: DateField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == date(2026, 12, 14)
    field.set_day(TODAY)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.day() == TODAY
