"""Puts paths, milestones and steps down as a pack or an import brings them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from tpmprep.core.catalog.putting import put_down, settle
from tpmprep.core.catalog.things import identity, index, name_tags
from tpmprep.core.db.tables.learning import Milestone, Path, PathStep, Step, StepNeed, StepProgress
from tpmprep.core.ground.markup import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A milestone with its steps: (thing id of the step, optional)."""

    ref: str
    title: str
    about: str
    steps: tuple[tuple[int, bool], ...]


def put_step(
    session: Session,
    ref: str,
    values: Mapping[str, Any],
    concept_ids: Sequence[int],
    tags: Iterable[str],
    now: datetime,
) -> str:
    """A step by its permanent ref; returns ``added``, ``updated`` or ``unchanged``."""
    put = put_down(session, Step, "step", ref, values, now)
    return settle(session, put, concept_ids, tags, index_step)


def index_step(session: Session, row: Step) -> None:
    """Writes what search finds of a step: what it is, and what the person noted and filled in."""
    progress = session.get(StepProgress, row.thing_id)
    parts = [str(row.body.get("provider", "")), to_plain(str(row.body.get("what", "")))]
    if progress is not None:
        parts += [to_plain(progress.notes), *(str(value) for value in progress.body.values())]
    index(session, row.thing_id, "step", row.title, "\n".join(part for part in parts if part))


def index_path(session: Session, row: Path) -> None:
    """Writes what search finds of a path."""
    index(session, row.thing_id, "path", row.title, to_plain(row.summary))


def put_needs(session: Session, step_id: int, choices: Sequence[Sequence[int]]) -> None:
    """A step's prerequisites: all choices must be met, within a choice any step is enough."""
    wanted = [(choice, needs) for choice, ids in enumerate(choices) for needs in ids]
    rows = session.execute(
        select(StepNeed.choice, StepNeed.needs_id).where(StepNeed.step_id == step_id).order_by(StepNeed.id)
    ).all()
    if [tuple(row) for row in rows] == wanted:
        return
    session.execute(delete(StepNeed).where(StepNeed.step_id == step_id))
    session.add_all(StepNeed(step_id=step_id, choice=choice, needs_id=needs) for choice, needs in wanted)


def put_path(
    session: Session,
    ref: str,
    values: Mapping[str, Any],
    stages: Sequence[StageDraft],
    tags: Iterable[str],
    now: datetime,
) -> str:
    """A path with its stages by its permanent ref; returns ``added``, ``updated`` or ``unchanged``."""
    put = put_down(session, Path, "path", ref, values, now)
    row, changed = put.row, put.changed
    changed |= name_tags(session, row.thing_id, tags)
    changed |= _put_stages(session, row.thing_id, stages)
    if changed:
        index_path(session, row)
    return put.outcome(changed=changed)


def _put_stages(session: Session, path_id: int, stages: Sequence[StageDraft]) -> bool:
    wanted = _put_milestones(session, path_id, stages)
    had = [
        tuple(row)
        for row in session.execute(
            select(PathStep.milestone_id, PathStep.step_id, PathStep.optional)
            .where(PathStep.path_id == path_id)
            .order_by(PathStep.position)
        )
    ]
    if had == wanted:
        return False
    session.execute(delete(PathStep).where(PathStep.path_id == path_id))
    session.add_all(
        PathStep(path_id=path_id, milestone_id=stage, step_id=step, position=place, optional=optional)
        for place, (stage, step, optional) in enumerate(wanted)
    )
    return True


def _put_milestones(
    session: Session, path_id: int, stages: Sequence[StageDraft]
) -> list[tuple[int, int, bool]]:
    wanted: list[tuple[int, int, bool]] = []
    for place, stage in enumerate(stages):
        stage_id = identity(session, "milestone", stage.ref)
        row = session.get(Milestone, stage_id)
        if row is None:
            row = Milestone(thing_id=stage_id, path_id=path_id, title=stage.title)
            session.add(row)
        row.title, row.about, row.position = stage.title, stage.about, place
        session.flush()
        wanted += [(stage_id, step, optional) for step, optional in stage.steps]
    return wanted
