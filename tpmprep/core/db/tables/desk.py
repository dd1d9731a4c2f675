"""Tables of the desk: half-typed texts, where the window stood, and the undo list."""

from datetime import datetime
from typing import Any

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
    """One thing that can be undone: its name with values for the wording, and where it happened.

    Its images are those from ``first_image`` up to the next step's; ``changed`` holds the ``Change`` flags.
    """

    __tablename__ = "undo_step"
    __table_args__ = (table_of("none", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    says: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    undone: Mapped[bool] = mapped_column(default=False)
    changed: Mapped[int] = mapped_column(default=0)
    first_image: Mapped[int] = mapped_column(default=0)


class UndoImage(Base, kw_only=True):
    """A row image: ``op`` is I, U, D (image tables), M (a history row to mark) or R (many new rows at once).

    For R ``row_id`` is the first and ``last_id`` the last of the new rows.
    """

    __tablename__ = "undo_image"
    __table_args__ = (table_of("none", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    table_name: Mapped[str]
    op: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None] = mapped_column(default=None)
    after: Mapped[str | None] = mapped_column(default=None)
    last_id: Mapped[int | None] = mapped_column(default=None)


class UndoRow(Base, kw_only=True):
    """A row that the undo of an R took away, for its redo."""

    __tablename__ = "undo_row"
    __table_args__ = (table_of("none"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    image_id: Mapped[int] = mapped_column(index=True)
    after: Mapped[str]
