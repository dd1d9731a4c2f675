"""Makes and changes a person's own paths: milestones, steps, their order, and what comes before what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from tpmprep.core.catalog.things import identity, index, unindex
from tpmprep.core.db.tables.learning import Milestone, Path, PathStep, Step, StepNeed
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.learning.fields import is_link
from tpmprep.core.learning.plan import index_step, put_needs
from tpmprep.core.learning.steps import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.learning.faces import PathDraft, StepDraft

LONGEST_TITLE, LONGEST_TEXT = 300, 20_000
MOST_STEP_HOURS = 2000.0
FIRST_MILESTONE = "First steps"


def add_path(session: Session, draft: PathDraft, now: datetime) -> int:
    """An own path without milestones, followed at once; raises ``path.field``."""
    values = _path_values(draft)
    path_id = identity(session, "path", own_ref("path"))
    last = session.scalar(select(func.max(Path.position))) or 0
    session.add(Path(thing_id=path_id, created_at=now, followed=True, position=last + 1, **values))
    session.flush()
    index(session, path_id, "path", values["title"], to_plain(values["summary"]))
    return path_id


def copy_path(session: Session, path_id: int, title: str, now: datetime) -> int:
    """An own path with the milestones and steps of another one."""
    given = _live_path(session, path_id)
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
    for place in _places(session, path_id):
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
    for name, value in _path_values(draft).items():
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
    for step in session.scalars(select(Step).where(Step.thing_id.in_(held - kept), Step.pack_id.is_(None))):
        step.deleted_at = now
        gone.append(step.thing_id)
    unindex(session, gone)


def add_milestone(session: Session, path_id: int, title: str, about: str = "") -> int:
    """A milestone at the end of an own path; raises ``path.field``."""
    need_own_path(session, path_id)
    last = session.scalar(select(func.max(Milestone.position)).where(Milestone.path_id == path_id))
    stage_id = identity(session, "milestone", own_ref("milestone"))
    place = 0 if last is None else last + 1
    title = _title(title, "path.field")
    session.add(
        Milestone(thing_id=stage_id, path_id=path_id, title=title, about=about.strip(), position=place)
    )
    session.flush()
    return stage_id


def edit_milestone(session: Session, stage_id: int, title: str, about: str) -> int:
    """Renames a milestone; returns its path."""
    stage = need_stage(session, stage_id)
    stage.title, stage.about = _title(title, "path.field"), about.strip()[:LONGEST_TEXT]
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


def add_step(session: Session, stage_id: int, draft: StepDraft, now: datetime) -> int:
    """An own step at the end of a milestone; raises ``step.draft``."""
    need_stage(session, stage_id)
    values = step_values(draft)
    step_id = identity(session, "step", own_ref("step"))
    row = Step(thing_id=step_id, created_at=now, **values)
    session.add(row)
    session.flush()
    index_step(session, row)
    use_step(session, stage_id, step_id)
    return step_id


def edit_step(session: Session, step_id: int, draft: StepDraft, now: datetime) -> None:
    """Changes an own step; raises ``step.draft``, ``step.shipped``."""
    row = need_own_step(session, step_id)
    values = step_values(draft)
    values["body"] = {**row.body, **values["body"]}
    for name, value in values.items():
        setattr(row, name, value)
    row.edited_at = now
    index_step(session, row)


def use_step(session: Session, stage_id: int, step_id: int) -> int:
    """Puts a step at the end of a milestone, from elsewhere in the same path too; returns the path."""
    path_id = need_stage(session, stage_id).path_id
    step = session.get(Step, step_id)
    if step is None or step.deleted_at is not None:
        raise UserError("step.gone", id=step_id)
    order = [place for place in _places(session, path_id) if place.step_id != step_id]
    had = next((place for place in _places(session, path_id) if place.step_id == step_id), None)
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
    order = _places(session, path_id)
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
    for place in _places(session, path_id):
        if place.step_id == step_id:
            place.optional = optional


def set_needs(session: Session, step_id: int, choices: Sequence[Sequence[int]]) -> None:
    """Sets what comes before an own step; raises ``step.loop`` where a step would wait for itself."""
    need_own_step(session, step_id)
    wanted = [list(dict.fromkeys(choice)) for choice in choices if choice]
    before = _needed(session)
    before[step_id] = {needs for choice in wanted for needs in choice}
    if step_id in _all_before(before, step_id):
        raise UserError("step.loop", title=session.get_one(Step, step_id).title)
    put_needs(session, step_id, wanted)


def step_values(draft: StepDraft) -> dict[str, Any]:
    """The columns of a step as written; raises ``step.draft``."""
    if KINDS.get(draft.kind) is None:
        raise UserError("step.draft", why=f"'{draft.kind}' is no kind of step")
    url = draft.url.strip()
    if url and not is_link(url):
        raise UserError("step.draft", why="a link begins with https://")
    if not 0 <= draft.hours <= MOST_STEP_HOURS:
        raise UserError("step.draft", why=f"hours are between 0 and {MOST_STEP_HOURS:g}")
    if draft.cost is not None and not 0 <= draft.cost < 1e9:
        raise UserError("step.draft", why="a cost cannot be below 0")
    body = {
        "provider": draft.provider.strip(), "url": url, "what": draft.what.strip()[:LONGEST_TEXT],
        "done_when": draft.done_when.strip()[:LONGEST_TEXT], "cost": draft.cost,
        "currency": draft.currency.strip() or "USD",
    }  # fmt: skip
    title = _title(draft.title, "step.draft")
    return {"kind": draft.kind, "title": title, "hours": float(draft.hours), "body": body}


def need_own_path(session: Session, path_id: int) -> Path:
    """An own path; raises ``path.gone``, or ``path.shipped`` for one a pack brought."""
    row = _live_path(session, path_id)
    if row.pack_id is not None:
        raise UserError("path.shipped", title=row.title)
    return row


def need_own_step(session: Session, step_id: int) -> Step:
    """An own step; raises ``step.gone``, or ``step.shipped`` for one a pack brought."""
    row = session.get(Step, step_id)
    if row is None or row.deleted_at is not None:
        raise UserError("step.gone", id=step_id)
    if row.pack_id is not None:
        raise UserError("step.shipped", title=row.title)
    return row


def need_stage(session: Session, stage_id: int) -> Milestone:
    """A milestone of an own path."""
    row = session.get(Milestone, stage_id)
    if row is None:
        raise UserError("path.gone", id=stage_id)
    need_own_path(session, row.path_id)
    return row


def _live_path(session: Session, path_id: int) -> Path:
    row = session.get(Path, path_id)
    if row is None or row.deleted_at is not None:
        raise UserError("path.gone", id=path_id)
    return row


def _path_values(draft: PathDraft) -> dict[str, Any]:
    return {
        "title": _title(draft.title, "path.field"),
        "summary": draft.summary.strip()[:LONGEST_TEXT],
        "explanation": draft.whom.strip()[:LONGEST_TEXT],
    }


def _title(text: str, code: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise UserError(code, why="it needs a title")
    if len(title) > LONGEST_TITLE:
        raise UserError(code, why=f"the title is longer than {LONGEST_TITLE} letters")
    return title


def _places(session: Session, path_id: int) -> list[PathStep]:
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


def _needed(session: Session) -> dict[int, set[int]]:
    before: dict[int, set[int]] = {}
    for step_id, needs_id in session.execute(select(StepNeed.step_id, StepNeed.needs_id)):
        before.setdefault(step_id, set()).add(needs_id)
    return before


def _all_before(before: dict[int, set[int]], step_id: int) -> set[int]:
    found: set[int] = set()
    ahead = list(before.get(step_id, ()))
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += before.get(here, ())
    return found
