"""The declarative base: STRICT tables, named constraints, and each table's undo class."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import REAL, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

from tpmprep.core.db.types import Day, Instant, Json, YesNo

if TYPE_CHECKING:
    from tpmprep.core.db.shapes import UndoClass

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """Base of all tables.

    Each table says in ``info["undo"]`` how undo treats it: ``image`` (row images), ``mark`` (append-only
    history, only ``undone_at`` may change), ``identity`` (never deleted, never reused), ``derived``
    (rebuilt or adjusted by triggers) or ``none`` (drafts, window state, the undo list itself).
    """

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Integer,
        str: Text,
        float: REAL,
        bool: YesNo,
        datetime: Instant,
        date: Day,
        dict[str, Any]: Json,
        list[Any]: Json,
        list[str]: Json,
    }


def table_of(undo: UndoClass, *, autoincrement: bool = False) -> dict[str, Any]:
    """The ``__table_args__`` every table carries: STRICT, its undo class, AUTOINCREMENT for identities."""
    return {"sqlite_strict": True, "sqlite_autoincrement": autoincrement, "info": {"undo": undo}}
