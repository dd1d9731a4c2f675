"""Gathers the steps of paths, with what the person did on them, into a load for writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.db import search
from tpmprep.core.db.tables.learning import Evidence, Milestone, Path, PathStep
from tpmprep.core.exchange.draft import Load, StepLine
from tpmprep.core.learning.paths import LIVE, need_path
from tpmprep.core.learning.steps import step_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from tpmprep.core.db.tables.learning import Step
    from tpmprep.core.learning.steps import StepFacts

MOST_FOUND = 1_000_000
TEXTS = ("provider", "url", "what", "done_when", "currency")


def gather_steps(session: Session, query: str = "", path_id: int | None = None) -> Load:
    """The steps of all live paths, of one path, or those a search finds; in their order."""
    found = None
    if query.strip():
        found = {hit.thing_id for hit in search.find(session, query, ("step",), MOST_FOUND)}
    places = (
        select(Path, Milestone, PathStep)
        .join(Milestone, Milestone.path_id == Path.thing_id)
        .join(PathStep, PathStep.milestone_id == Milestone.thing_id)
        .where(*LIVE)
        .order_by(Path.position, Path.thing_id, PathStep.position)
    )
    if path_id is not None:
        need_path(session, path_id)
        places = places.where(Path.thing_id == path_id)
    facts, proofs = step_facts(session), _proofs(session)
    load = Load()
    for path, stage, place in session.execute(places):
        step_id = place.step_id
        if step_id in facts.steps and (found is None or step_id in found):
            line = _line(facts, proofs, step_id, (path.title, stage.title, place.optional))
            load.steps.append(line)
    return load


def _line(
    facts: StepFacts,
    proofs: Mapping[int, tuple[tuple[str, str], ...]],
    step_id: int,
    place: tuple[str, str, bool],
) -> StepLine:
    step, ref = facts.steps[step_id]
    path, milestone, optional = place
    needs = tuple(
        tuple(facts.steps[need][1] for need in choice if need in facts.steps)
        for choice in facts.needs.get(step_id, ())
    )
    return StepLine(
        "", path, milestone, texts_of(step), ref, optional, tuple(filter(None, needs)), _done(facts, step_id),
        {name: str(value) for name, value in facts.kept(step_id).items()}, proofs.get(step_id, ()),
    )  # fmt: skip


def texts_of(step: Step) -> dict[str, str]:
    """What a step is, as the cells of a table."""
    texts = {"kind": step.kind, "title": step.title, "hours": f"{step.hours:g}"}
    texts |= {name: str(step.body.get(name) or "") for name in TEXTS}
    cost = step.body.get("cost")
    return texts | ({} if cost is None else {"cost": f"{cost:g}"})


def _done(facts: StepFacts, step_id: int) -> dict[str, str]:
    row = facts.progress.get(step_id)
    minutes = facts.minutes.get(step_id, 0)
    done = {"minutes": str(minutes)} if minutes else {}
    if row is None:
        return done
    done |= {"status": row.status} if row.status != "next" else {}
    done |= {"started_on": row.started_on.isoformat()} if row.started_on else {}
    done |= {"tested_out": "yes"} if row.tested_out else {}
    done |= {"due_on": row.due_on.isoformat()} if row.due_on else {}
    done |= {"done_on": row.done_on.isoformat()} if row.done_on else {}
    done |= {"cost_so_far": f"{row.cost:g}"} if row.cost is not None else {}
    return done | ({"notes": row.notes} if row.notes else {})


def _proofs(session: Session) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for row in session.scalars(select(Evidence).order_by(Evidence.id)):
        found[row.step_id] = (*found.get(row.step_id, ()), (row.kind, row.text))
    return found
