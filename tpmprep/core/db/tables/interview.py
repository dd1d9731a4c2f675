"""Tables of the interview room: categories, questions, answer notes, stories, rehearsals."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of
from tpmprep.core.db.tables.thing import Content


class Category(Base, kw_only=True):
    """A kind of interview question, and the round it belongs to."""

    __tablename__ = "category"
    __table_args__ = (table_of("image"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    ref: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    round: Mapped[str]
    body: Mapped[dict[str, Any]]
    position: Mapped[int]
    pack_id: Mapped[int | None] = mapped_column(ForeignKey("pack.id"), default=None)


class Question(Content, Base, kw_only=True):
    """A prompt in the bank; ``body`` holds outline, rubric, parts, follow-ups, mistakes."""

    __tablename__ = "question"
    __table_args__ = (table_of("image"),)

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    prompt: Mapped[str]
    minutes: Mapped[float] = mapped_column(default=3.0)
    starred: Mapped[bool] = mapped_column(default=False)
    body: Mapped[dict[str, Any]]


class AnswerNote(Base, kw_only=True):
    """The user's prepared answer to a question, in Markdown."""

    __tablename__ = "answer_note"
    __table_args__ = (table_of("image"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    text: Mapped[str]
    edited_at: Mapped[datetime]


class Story(Content, Base, kw_only=True):
    """A STAR story with its reflection."""

    __tablename__ = "story"
    __table_args__ = (table_of("image"),)

    title: Mapped[str]
    situation: Mapped[str] = mapped_column(default="")
    task: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    reflection: Mapped[str] = mapped_column(default="")
    competencies: Mapped[list[str]] = mapped_column(default_factory=list)


class Rehearsal(Base, kw_only=True):
    """One take: a timed practice of a question or story, with its self-score 1–5 and one improvement."""

    __tablename__ = "rehearsal"
    __table_args__ = (
        Index("ix_rehearsal_thing_id_at", "thing_id", "at"),
        table_of("mark", autoincrement=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"))
    at: Mapped[datetime]
    study_day: Mapped[date]
    duration_ms: Mapped[int]
    score: Mapped[int | None]
    improve: Mapped[str]
    text: Mapped[str]
    parts: Mapped[list[str]]
    recording: Mapped[str | None] = mapped_column(default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
