"""Tables of learning: paths, milestones, steps, their prerequisites, progress, hours and evidence."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of
from tpmprep.core.db.tables.thing import Content


class Path(Content, Base, kw_only=True):
    """A learning path; ``followed`` when it is one of the person's own."""

    __tablename__ = "path"
    __table_args__ = (table_of("image"),)

    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    weekly_hours: Mapped[float] = mapped_column(default=5.0)
    followed: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)


class Milestone(Base, kw_only=True):
    """A stage of a path."""

    __tablename__ = "milestone"
    __table_args__ = (table_of("image"),)

    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    path_id: Mapped[int] = mapped_column(ForeignKey("path.thing_id"), index=True)
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class Step(Content, Base, kw_only=True):
    """One thing to do; ``body`` holds url, provider, what, done_when, cost and the kind's own fields."""

    __tablename__ = "step"
    __table_args__ = (table_of("image"),)

    kind: Mapped[str]
    title: Mapped[str]
    hours: Mapped[float] = mapped_column(default=1.0)
    body: Mapped[dict[str, Any]]


class PathStep(Base, kw_only=True):
    """A step's place in a path; one step can stand in several paths."""

    __tablename__ = "path_step"
    __table_args__ = (Index("ix_path_step_path_id", "path_id", "position"), table_of("image"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    path_id: Mapped[int] = mapped_column(ForeignKey("path.thing_id"))
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.thing_id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("step.thing_id"), index=True)
    position: Mapped[int]
    optional: Mapped[bool] = mapped_column(default=False)


class StepNeed(Base, kw_only=True):
    """A prerequisite: within one ``choice`` any step is enough, all choices must be met."""

    __tablename__ = "step_need"
    __table_args__ = (table_of("image"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.thing_id"), index=True)
    choice: Mapped[int]
    needs_id: Mapped[int] = mapped_column(ForeignKey("thing.id"))


class StepProgress(Base, kw_only=True):
    """Where the person stands with a step: next, doing, waiting, done or not_for_me."""

    __tablename__ = "step_progress"
    __table_args__ = (table_of("image"),)

    step_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(default="next")
    started_on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    tested_out: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")
    cost: Mapped[float | None] = mapped_column(default=None)
    body: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class HourLog(Base, kw_only=True):
    """Minutes spent on a step; append-only."""

    __tablename__ = "hour_log"
    __table_args__ = (
        Index("ix_hour_log_step_id", "step_id"),
        table_of("mark", autoincrement=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    step_id: Mapped[int] = mapped_column(ForeignKey("thing.id"))
    at: Mapped[datetime]
    study_day: Mapped[date]
    minutes: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class Evidence(Base, kw_only=True):
    """Proof that a step is done: a link, a file's name or a note."""

    __tablename__ = "evidence"
    __table_args__ = (table_of("image", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    step_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
