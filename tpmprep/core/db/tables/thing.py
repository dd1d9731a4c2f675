"""The identity of everything that can be named, recalled, found or tracked, and what all content shares."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from tpmprep.core.db.base import Base, table_of


class Thing(Base, kw_only=True):
    """An identity row: never deleted, never reused, so history always points somewhere.

    ``ref`` is the permanent id (``tpm-core:roadmap.rice``, ``my:…`` for the user's own);
    ``kind`` is one of concept, deck, note, card, item, question, story, path, milestone, step.
    """

    __tablename__ = "thing"
    __table_args__ = (table_of("identity", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str]
    ref: Mapped[str] = mapped_column(unique=True)


class Content(MappedAsDataclass, kw_only=True):
    """Columns of every content table; ``pack_id`` is empty for the user's own things."""

    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    pack_id: Mapped[int | None] = mapped_column(ForeignKey("pack.id"), default=None)
    tier: Mapped[str] = mapped_column(default="core")
    difficulty: Mapped[int] = mapped_column(default=2)
    role: Mapped[str] = mapped_column(default="both")
    explanation: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None] = mapped_column(default=None)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class ConceptOf(Base, kw_only=True):
    """A thing names a concept it teaches or tests; ``position`` 0 is the main one."""

    __tablename__ = "concept_of"
    __table_args__ = (Index("ix_concept_of_concept_id", "concept_id"), table_of("image"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), index=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("thing.id"))
    position: Mapped[int] = mapped_column(default=0)


class ThingTag(Base, kw_only=True):
    """A tag on a thing, as typed."""

    __tablename__ = "thing_tag"
    __table_args__ = (Index("ix_thing_tag_name", "name"), table_of("image"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), index=True)
    name: Mapped[str]


class SearchDoc(Base, kw_only=True):
    """What search finds of a thing: its title and its plain text; the FTS5 index follows by triggers.

    What a note has itself is left out: without ``title`` that is its front, without ``plain`` its back and
    its explanation, after the whole front where ``title`` is a shorter one; ``kind`` goes with ``plain``. The
    view ``search_text`` says all in full.
    """

    __tablename__ = "search_doc"
    __table_args__ = (table_of("image"),)

    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str | None] = mapped_column(default=None)
    title: Mapped[str | None] = mapped_column(default=None)
    plain: Mapped[str | None] = mapped_column(default=None)
