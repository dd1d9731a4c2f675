"""Tests of the numbers in the log of reviews: they lead back to the words and days they stand for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmprep.core.db.codes import KINDS, ROOMS, day_number, day_text, in_words, number, word

DAYS = st.dates(date(1970, 1, 1), date(9999, 12, 31))


def answer(expression: str) -> object:
    with closing(sqlite3.connect(":memory:")) as raw:
        return raw.execute(f"SELECT {expression}").fetchone()[0]


@given(DAYS)
def test_a_day_leads_back_from_its_number_in_python_and_in_sql(day: date) -> None:
    at = day_number(day)
    assert in_words("study_day", at) == answer(day_text(str(at))) == day.isoformat()


@pytest.mark.parametrize("codes", [ROOMS, KINDS])
def test_a_word_leads_back_from_its_number(codes: dict[str, int]) -> None:
    for said, at in codes.items():
        assert answer(word(str(at), codes)) == said
        assert answer(number(f"'{said}'", codes)) == answer(number(str(at), codes)) == at


def test_no_number_of_the_released_schema_ever_stands_for_another_word() -> None:
    assert {"cards": 0, "quiz": 1, "interview": 2}.items() <= ROOMS.items()
    assert {"review": 0, "learn": 1, "relearn": 2, "drill": 3}.items() <= KINDS.items()


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("room", 1, "quiz"),
        ("kind", 3, "drill"),
        ("room", "cards", "cards"),
        ("kind", 99, 99),
        ("study_day", -1, -1),
        ("study_day", 1 << 60, 1 << 60),
        ("study_day", "2026-03-02", "2026-03-02"),
        ("rating", 3, 3),
        ("undone_at", None, None),
    ],
)
def test_what_cannot_be_read_is_told_as_it_is(column: str, value: object, said: object) -> None:
    assert in_words(column, value) == said
