"""Makes and changes a person's own paths and their milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.catalog.things import identity, index, unindex
from tpmprep.core.db.tables.learning import Milestone, Path, PathStep, Step
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.learning.milestones import add_milestone
from tpmprep.core.learning.order import places
from tpmprep.core.learning.written import (
    live_path,
    need_own_path,
    path_values,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.learning.faces import PathDraft


def add_path(session: Session, draft: PathDraft, now: datetime) -> int:
    """An own path without milestones, followed at once; raises ``path.field``."""
    values = path_values(draft)
    path_id = identity(session, "path", own_ref("path"))
    last = session.scalar(select(func.max(Path.position))) or 0
    session.add(Path(thing_id=path_id, created_at=now, followed=True, position=last + 1, **values))
    session.flush()
    index(session, path_id, "path", values["title"], to_plain(values["summary"]))
    return path_id


def copy_path(session: Session, path_id: int, title: str, now: datetime) -> int:
    """An own path with the milestones and steps of another one."""
    given = live_path(session, path_id)
    copy = identity(session, "path", own_ref("path"))
    session.add(
        Path(
            thing_id=copy, created_at=now, title=title, summary=given.summary, explanation=given.explanation,
            weekly_hours=given.weekly_hours, followed=True, position=given.position,
        )
    )  # fmt: skip
    session.flush()
    stages = {
        stage.thing_id: add_milestone(session, copy, stage.title, stage.about)
        for stage in session.scalars(
            select(Milestone).where(Milestone.path_id == path_id).order_by(Milestone.position)
        )
    }
    for place in places(session, path_id):
        if place.milestone_id in stages:
            stage = stages[place.milestone_id]
            session.add(
                PathStep(
                    path_id=copy, milestone_id=stage, step_id=place.step_id, position=place.position,
                    optional=place.optional,
                )
            )  # fmt: skip
    index(session, copy, "path", title, to_plain(given.summary))
    return copy


def edit_path(session: Session, path_id: int, draft: PathDraft) -> None:
    """Changes title, summary and for whom; raises ``path.field``, ``path.shipped``."""
    row = need_own_path(session, path_id)
    for name, value in path_values(draft).items():
        setattr(row, name, value)
    index(session, path_id, "path", row.title, to_plain(row.summary))


def delete_path(session: Session, path_id: int, now: datetime) -> None:
    """Puts an own path into the trash, with its own steps that no other path holds."""
    row = need_own_path(session, path_id)
    row.deleted_at = now
    held = set(session.scalars(select(PathStep.step_id).where(PathStep.path_id == path_id)))
    elsewhere = select(PathStep.step_id).join(Path, Path.thing_id == PathStep.path_id)
    kept = set(session.scalars(elsewhere.where(PathStep.path_id != path_id, Path.deleted_at.is_(None))))
    gone = [path_id]
    going = select(Step).where(
        Step.thing_id.in_(held - kept), Step.pack_id.is_(None), Step.deleted_at.is_(None)
    )
    for step in session.scalars(going):
        step.deleted_at = now
        gone.append(step.thing_id)
    unindex(session, gone)
