"""The order of steps in a person's own path: put in, moved, taken out, made optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from tpmprep.core.db.tables.learning import Milestone, PathStep, Step
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.written import need_own_path, need_stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def use_step(session: Session, stage_id: int, step_id: int) -> int:
    """Puts a step at the end of a milestone, from elsewhere in the same path too; returns the path."""
    path_id = need_stage(session, stage_id).path_id
    step = session.get(Step, step_id)
    if step is None or step.deleted_at is not None:
        raise UserError("step.gone", id=step_id)
    order = [place for place in places(session, path_id) if place.step_id != step_id]
    had = next((place for place in places(session, path_id) if place.step_id == step_id), None)
    place = had or PathStep(path_id=path_id, milestone_id=stage_id, step_id=step_id, position=0)
    session.add(place)
    place.milestone_id = stage_id
    stages = _stage_order(session, path_id)
    at = sum(stages[other.milestone_id] <= stages[stage_id] for other in order)
    order.insert(at, place)
    _number(order)
    return path_id


def move_step(session: Session, path_id: int, step_id: int, by: int) -> None:
    """Moves a step one place up or down; at the edge of a milestone it goes over into the next one."""
    need_own_path(session, path_id)
    order = places(session, path_id)
    at = next((n for n, place in enumerate(order) if place.step_id == step_id), None)
    if at is None:
        raise UserError("step.gone", id=step_id)
    stages = list(_stage_order(session, path_id))
    stage = stages.index(order[at].milestone_id)
    other = at + (1 if by > 0 else -1)
    same = 0 <= other < len(order) and order[other].milestone_id == order[at].milestone_id
    if same:
        order[at], order[other] = order[other], order[at]
    elif 0 <= stage + (1 if by > 0 else -1) < len(stages):
        order[at].milestone_id = stages[stage + (1 if by > 0 else -1)]
    _number(order)


def take_out(session: Session, path_id: int, step_id: int) -> None:
    """Takes a step out of an own path; the step itself stays for other paths and for search."""
    need_own_path(session, path_id)
    session.execute(delete(PathStep).where(PathStep.path_id == path_id, PathStep.step_id == step_id))


def set_optional(session: Session, path_id: int, step_id: int, *, optional: bool) -> None:
    """Says whether a step counts only once it is begun."""
    need_own_path(session, path_id)
    for place in places(session, path_id):
        if place.step_id == step_id:
            place.optional = optional


def places(session: Session, path_id: int) -> list[PathStep]:
    """The places of a path in order; what is in memory counts."""
    session.flush()
    rows = session.scalars(select(PathStep).where(PathStep.path_id == path_id).order_by(PathStep.position))
    return list(rows)


def _stage_order(session: Session, path_id: int) -> dict[int, int]:
    query = select(Milestone.thing_id).where(Milestone.path_id == path_id).order_by(Milestone.position)
    return {stage_id: at for at, stage_id in enumerate(session.scalars(query))}


def _number(order: Sequence[PathStep]) -> None:
    for at, place in enumerate(order):
        if place.position != at:
            place.position = at
