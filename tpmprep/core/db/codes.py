"""The small numbers that stand for words and days in the log of reviews, for statements in plain SQL."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOMS: Final = {"cards": 0, "quiz": 1, "interview": 2}
"""``review.room``; a number is never given to another room."""
KINDS: Final = {"review": 0, "learn": 1, "relearn": 2, "drill": 3}
"""``review.kind``; a number is never given to another kind. 0 and 1 take no byte in a row of SQLite."""
KIND_WORDS: Final = {number: word for word, number in KINDS.items()}
CARDS: Final = ROOMS["cards"]
DRILL: Final = KINDS["drill"]
_WORDS: Final = {"room": {at: said for said, at in ROOMS.items()}, "kind": KIND_WORDS}
_FIRST_DAY: Final = 719_163  # the ordinal of 1970-01-01
_LAST_DAY: Final = date.max.toordinal() - _FIRST_DAY


def day_number(day: date) -> int:
    """The days from 1970-01-01 to a day."""
    return day.toordinal() - _FIRST_DAY


def in_words(column: str, value: object) -> object:
    """A value of the log of reviews as a person reads it; what older schemas wrote in words stays."""
    if not isinstance(value, int):
        return value
    if column == "study_day":
        return date.fromordinal(value + _FIRST_DAY).isoformat() if 0 <= value <= _LAST_DAY else value
    return _WORDS.get(column, {}).get(value, value)


def day_text(column: str) -> str:
    """The SQL expression of a day number as ``YYYY-MM-DD``."""
    return f"date({column} * 86400, 'unixepoch')"


def word(column: str, codes: Mapping[str, int]) -> str:
    """The SQL expression of the word that a number stands for."""
    cases = " ".join(f"WHEN {number} THEN '{said}'" for said, number in codes.items())
    return f"CASE {column} {cases} END"


def number(column: str, codes: Mapping[str, int]) -> str:
    """The SQL expression of a word's number; what is a number already stays."""
    cases = " ".join(f"WHEN '{said}' THEN {number}" for said, number in codes.items())
    return f"CASE {column} {cases} ELSE {column} END"
