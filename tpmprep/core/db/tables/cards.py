"""Tables of cards: decks, notes, the cards made from them, and sittings."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of
from tpmprep.core.db.tables.thing import Content


class Deck(Content, Base, kw_only=True):
    """A deck in the tree of decks."""

    __tablename__ = "deck"
    __table_args__ = (table_of("image"),)

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("deck.thing_id"), default=None, index=True)
    title: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class Note(Content, Base, kw_only=True):
    """What is known, as fields of its kind."""

    __tablename__ = "note"
    __table_args__ = (table_of("image"),)

    deck_id: Mapped[int] = mapped_column(ForeignKey("deck.thing_id"), index=True)
    kind: Mapped[str]
    fields: Mapped[dict[str, Any]]


class Card(Base, kw_only=True):
    """One question made from a note; its schedule is the ``memory`` row of the same thing."""

    __tablename__ = "card"
    __table_args__ = (table_of("image"),)

    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.thing_id"), index=True)
    deck_id: Mapped[int] = mapped_column(ForeignKey("deck.thing_id"))
    ord: Mapped[int]
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class Sitting(Base, kw_only=True):
    """One run of exercises; ``plan`` is the list of ``[kind, thing_id]`` it began with."""

    __tablename__ = "sitting"
    __table_args__ = (table_of("none", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str]
    minutes: Mapped[int]
    plan: Mapped[list[Any]]
    started_at: Mapped[datetime]


class SittingPlace(Base, kw_only=True):
    """How far a sitting has come; small, because undo keeps its image at each answer."""

    __tablename__ = "sitting_place"
    __table_args__ = (table_of("image"),)

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(default=0)
    front: Mapped[list[Any]] = mapped_column(default_factory=list)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
