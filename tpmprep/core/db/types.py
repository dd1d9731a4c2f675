"""Column types over SQLite's STRICT ones: instants, days, flags, JSON."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Dialect, Integer, Text, TypeDecorator

from tpmprep.core.db.codes import day_number
from tpmprep.core.db.instants import from_ms, to_ms


class Instant(TypeDecorator[datetime]):
    """A UTC instant, stored as whole milliseconds since 1970; a naive datetime is refused."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To milliseconds."""
        del dialect
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From milliseconds, always in UTC."""
        del dialect
        return None if value is None else from_ms(value)


class Day(TypeDecorator[date]):
    """A calendar or study day, stored as ``YYYY-MM-DD``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To ISO text."""
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """From ISO text."""
        del dialect
        return None if value is None else date.fromisoformat(value)


class DayNumber(TypeDecorator[date]):
    """A study day of a table with very many rows, stored as days since 1970-01-01."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        """To its number."""
        del dialect
        return None if value is None else day_number(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> date | None:
        """From its number."""
        del dialect
        return None if value is None else date(1970, 1, 1) + timedelta(days=value)


class Code(TypeDecorator[str]):
    """One of a few words, stored as its number."""

    impl = Integer
    cache_ok = True

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """To its number; ValueError for a word that is none of them."""
        del dialect
        return None if value is None else self.words.index(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """From its number."""
        del dialect
        return None if value is None else self.words[value]


class YesNo(TypeDecorator[bool]):
    """True or false, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: FBT001
        """To 1 or 0."""
        del dialect
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """From 1 or 0."""
        del dialect
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """Any JSON value, stored as text with non-ASCII letters kept readable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """To JSON text."""
        del dialect
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """From JSON text."""
        del dialect
        return None if value is None else json.loads(value)
