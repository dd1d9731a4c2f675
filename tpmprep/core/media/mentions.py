"""Which pictures and sounds the texts of a profile name, wherever a text can stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Text, func, select, type_coerce

from tpmprep.core.db.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column
    from sqlalchemy.orm import Session

_REF: Final = re.compile(r"media:([0-9a-f]{64}\.[a-z0-9]{3,4})")
_WORDLESS: Final = {"review", "response", "memory", "day_tally", "hour_log", "search_doc", "media", "thing"}
"""Long tables in which no text of a person stands."""


def mentioned(session: Session) -> dict[str, str]:
    """File names (``<sha256>.<ext>``) that any text names, each with one table that does.

    Texts in the trash, half-typed texts, takes and the undo list count: from all of them a picture can
    come back.
    """
    found: dict[str, str] = {}
    for column in _texts():
        query = select(type_coerce(column, Text)).where(func.instr(column, "media:") > 0)
        for text in session.execute(query).scalars():
            for name in names_in(str(text)):
                found.setdefault(name, column.table.name)
    return found


def names_in(text: str) -> list[str]:
    """The file names (``<sha256>.<ext>``) that a text names, in its order."""
    return _REF.findall(text)


def _texts() -> Iterator[Column[Any]]:
    for table in Base.metadata.sorted_tables:
        if table.name not in _WORDLESS:
            yield from (column for column in table.columns if column.type.compile() == "TEXT")
