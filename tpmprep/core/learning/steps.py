"""Reads steps: status, hours, prerequisites, evidence and the fields of their kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from tpmprep.core.catalog.named import concepts_named
from tpmprep.core.db.tables.learning import (
    Evidence,
    HourLog,
    Path,
    PathStep,
    Step,
    StepNeed,
    StepProgress,
)
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.registry import Registry
from tpmprep.core.learning.faces import (
    STATUSES,
    EvidenceRow,
    ExamPart,
    Status,
    StepFace,
    StepKind,
    StepRow,
)
from tpmprep.core.learning.fields import own_values, reminders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

KINDS: Registry[StepKind] = Registry(
    "tpmprep.core.learning.kinds",
    "KIND",
    (
        "at_work",
        "certification",
        "course",
        "event",
        "exercise",
        "job_search",
        "milestone",
        "project",
        "reading",
        "tutorial",
    ),
)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """All steps with what is known of them, read in four statements."""

    steps: Mapping[int, tuple[Step, str]]
    progress: Mapping[int, StepProgress]
    minutes: Mapping[int, int]
    needs: Mapping[int, tuple[tuple[int, ...], ...]]

    def status(self, step_id: int) -> Status:
        """Where the person stands with a step."""
        found = self.progress.get(step_id)
        return _status(found.status) if found is not None else "next"

    def kept(self, step_id: int) -> Mapping[str, Any]:
        """What the person filled in on a step."""
        found = self.progress.get(step_id)
        return found.body if found is not None else {}

    def tested_out(self, step_id: int) -> bool:
        """Whether a step was closed with existing proof."""
        found = self.progress.get(step_id)
        return found is not None and found.tested_out


def step_facts(session: Session) -> StepFacts:
    """Reads all steps at once; a path never asks step by step."""
    rows = session.execute(
        select(Step, Thing.ref).join(Thing, Thing.id == Step.thing_id).where(Step.deleted_at.is_(None))
    )
    spent = session.execute(
        select(HourLog.step_id, func.sum(HourLog.minutes))
        .where(HourLog.undone_at.is_(None))
        .group_by(HourLog.step_id)
    )
    return StepFacts(
        steps={step.thing_id: (step, ref) for step, ref in rows},
        progress={row.step_id: row for row in session.scalars(select(StepProgress))},
        minutes={step: minutes for step, minutes in spent},  # noqa: C416  (rows are no pairs to mypy)
        needs=_needs(session),
    )


def step_row(facts: StepFacts, step_id: int, *, optional: bool = False) -> StepRow:
    """A step as a row of its path."""
    step, ref = facts.steps[step_id]
    kind = KINDS.get(step.kind)
    progress = facts.progress.get(step_id)
    choices = facts.needs.get(step_id, ())
    return StepRow(
        id=step_id,
        ref=ref,
        kind=step.kind,
        kind_title=kind.title if kind else step.kind,
        icon=kind.icon if kind else "circle",
        title=step.title,
        status=facts.status(step_id),
        hours=step.hours,
        minutes_spent=facts.minutes.get(step_id, 0),
        due_on=progress.due_on if progress else None,
        done_on=progress.done_on if progress else None,
        needs=tuple(_title(facts, choice) for choice in choices),
        open_needs=tuple(_title(facts, choice) for choice in choices if not _met(facts, choice)),
        optional=optional,
        told=tuple(
            value for value in own_values(kind, facts.kept(step_id)) if value.field.listed and value.text
        ),
        own=step.pack_id is None,
    )


def step_face(session: Session, step_id: int, facts: StepFacts | None = None) -> StepFace:
    """One step in full, from facts already read where there are some; raises ``step.gone``."""
    facts = facts or step_facts(session)
    if step_id not in facts.steps:
        raise UserError("step.gone", id=step_id)
    step, _ = facts.steps[step_id]
    body, progress = step.body, facts.progress.get(step_id)
    cost = body.get("cost")
    return StepFace(
        row=step_row(facts, step_id),
        provider=str(body.get("provider", "")),
        url=str(body.get("url", "")),
        what=str(body.get("what", "")),
        done_when=str(body.get("done_when", "")),
        cost=None if cost is None else float(cost),
        currency=str(body.get("currency", "USD")),
        licence=str(body.get("licence", "")),
        explanation=step.explanation,
        source=step.source,
        as_of=step.as_of,
        fields=_fields(step),
        notes=progress.notes if progress else "",
        cost_spent=progress.cost if progress else None,
        tested_out=facts.tested_out(step_id),
        evidence=_evidence(session, step_id),
        concepts=concepts_named(session, step_id),
        paths=_paths(session, step_id),
        extra={str(k): str(v) for k, v in facts.kept(step_id).items()},
        own=own_values(KINDS.get(step.kind), facts.kept(step_id)),
        reminders=_reminders(facts, step_id),
        needs=facts.needs.get(step_id, ()),
        outline=_outline(session, step),
    )


def _reminders(facts: StepFacts, step_id: int) -> tuple[str, ...]:
    if facts.status(step_id) not in {"doing", "done"}:
        return ()
    step, _ = facts.steps[step_id]
    return reminders(KINDS.get(step.kind), facts.kept(step_id), dict(step.body.get("fields") or {}))


def _outline(session: Session, step: Step) -> tuple[ExamPart, ...]:
    parts = step.body.get("outline") or ()
    refs = {ref for part in parts for ref in part["concepts"]}
    ids = {}
    if refs:
        rows = session.execute(select(Thing.ref, Thing.id).where(Thing.ref.in_(refs)))
        ids = {ref: thing_id for ref, thing_id in rows}  # noqa: C416  (rows are no pairs to mypy)
    return tuple(
        ExamPart(part["title"], part["weight"], tuple(ids[ref] for ref in part["concepts"] if ref in ids))
        for part in parts
    )


def _status(word: str) -> Status:
    return next((status for status in STATUSES if status == word), "next")


def _needs(session: Session) -> dict[int, tuple[tuple[int, ...], ...]]:
    choices: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    there = select(StepNeed).join(Step, Step.thing_id == StepNeed.needs_id).where(Step.deleted_at.is_(None))
    for need in session.scalars(there.order_by(StepNeed.id)):
        choices[need.step_id][need.choice].append(need.needs_id)
    return {
        step: tuple(tuple(ids) for _, ids in sorted(by_choice.items())) for step, by_choice in choices.items()
    }


def _met(facts: StepFacts, choice: tuple[int, ...]) -> bool:
    return any(facts.status(step_id) == "done" for step_id in choice)


def _title(facts: StepFacts, choice: tuple[int, ...]) -> str:
    return " or ".join(facts.steps[step_id][0].title for step_id in choice if step_id in facts.steps)


def _fields(step: Step) -> tuple[tuple[str, str], ...]:
    given: dict[str, str] = dict(step.body.get("fields") or {})
    kind = KINDS.get(step.kind)
    labels = dict(kind.fields) if kind else {}
    return tuple(
        (labels.get(name, name.replace("_", " ").capitalize()), value) for name, value in given.items()
    )


def _evidence(session: Session, step_id: int) -> tuple[EvidenceRow, ...]:
    rows = session.scalars(select(Evidence).where(Evidence.step_id == step_id).order_by(Evidence.id))
    return tuple(EvidenceRow(row.id, row.kind, row.text, row.created_at) for row in rows)


def _paths(session: Session, step_id: int) -> tuple[tuple[int, str], ...]:
    query = (
        select(Path.thing_id, Path.title)
        .join(PathStep, PathStep.path_id == Path.thing_id)
        .where(PathStep.step_id == step_id, Path.deleted_at.is_(None))
        .order_by(Path.position)
    )
    return tuple((id_, title) for id_, title in session.execute(query))
