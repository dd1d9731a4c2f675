"""Makes and changes a person's own steps, and what comes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.catalog.things import identity
from tpmprep.core.db.tables.learning import Step, StepNeed
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.learning.order import use_step
from tpmprep.core.learning.plan import index_step, put_needs
from tpmprep.core.learning.written import need_own_step, need_stage, step_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.learning.faces import StepDraft


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


def set_needs(session: Session, step_id: int, choices: Sequence[Sequence[int]]) -> None:
    """Sets what comes before an own step; raises ``step.loop`` where a step would wait for itself."""
    need_own_step(session, step_id)
    wanted = [list(dict.fromkeys(choice)) for choice in choices if choice]
    before = _needed(session)
    before[step_id] = {needs for choice in wanted for needs in choice}
    if step_id in _all_before(before, step_id):
        raise UserError("step.loop", title=session.get_one(Step, step_id).title)
    put_needs(session, step_id, wanted)


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
