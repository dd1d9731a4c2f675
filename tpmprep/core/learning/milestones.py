"""Adds, changes and removes the milestones of a person's own path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from tpmprep.core.catalog.things import identity
from tpmprep.core.db.tables.learning import Milestone, PathStep, Step
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.learning.written import LONGEST_TEXT, need_own_path, need_stage, written_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST_MILESTONE = "First steps"


def add_milestone(session: Session, path_id: int, title: str, about: str = "") -> int:
    """A milestone at the end of an own path; raises ``path.field``."""
    need_own_path(session, path_id)
    last = session.scalar(select(func.max(Milestone.position)).where(Milestone.path_id == path_id))
    stage_id = identity(session, "milestone", own_ref("milestone"))
    place = 0 if last is None else last + 1
    title = written_title(title, "path.field")
    session.add(
        Milestone(thing_id=stage_id, path_id=path_id, title=title, about=about.strip(), position=place)
    )
    session.flush()
    return stage_id


def edit_milestone(session: Session, stage_id: int, title: str, about: str) -> int:
    """Renames a milestone; returns its path."""
    stage = need_stage(session, stage_id)
    stage.title, stage.about = written_title(title, "path.field"), about.strip()[:LONGEST_TEXT]
    return stage.path_id


def remove_milestone(session: Session, stage_id: int) -> int:
    """Takes an empty milestone away; returns its path; raises ``path.milestone_full``."""
    stage = need_stage(session, stage_id)
    live = select(func.count()).join(Step, Step.thing_id == PathStep.step_id).select_from(PathStep)
    steps = session.scalar(live.where(PathStep.milestone_id == stage_id, Step.deleted_at.is_(None))) or 0
    if steps:
        raise UserError("path.milestone_full", title=stage.title, steps=steps)
    session.execute(delete(PathStep).where(PathStep.milestone_id == stage_id))
    session.delete(stage)
    return stage.path_id
