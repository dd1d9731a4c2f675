"""Reads paths with their milestones, steps, prerequisites and hours."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.db.tables.learning import (
    HourLog,
    Milestone,
    Path,
    PathStep,
)
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.faces import Forecast, MilestoneFace, PathFace, PathRow, StepRow
from tpmprep.core.learning.forecast import finish_dates, personal_factor
from tpmprep.core.learning.steps import StepFacts, step_facts, step_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

LIVE = (Path.deleted_at.is_(None), Path.retired_at.is_(None))


def path_rows(session: Session) -> tuple[PathRow, ...]:
    """All paths, followed ones first."""
    placed: dict[int, list[StepRow]] = defaultdict(list)
    facts = step_facts(session)
    for path_id, step_id, optional in session.execute(
        select(PathStep.path_id, PathStep.step_id, PathStep.optional).order_by(PathStep.position)
    ):
        if step_id in facts.steps:
            placed[path_id].append(step_row(facts, step_id, optional=optional))
    rows = session.execute(
        select(Path, Thing.ref)
        .join(Thing, Thing.id == Path.thing_id)
        .where(*LIVE)
        .order_by(Path.followed.desc(), Path.position, Path.thing_id)
    )
    return tuple(_row(path, ref, placed[path.thing_id]) for path, ref in rows)


def path_face(session: Session, path_id: int, today: date) -> PathFace:
    """One path in full; raises ``path.gone``."""
    path = need_path(session, path_id)
    facts = step_facts(session)
    stages = session.scalars(
        select(Milestone).where(Milestone.path_id == path_id).order_by(Milestone.position)
    ).all()
    steps: dict[int, list[StepRow]] = defaultdict(list)
    for stage, step_id, optional in session.execute(
        select(PathStep.milestone_id, PathStep.step_id, PathStep.optional)
        .where(PathStep.path_id == path_id)
        .order_by(PathStep.position)
    ):
        if step_id in facts.steps:
            steps[stage].append(step_row(facts, step_id, optional=optional))
    milestones = tuple(_milestone(stage, steps[stage.thing_id]) for stage in stages)
    everything = [row for stage in milestones for row in stage.steps]
    scope = in_scope(everything)
    return PathFace(
        id=path_id,
        ref=session.get_one(Thing, path_id).ref,
        title=path.title,
        summary=path.summary,
        whom=path.explanation,
        own=path.pack_id is None,
        weekly_hours=path.weekly_hours,
        followed=path.followed,
        milestones=milestones,
        hours=sum(row.hours for row in scope),
        hours_done=sum(row.hours for row in scope if row.status == "done"),
        minutes_spent=sum(row.minutes_spent for row in everything),
        forecast=_forecast(session, path, scope, facts, today),
    )


def need_path(session: Session, path_id: int) -> Path:
    """The row of a path; raises ``path.gone``."""
    row = session.get(Path, path_id)
    if row is None or row.deleted_at is not None:
        raise UserError("path.gone", id=path_id)
    return row


def in_scope(rows: Sequence[StepRow]) -> list[StepRow]:
    """The steps that count: without those not for the person and optional ones not begun."""
    return [row for row in rows if row.status != "not_for_me" and not (row.optional and row.status == "next")]


def _row(path: Path, ref: str, steps: Sequence[StepRow]) -> PathRow:
    scope = in_scope(steps)
    return PathRow(
        id=path.thing_id,
        ref=ref,
        title=path.title,
        summary=path.summary,
        whom=path.explanation,
        own=path.pack_id is None,
        steps=len(scope),
        done=sum(row.status == "done" for row in scope),
        hours=sum(row.hours for row in scope),
        hours_done=sum(row.hours for row in scope if row.status == "done"),
        followed=path.followed,
    )


def _milestone(stage: Milestone, steps: Sequence[StepRow]) -> MilestoneFace:
    scope = in_scope(steps)
    done = bool(scope) and all(row.status == "done" for row in scope)
    days = [row.done_on for row in scope if row.done_on is not None]
    return MilestoneFace(
        id=stage.thing_id,
        title=stage.title,
        about=stage.about,
        steps=tuple(steps),
        hours=sum(row.hours for row in scope),
        minutes_spent=sum(row.minutes_spent for row in steps),
        done_on=max(days) if done and days else None,
    )


def _forecast(
    session: Session, path: Path, scope: Sequence[StepRow], facts: StepFacts, today: date
) -> Forecast:
    finished = [
        (row.hours, row.minutes_spent / 60)
        for row in scope
        if row.status == "done" and row.minutes_spent and not facts.tested_out(row.id)
    ]
    factor = personal_factor(finished)
    remaining = sum(
        max(0.0, row.hours * factor - row.minutes_spent / 60) for row in scope if row.status != "done"
    )
    weeks = _weeks(session, [row.id for row in scope], today)
    likely, late = finish_dates(remaining, path.weekly_hours, weeks, today, seed=path.thing_id)
    return Forecast(path.weekly_hours, likely, late, factor, _points(scope))


def _weeks(session: Session, step_ids: Sequence[int], today: date) -> list[float]:
    first = today - timedelta(weeks=12)
    rows = session.execute(
        select(HourLog.study_day, func.sum(HourLog.minutes))
        .where(HourLog.step_id.in_(step_ids), HourLog.undone_at.is_(None), HourLog.study_day > first)
        .group_by(HourLog.study_day)
    ).all()
    if not rows:
        return []
    start = min(day for day, _ in rows)
    weeks = [0.0] * ((today - start).days // 7 + 1)
    for day, minutes in rows:
        weeks[(day - start).days // 7] += minutes / 60
    return weeks


def _points(scope: Sequence[StepRow]) -> tuple[tuple[date, float], ...]:
    done = sorted((row.done_on, row.hours) for row in scope if row.done_on is not None)
    points: list[tuple[date, float]] = []
    total = 0.0
    for day, hours in done:
        total += hours
        points.append((day, total))
    return tuple(points)
