"""Tables of the quiz: items, attempts and responses."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of
from tpmprep.core.db.tables.thing import Content


class Item(Content, Base, kw_only=True):
    """A quiz item; ``body`` is what its kind needs (options with reasons, tolerance, …)."""

    __tablename__ = "item"
    __table_args__ = (table_of("image"),)

    kind: Mapped[str]
    stem: Mapped[str]
    body: Mapped[dict[str, Any]]


class Attempt(Base, kw_only=True):
    """One go at a quiz (``practice`` or ``exam``)."""

    __tablename__ = "attempt"
    __table_args__ = (table_of("mark", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str]
    title: Mapped[str]
    started_at: Mapped[datetime]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class Response(Base, kw_only=True):
    """What was given to one item; ``score`` 0–1, ``confidence`` 0 guess, 1 think so, 2 sure."""

    __tablename__ = "response"
    __table_args__ = (
        Index("ix_response_item_id_at", "item_id", "at"),
        Index("ix_response_study_day", "study_day"),
        table_of("mark", autoincrement=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("thing.id"))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"), default=None)
    at: Mapped[datetime]
    study_day: Mapped[date]
    given: Mapped[list[Any]]
    score: Mapped[float]
    confidence: Mapped[int]
    graded: Mapped[bool]
    duration_ms: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
