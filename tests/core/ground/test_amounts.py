"""Tests of numbers as people type them: read exactly, or refused with what to write instead."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.refusals import refuses
from tpmprep.core.ground.amounts import plain_number, read_amount
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.words import sentence


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.5", "3/2", ""),
        ("1,5", "3/2", ""),
        (" 0,125 ", "1/8", ""),
        ("43.829", "43829/1000", ""),
        ("1234,5", "2469/2", ""),
        (".5", "1/2", ""),
        (",5", "1/2", ""),
        ("5.", "5", ""),
        ("-3", "-3", ""),
        ("−3,5", "-7/2", ""),
        ("+4", "4", ""),
        ("1e6", "1000000", ""),
        ("1.5E-3", "3/2000", ""),
        ("1/3", "1/3", ""),
        ("-2 / 5", "-2/5", ""),
        ("5%", "5", "%"),
        ("5 %", "5", "%"),
        ("43.2 min", "216/5", "min"),
        ("12 h", "12", "h"),
        ("$400", "400", "$"),
        ("-$4.50", "-9/2", "$"),
        ("400 €", "400", "€"),
        ("25 req/s", "25", "req/s"),
        ("7\u00a0days", "7", "days"),
        ("\uff11\uff0e\uff15", "3/2", ""),
        ("\uff0d\uff11\uff0c\uff15\u3000\uff05", "-3/2", "%"),
    ],
)
def test_a_number_is_read_exactly_with_its_unit(text: str, value: str, unit: str) -> None:
    amount = read_amount(text)
    assert (amount.value, amount.unit) == (Fraction(value), unit)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1 500", "1500"),
        ("1'500", "1500"),
        ("1’500", "1500"),
        ("1_500", "1500"),
        ("1\u202f500", "1500"),
        ("1\u2009500", "1500"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("$12 000", "12000"),
    ],
)
def test_separators_of_thousands_are_refused_with_what_to_write(text: str, whole: str) -> None:
    with refuses("number.thousands", whole=whole):
        read_amount(text)


def test_a_comma_that_may_be_either_is_asked_about() -> None:
    with refuses("number.comma", whole="1500", point="1.500"):
        read_amount("1,500")
    assert "Write 1500 without a separator" in sentence("number.comma", {"whole": "1500", "point": "1.500"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number.empty"),
        ("  ", "number.empty"),
        ("about ten", "number.unclear"),
        ("1.5.2", "number.unclear"),
        ("1 1/2", "number.unclear"),
        ("12 or 13", "number.unclear"),
        ("1..2", "number.unclear"),
        ("1/0", "number.zero"),
        ("1e99", "number.large"),
        ("9" * 200, "number.unclear"),
    ],
)
def test_what_is_no_number_is_refused(text: str, code: str) -> None:
    with refuses(code):
        read_amount(text)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    code, told = "number.", ""
    try:
        read_amount(text)
    except UserError as error:
        code, told = error.code, str(error)
    assert code.startswith("number.")
    assert not told.startswith("number.")


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_point_and_comma_mean_the_same_wherever_both_are_taken(number: int, places: int) -> None:
    value = Fraction(number, 10**places)
    point = f"{number / 10**places:.{places}f}" if places != 3 else f"{value.numerator}/{value.denominator}"
    assert read_amount(point).value == read_amount(point.replace(".", ",")).value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("216/5", "43.2"),
        ("1500", "1500"),
        ("1/3", "0.333333"),
        ("-7/2", "-3.5"),
        ("1/10000000", "1e-07"),
        ("1" + "0" * 18, "1e+18"),
    ],
)
def test_a_number_is_shown_with_a_point_and_few_digits(value: str, shown: str) -> None:
    assert plain_number(Fraction(value)) == shown
