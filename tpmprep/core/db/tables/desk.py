"""Tables of the desk: half-typed texts, where the window stood, and the undo list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of


class DraftText(Base, kw_only=True):
    """Text being typed, by the place it is typed in (``answer_note:12``)."""

    __tablename__ = "draft_text"
    __table_args__ = (table_of("none"),)

    place: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    at: Mapped[datetime]


class Kept(Base, kw_only=True):
    """A small piece of state kept between starts (page, position, filter)."""

    __tablename__ = "kept"
    __table_args__ = (table_of("none"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class UndoStep(Base, kw_only=True):
    """One thing that can be undone: its name with values for the wording, and where it happened."""

    __tablename__ = "undo_step"
    __table_args__ = (table_of("none", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    says: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    undone: Mapped[bool] = mapped_column(default=False)


class UndoImage(Base, kw_only=True):
    """A row image of one step: ``op`` is I, U, D (image tables) or M (a history row to mark)."""

    __tablename__ = "undo_image"
    __table_args__ = (table_of("none", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    step_id: Mapped[int] = mapped_column(ForeignKey("undo_step.id"), index=True)
    table_name: Mapped[str]
    op: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None] = mapped_column(default=None)
    after: Mapped[str | None] = mapped_column(default=None)
