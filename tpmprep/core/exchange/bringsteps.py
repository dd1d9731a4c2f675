"""Puts the steps of a load into own paths inside one open step; what was done here already stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.catalog.things import identity
from tpmprep.core.db.tables.learning import (
    Evidence,
    HourLog,
    Milestone,
    Path,
    PathStep,
    Step,
    StepProgress,
)
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.exchange.deckshelf import own_ref_of
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.exchange.gathersteps import texts_of
from tpmprep.core.exchange.stepcells import draft_of, fill_in, minutes_of
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning import milestones, order, own, ownsteps
from tpmprep.core.learning.faces import PathDraft
from tpmprep.core.learning.fields import filled
from tpmprep.core.learning.plan import index_step
from tpmprep.core.learning.shapes import is_link
from tpmprep.core.learning.steps import KINDS
from tpmprep.core.learning.written import step_values

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.exchange.draft import Load, StepLine
    from tpmprep.core.learning.faces import StepDraft


def bring_steps(session: Session, load: Load, now: datetime, today: date) -> Counter[str]:
    """Puts all steps down and counts ``step.added``, ``step.unchanged`` …; what is faulty is refused."""
    return _Bringing(session, load, now, today).run()


class _Bringing:
    """One import of steps: remembers which path, milestone and step each line meant."""

    def __init__(self, session: Session, load: Load, now: datetime, today: date) -> None:
        self._session = session
        self._load = load
        self._now = now
        self._today = today
        self._counts: Counter[str] = Counter()
        self._paths: dict[str, Path] = {}
        self._steps: dict[str, int] = {}
        self._taken: dict[tuple[str, str], StepLine] = {}

    def run(self) -> Counter[str]:
        taken: list[tuple[StepLine, int]] = []
        for line in self._load.steps:
            if self._twice(line):
                continue
            try:
                with self._session.begin_nested():
                    taken.append((line, self._step(line)))
            except UserError as error:
                why = str(error.values.get("why", error))
                label = error.values.get("label")
                self._load.refused.append(Refused(line.where, f"{label}: {why}" if label else why))
                self._paths.clear()
        for line, step_id in taken:
            self._needs(line, step_id)
        return self._counts

    def _twice(self, line: StepLine) -> bool:
        """Of a step that stands in a path twice the first counts; one that says something else is refused."""
        before = self._taken.setdefault((_title(line.path), _ref_of(line)), line)
        if before is line:
            return False
        if replace(line, where=before.where) == before:
            self._counts["step.unchanged"] += 1
        else:
            why = f"{before.where} is the same step, and says something else"
            self._load.refused.append(Refused(line.where, why))
        return True

    def _step(self, line: StepLine) -> int:
        ref = _ref_of(line)
        known = self._session.scalar(select(Step).join(Thing).where(Thing.ref == ref))
        if known is not None:
            kept = {name: text for name, text in texts_of(known).items() if name in self._load.lacks}
            line = replace(line, texts={**kept, **line.texts})
        draft = draft_of(line)
        path = self._path(line.path)
        before = None if known is None else (known.title, known.kind, known.hours, dict(known.body))
        if known is not None and known.pack_id is not None:
            step_id, outcome = known.thing_id, "unchanged"
        else:
            step_values(draft)
            step_id = self._put(ref, known, draft)
            row = self._session.get_one(Step, step_id)
            same = before == (row.title, row.kind, row.hours, dict(row.body))
            outcome = "added" if known is None else "unchanged" if same else "updated"
        self._place(line, path, step_id)
        if self._progress(line, step_id) and outcome == "unchanged":
            outcome = "updated"
        self._steps |= {draft.title: step_id, ref: step_id}
        self._counts[f"step.{outcome}"] += 1
        return step_id

    def _put(self, ref: str, known: Step | None, draft: StepDraft) -> int:
        if known is not None:
            known.deleted_at = None
            ownsteps.edit_step(self._session, known.thing_id, draft, self._now)
            return known.thing_id
        step_id = identity(self._session, "step", ref)
        row = Step(thing_id=step_id, created_at=self._now, **step_values(draft))
        self._session.add(row)
        self._session.flush()
        index_step(self._session, row)
        return step_id

    def _path(self, title: str) -> Path:
        """The live path of this title, an own one before a shipped one; made where there is none."""
        title = _title(title)
        if title not in self._paths:
            found = self._session.scalar(
                select(Path)
                .where(Path.title == title, Path.deleted_at.is_(None))
                .order_by(Path.pack_id.is_(None).desc(), Path.thing_id)
            )
            if found is None:
                path_id = own.add_path(self._session, PathDraft(title), self._now)
                found = self._session.get_one(Path, path_id)
            self._paths[title] = found
        return self._paths[title]

    def _place(self, line: StepLine, path: Path, step_id: int) -> None:
        """Puts the step into its milestone; a path a pack brought stays as it is."""
        if path.pack_id is not None:
            return
        place = self._session.scalar(
            select(PathStep).where(PathStep.path_id == path.thing_id, PathStep.step_id == step_id)
        )
        lacks = self._load.lacks if place is not None else ()
        if "milestone" not in lacks:
            self._stand(line, path, step_id, place)
        if "optional" not in lacks:
            order.set_optional(self._session, path.thing_id, step_id, optional=line.optional)

    def _stand(self, line: StepLine, path: Path, step_id: int, place: PathStep | None) -> None:
        title = _title(line.milestone) or milestones.FIRST_MILESTONE
        stage = self._session.scalar(
            select(Milestone.thing_id).where(Milestone.path_id == path.thing_id, Milestone.title == title)
        )
        if stage is None:
            stage = milestones.add_milestone(self._session, path.thing_id, title)
        if place is None or place.milestone_id != stage:
            order.use_step(self._session, stage, step_id)

    def _progress(self, line: StepLine, step_id: int) -> bool:
        """Puts down how far a person is with a step; whether that changed anything."""
        step = self._session.get_one(Step, step_id)
        kind = KINDS.get(step.kind)
        row = self._session.get(StepProgress, step_id)
        had = row is not None
        if row is None:
            if not (line.done or line.own or line.evidence):
                return False
            row = StepProgress(step_id=step_id)
            self._session.add(row)
        if kind is not None:
            given = {name: text for name, text in line.own.items() if not row.body.get(name)}
            row.body = filled(kind, row.body, given, self._today)
        fill_in(row, line.done)
        changed = self._session.is_modified(row) if had else bool(line.done or line.own)
        self._session.flush()
        changed |= self._log(line, step_id)
        index_step(self._session, step)
        return changed

    def _log(self, line: StepLine, step_id: int) -> bool:
        had = self._session.scalar(
            select(func.count()).where(HourLog.step_id == step_id, HourLog.undone_at.is_(None))
        )
        minutes = minutes_of(line.done.get("minutes", ""))
        if minutes and not had:
            log = HourLog(step_id=step_id, at=self._now, study_day=self._today, minutes=minutes)
            self._session.add(log)
        known = set(self._session.scalars(select(Evidence.text).where(Evidence.step_id == step_id)))
        fresh = [text for _, text in line.evidence if text not in known]
        for kind, text in line.evidence:
            if kind == "link" and not is_link(text):
                raise UserError("step.evidence", why=f"'{text[:40]}' is no link")
            if text not in known:
                self._session.add(Evidence(step_id=step_id, kind=kind, text=text, created_at=self._now))
        return bool(fresh) or bool(minutes and not had)

    def _needs(self, line: StepLine, step_id: int) -> None:
        """Prerequisites once every line is down; a shipped step keeps its own."""
        step = self._session.get_one(Step, step_id)
        if step.pack_id is not None or "needs" in self._load.lacks:
            return
        choices = [[self._named(name) for name in choice] for choice in line.needs]
        lost = [name for choice in line.needs for name in choice if self._named(name) is None]
        if lost:
            self._load.refused.append(Refused(line.where, f"needs: no step is called '{lost[0]}'"))
        try:
            wanted = [[need for need in choice if need is not None] for choice in choices]
            ownsteps.set_needs(self._session, step_id, wanted)
        except UserError:
            self._load.refused.append(Refused(line.where, "needs: the step would come before itself"))

    def _named(self, name: str) -> int | None:
        if name in self._steps:
            return self._steps[name]
        query = select(Step.thing_id).join(Thing).where((Thing.ref == name) | (Step.title == name))
        return self._session.scalar(query.where(Step.deleted_at.is_(None)).order_by(Step.thing_id))


def _title(cell: str) -> str:
    return " ".join(cell.split())


def _ref_of(line: StepLine) -> str:
    return line.ref or own_ref_of("step", _title(line.path), line.texts.get("title", ""))
