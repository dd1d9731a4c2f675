"""Reads certifications and the days that lie ahead on steps: exams, vouchers, renewals, next actions."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from tpmprep.core.db.tables.learning import Path, PathStep
from tpmprep.core.learning.faces import CertificateFace, StepDate
from tpmprep.core.learning.fields import own_values
from tpmprep.core.learning.paths import LIVE
from tpmprep.core.learning.shapes import day_of, scores_of
from tpmprep.core.learning.steps import KINDS, step_face, step_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from tpmprep.core.learning.faces import StepFace
    from tpmprep.core.learning.steps import StepFacts

SOON_DAYS, NOW_DAYS = 180, 30
DUE, ENDS = "Due", "Certificate ends"
CLOSED: Final = frozenset({"done", "not_for_me"})
_NUMBER = re.compile(r"\d+")


def certificates(session: Session, today: date) -> tuple[CertificateFace, ...]:
    """Every certification of live paths, those of followed paths first, each once."""
    facts = step_facts(session)
    placed = session.scalars(
        select(PathStep.step_id)
        .join(Path, Path.thing_id == PathStep.path_id)
        .where(*LIVE)
        .order_by(Path.followed.desc(), Path.position, PathStep.position)
    )
    wanted = [
        step_id
        for step_id in dict.fromkeys(placed)
        if step_id in facts.steps and facts.steps[step_id][0].kind == "certification"
    ]
    return tuple(_certificate(step_face(session, step_id, facts), facts, today) for step_id in wanted)


def dates(session: Session, today: date) -> tuple[StepDate, ...]:
    """Days from today on of steps not done yet, and of certificates that run out, soonest first."""
    facts = step_facts(session)
    found = [
        day
        for step_id, (step, _) in facts.steps.items()
        if step.retired_at is None
        for day in _dates_of(facts, step_id)
        if day.on >= today
    ]
    return tuple(sorted(found, key=lambda day: (day.on, day.step_id, day.what)))


def ends_on(kept: Mapping[str, str], facts: Mapping[str, str], passed: date | None) -> date | None:
    """The day a passed certificate runs out: as written, else the years it is valid for after passing."""
    written = day_of(kept.get("expires_on", ""))
    years = _NUMBER.match(facts.get("valid_years", ""))
    if written is not None or passed is None or years is None:
        return written if passed is not None else None
    month, on = (3, 1) if (passed.month, passed.day) == (2, 29) else (passed.month, passed.day)
    return passed.replace(year=passed.year + int(years[0]), month=month, day=on)


def _certificate(step: StepFace, facts: StepFacts, today: date) -> CertificateFace:
    kept = step.extra
    told = _shipped(facts, step.row.id)
    passed = _passed_on(facts, step.row.id)
    ends = ends_on(kept, told, passed)
    exam = day_of(kept.get("exam_on", ""))
    factor = 0.0 if step.row.status in CLOSED else 1.0
    left = factor * max(0.0, step.row.hours - step.row.minutes_spent / 60)
    weeks = None if exam is None or exam <= today else (exam - today).days / 7
    return CertificateFace(
        step=step,
        code=told.get("code", ""),
        exam_on=exam,
        voucher_until=day_of(kept.get("voucher_until", "")),
        passed_on=passed,
        ends_on=ends,
        warns=_warning(ends, today),
        hours_left=left,
        weekly=None if weeks is None or not left else left / weeks,
        mocks=scores_of(kept.get("mocks", "")),
    )


def _shipped(facts: StepFacts, step_id: int) -> dict[str, str]:
    given = facts.steps[step_id][0].body.get("fields") or {}
    return {str(name): str(value) for name, value in given.items()}


def _passed_on(facts: StepFacts, step_id: int) -> date | None:
    progress = facts.progress.get(step_id)
    if progress is None or progress.status != "done":
        return None
    return day_of(str(progress.body.get("passed_on", ""))) or progress.done_on


def _warning(ends: date | None, today: date) -> str:
    if ends is None:
        return ""
    if ends < today:
        return "past"
    left = ends - today
    if left <= timedelta(days=NOW_DAYS):
        return "now"
    return "soon" if left <= timedelta(days=SOON_DAYS) else ""


def _dates_of(facts: StepFacts, step_id: int) -> list[StepDate]:
    step, _ = facts.steps[step_id]
    if facts.status(step_id) in CLOSED:
        if step.kind != "certification":
            return []
        ends = ends_on(
            {k: str(v) for k, v in facts.kept(step_id).items()},
            _shipped(facts, step_id),
            _passed_on(facts, step_id),
        )
        return [] if ends is None else [StepDate(ends, step_id, step.title, ENDS)]
    found = []
    progress = facts.progress.get(step_id)
    if progress is not None and progress.due_on is not None:
        found.append(StepDate(progress.due_on, step_id, step.title, DUE))
    for value in own_values(KINDS.get(step.kind), facts.kept(step_id)):
        on = day_of(value.text) if value.field.coming else None
        if on is not None:
            found.append(StepDate(on, step_id, step.title, value.field.coming))
    return found
