"""Owns the quick way to put down very many rows: many to a statement."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

VALUES_AT_ONCE = 4000
"""SQLite takes 32,766 in a statement; beyond a few thousand there is no gain."""


def put_rows(raw: sqlite3.Connection, insert: str, rows: Iterable[Sequence[object]]) -> None:
    """Inserts rows in their order.

    Of each page that a statement touches SQLite keeps a copy where a trigger may yet refuse the statement, as
    ours may on every table with undo: for a statement a row that is more work than the row.

    Args:
        raw: the writing connection, inside a transaction.
        insert: ``INSERT INTO … VALUES (…)`` of one row, nothing after it.
        rows: the values of each row.
    """
    values = insert[insert.rindex("VALUES") + len("VALUES") :].strip()
    left, at_once = iter(rows), VALUES_AT_ONCE // values.count("?")
    while part := list(islice(left, at_once)):
        raw.execute(insert + f", {values}" * (len(part) - 1), list(chain.from_iterable(part)))
