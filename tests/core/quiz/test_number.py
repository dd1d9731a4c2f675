"""Tests of numeric items: units, tolerance, and the reasons of common wrong values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.core.refusals import refuses
from tpmprep.core.quiz.faces import NumberKey, Slip
from tpmprep.core.quiz.number import is_right, slip_of

DOWN = NumberKey(
    "43.2",
    "1%",
    "min",
    (("h", "60"), ("s", "1/60")),
    (Slip("4.32", "That is 99.99 %."), Slip("525.6", "That is the year.")),
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("43.2", True),
        ("43,2 min", True),
        ("43.6", True),
        ("43.7", False),
        ("42.8", True),
        ("0.72 h", True),
        ("0,72 H", True),
        ("2592 s", True),
        ("43 s", False),
        ("-43.2", False),
    ],
)
def test_a_value_counts_within_its_tolerance_in_any_unit_taken(text: str, right: bool) -> None:
    assert is_right(DOWN, DOWN.read(text)) is right


def test_a_unit_that_is_not_taken_is_refused_with_those_that_are() -> None:
    with refuses("number.unit", units="min / h / s"):
        DOWN.read("43.2 days")
    with refuses("number.unit_none"):
        NumberKey("12").read("12 people")


def test_a_unit_is_taken_in_any_case_but_never_guessed() -> None:
    key = NumberKey("8", unit="Mbit", units=(("MB", "8"), ("Mb", "1")))
    assert [key.read(text) for text in ("1 MB", "1 Mb", "1 mbit")] == [Fraction(8), Fraction(1), Fraction(1)]
    with refuses("number.unit"):
        key.read("1 mb")


def test_per_cent_is_a_hundredth_where_a_share_is_asked_and_itself_where_per_cent_is() -> None:
    assert NumberKey("0.05").read("5%") == Fraction(1, 20)
    assert NumberKey("5", unit="%").read("5 %") == 5
    with refuses("number.unit"):
        DOWN.read("5 %")


def test_an_absolute_tolerance_is_in_the_unit_and_none_means_exact() -> None:
    assert is_right(NumberKey("100", "5", "%"), Fraction(105))
    assert not is_right(NumberKey("100", "5", "%"), Fraction(106))
    assert not is_right(NumberKey("100"), Fraction(10001, 100))
    assert is_right(NumberKey("1/3", ""), Fraction(1, 3))


def test_a_tolerance_in_per_cent_of_a_negative_value_reaches_to_both_sides() -> None:
    key = NumberKey("-200", "1%")
    assert is_right(key, Fraction(-198))
    assert is_right(key, Fraction(-202))
    assert not is_right(key, Fraction(200))


def test_a_common_wrong_value_has_its_reason_and_the_nearest_one_wins() -> None:
    assert slip_of(DOWN, DOWN.read("4.3")) == "That is 99.99 %."
    assert slip_of(DOWN, DOWN.read("43.2")) == ""
    assert slip_of(DOWN, DOWN.read("100")) == ""
    wide = NumberKey("100", "3", "", (), (Slip("90", "far"), Slip("93", "near")))
    assert slip_of(wide, Fraction(92)) == "near"
