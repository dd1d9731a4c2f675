"""Tables of the catalog: domains, concepts, and which concepts a person has met."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of
from tpmprep.core.db.tables.thing import Content


class Domain(Base, kw_only=True):
    """One of the subjects of the syllabus."""

    __tablename__ = "domain"
    __table_args__ = (table_of("image"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    ref: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    pack_id: Mapped[int | None] = mapped_column(ForeignKey("pack.id"), default=None)


class Concept(Content, Base, kw_only=True):
    """One idea of the syllabus: a brief readable in 60 seconds and one example."""

    __tablename__ = "concept"
    __table_args__ = (table_of("image"),)

    domain_id: Mapped[int] = mapped_column(ForeignKey("domain.id"), index=True)
    title: Mapped[str]
    brief: Mapped[str]
    example: Mapped[str] = mapped_column(default="")
    aliases: Mapped[list[str]] = mapped_column(default_factory=list)
    after: Mapped[list[str]] = mapped_column(default_factory=list)
    position: Mapped[int] = mapped_column(default=0)


class ConceptMet(Base, kw_only=True):
    """The first time a concept was shown to the person."""

    __tablename__ = "concept_met"
    __table_args__ = (table_of("image"),)

    concept_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime]
