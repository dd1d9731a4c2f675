"""The learning room's service: paths followed, steps done, hours, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.catalog.things import keep_shipped
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.tables.learning import Evidence, HourLog, Step, StepProgress
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import study_day, today
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning import certificates, milestones, order, own, ownsteps, paths
from tpmprep.core.learning.fields import filled
from tpmprep.core.learning.going_on import next_step
from tpmprep.core.learning.plan import index_step
from tpmprep.core.learning.shapes import is_link
from tpmprep.core.learning.steps import KINDS, step_face, step_facts, step_row
from tpmprep.core.learning.written import LONGEST_TITLE, MOST_STEP_HOURS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database
    from tpmprep.core.learning.faces import (
        CertificateFace,
        PathDraft,
        PathFace,
        PathRow,
        Status,
        StepDate,
        StepDraft,
        StepFace,
        StepKind,
        StepRow,
    )

FEWEST_HOURS, MOST_HOURS = 0.5, 80.0
MOST_MINUTES = 1440
PATHS = Change.PATHS | Change.PROGRESS


class Learning:
    """Paths, steps and what was done, over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def paths(self) -> tuple[PathRow, ...]:
        """All paths, followed ones first."""
        with self._db.reading() as session:
            return paths.path_rows(session)

    def path(self, path_id: int) -> PathFace:
        """One path; raises ``path.gone``."""
        with self._db.reading() as session:
            return paths.path_face(session, path_id, today(self._db.clock))

    def follow(self, path_id: int, *, followed: bool) -> None:
        """Makes a path one of the person's own, or lets go of it."""
        name = "path.followed" if followed else "path.left"
        with self._db.step(name, PATHS, ref=path_id, page="paths") as session:
            paths.need_path(session, path_id).followed = followed

    def set_weekly_hours(self, path_id: int, hours: float) -> PathFace:
        """Hours a week planned for a path, 0.5–80; raises ``path.hours``."""
        if not FEWEST_HOURS <= hours <= MOST_HOURS:
            raise UserError("path.hours", hours=hours, low=FEWEST_HOURS, high=MOST_HOURS)
        with self._db.step("path.hours", PATHS, ref=path_id, page="paths") as session:
            paths.need_path(session, path_id).weekly_hours = hours
            session.flush()
            return paths.path_face(session, path_id, today(self._db.clock))

    def step(self, step_id: int) -> StepFace:
        """One step; raises ``step.gone``."""
        with self._db.reading() as session:
            return step_face(session, step_id)

    def next_step(self) -> StepRow | None:
        """The step to go on with: one being done, else the next whose prerequisites are met."""
        with self._db.reading() as session:
            found = next_step(raw_of(session))
            return (
                None
                if found is None
                else step_row(step_facts(session), found.id, optional=bool(found.optional))
            )

    def set_status(self, step_id: int, status: Status, *, tested_out: bool = False) -> StepFace:
        """Changes a step's status; done sets the day; open prerequisites are allowed and shown."""
        day = today(self._db.clock)
        with self._db.step("step.status", PATHS, status=status, page="paths", ref=step_id) as session:
            row = _progress(session, step_id)
            row.status = status
            row.done_on = day if status == "done" else None
            row.tested_out = tested_out and status == "done"
            if status == "doing" and row.started_on is None:
                row.started_on = day
            session.flush()
            return step_face(session, step_id)

    def log_minutes(self, step_id: int, minutes: int) -> StepFace:
        """Logs time spent, 1–1440 minutes; a step not begun becomes doing; raises ``step.minutes``."""
        if not 1 <= minutes <= MOST_MINUTES:
            raise UserError("step.minutes", minutes=minutes, high=MOST_MINUTES)
        now = self._db.clock.now()
        day = study_day(now, self._db.clock.zone())
        with self._db.step("step.minutes", PATHS, minutes=minutes, page="paths", ref=step_id) as session:
            row = _progress(session, step_id)
            if row.status in {"next", "waiting"}:
                row.status = "doing"
                row.started_on = row.started_on or day
            session.add(HourLog(step_id=step_id, at=now, study_day=day, minutes=minutes))
            session.flush()
            return step_face(session, step_id)

    def set_notes(self, step_id: int, notes: str) -> None:
        """Saves the notes on a step."""
        with self._db.step("step.notes", PATHS, page="paths", ref=step_id) as session:
            _progress(session, step_id).notes = notes
            session.flush()
            index_step(session, session.get_one(Step, step_id))

    def set_due(self, step_id: int, due_on: date | None) -> None:
        """Sets or clears the day a step is meant to be done."""
        with self._db.step("step.due", PATHS, page="paths", ref=step_id) as session:
            _progress(session, step_id).due_on = due_on

    def set_cost(self, step_id: int, cost: float | None) -> None:
        """Saves what a step cost so far; raises ``step.cost`` for a negative sum."""
        if cost is not None and cost < 0:
            raise UserError("step.cost", cost=cost)
        with self._db.step("step.cost", PATHS, page="paths", ref=step_id) as session:
            _progress(session, step_id).cost = cost

    def add_evidence(self, step_id: int, kind: str, text: str) -> StepFace:
        """Adds proof; raises ``step.evidence`` for an empty text or an odd link."""
        proof = text.strip()
        _check_evidence(kind, proof)
        says = {"title": shorten(proof), "page": "paths", "ref": step_id}
        with self._db.step("step.evidence", PATHS, **says) as session:
            _need_step(session, step_id)
            session.add(Evidence(step_id=step_id, kind=kind, text=proof, created_at=self._db.clock.now()))
            session.flush()
            return step_face(session, step_id)

    def remove_evidence(self, evidence_id: int) -> None:
        """Takes proof away."""
        with self._db.step("step.evidence_removed", PATHS, page="paths") as session:
            row = session.get(Evidence, evidence_id)
            if row is not None:
                session.delete(row)

    def kinds(self) -> tuple[StepKind, ...]:
        """Every kind a step can be, by title."""
        return tuple(sorted(KINDS.all(), key=lambda kind: kind.title))

    def set_fields(self, step_id: int, values: Mapping[str, str]) -> StepFace:
        """Keeps what a person filled in, empty clears; raises ``step.field``, and then keeps nothing."""
        day = today(self._db.clock)
        with self._db.step("step.fields", PATHS, page="paths", ref=step_id) as session:
            row = _progress(session, step_id)
            step = session.get_one(Step, step_id)
            kind = KINDS.get(step.kind)
            if kind is None:
                raise UserError(
                    "step.field", label=step.kind, why="this version does not know this kind of step"
                )
            row.body = filled(kind, row.body, values, day)
            session.flush()
            index_step(session, step)
            return step_face(session, step_id)

    def set_hours(self, step_id: int, hours: float) -> StepFace:
        """Changes the planned hours of any step, 0–2000; raises ``step.hours``."""
        if not 0 <= hours <= MOST_STEP_HOURS:
            raise UserError("step.hours", hours=hours, high=MOST_STEP_HOURS)
        with self._db.step("step.hours", PATHS, page="paths", ref=step_id) as session:
            _need_step(session, step_id)
            row = session.get_one(Step, step_id)
            keep_shipped(session, row, {"hours": float(hours)})
            row.hours = float(hours)
            session.flush()
            return step_face(session, step_id)

    def dates(self) -> tuple[StepDate, ...]:
        """Days that lie ahead on steps not done yet, and certificates running out, soonest first."""
        with self._db.reading() as session:
            return certificates.dates(session, today(self._db.clock))

    def certificates(self) -> tuple[CertificateFace, ...]:
        """Every certification of all paths, those of followed paths first."""
        with self._db.reading() as session:
            return certificates.certificates(session, today(self._db.clock))

    def make_path(self, draft: PathDraft) -> PathFace:
        """Makes an own path with one milestone, and follows it; raises ``path.field``."""
        with self._db.step("path.made", PATHS, title=shorten(draft.title), page="paths") as session:
            path_id = own.add_path(session, draft, self._db.clock.now())
            milestones.add_milestone(session, path_id, milestones.FIRST_MILESTONE)
            return self._face(session, path_id)

    def copy_path(self, path_id: int) -> PathFace:
        """Makes an own path with the milestones and steps of another, to be changed at will."""
        title = self.path(path_id).title
        with self._db.step("path.made", PATHS, title=shorten(title), page="paths") as session:
            copy = own.copy_path(session, path_id, f"{title} (mine)"[:LONGEST_TITLE], self._db.clock.now())
            return self._face(session, copy)

    def edit_path(self, path_id: int, draft: PathDraft) -> PathFace:
        """Changes an own path; raises ``path.field`` or ``path.shipped``."""
        with self._db.step("path.edited", PATHS, ref=path_id, page="paths") as session:
            own.edit_path(session, path_id, draft)
            return self._face(session, path_id)

    def delete_path(self, path_id: int) -> None:
        """Puts an own path into the trash, with its own steps that stand in no other path."""
        title = self.path(path_id).title
        with self._db.step("path.deleted", PATHS, title=shorten(title), page="paths") as session:
            own.delete_path(session, path_id, self._db.clock.now())

    def add_milestone(self, path_id: int, title: str, about: str = "") -> PathFace:
        """Adds a milestone at the end of an own path."""
        with self._db.step("path.milestone", PATHS, ref=path_id, page="paths") as session:
            milestones.add_milestone(session, path_id, title, about)
            return self._face(session, path_id)

    def edit_milestone(self, milestone_id: int, title: str, about: str = "") -> PathFace:
        """Renames a milestone of an own path."""
        with self._db.step("path.milestone", PATHS, page="paths") as session:
            return self._face(session, milestones.edit_milestone(session, milestone_id, title, about))

    def remove_milestone(self, milestone_id: int) -> PathFace:
        """Takes an empty milestone away; raises ``path.milestone_full`` where it still has steps."""
        with self._db.step("path.milestone", PATHS, page="paths") as session:
            return self._face(session, milestones.remove_milestone(session, milestone_id))

    def add_step(self, milestone_id: int, draft: StepDraft) -> StepFace:
        """Makes an own step at the end of a milestone; raises ``step.draft``."""
        with self._db.step("step.added", PATHS, title=shorten(draft.title), page="paths") as session:
            step_id = ownsteps.add_step(session, milestone_id, draft, self._db.clock.now())
            session.flush()
            return step_face(session, step_id)

    def edit_step(self, step_id: int, draft: StepDraft) -> StepFace:
        """Changes an own step; raises ``step.draft`` or ``step.shipped``."""
        with self._db.step("step.edited", PATHS, ref=step_id, page="paths") as session:
            ownsteps.edit_step(session, step_id, draft, self._db.clock.now())
            session.flush()
            return step_face(session, step_id)

    def use_step(self, milestone_id: int, step_id: int) -> PathFace:
        """Puts a step that exists at the end of a milestone; one already in the path moves there."""
        with self._db.step("path.ordered", PATHS, page="paths", ref=step_id) as session:
            return self._face(session, order.use_step(session, milestone_id, step_id))

    def move_step(self, path_id: int, step_id: int, by: int) -> PathFace:
        """Moves a step up (−1) or down (+1) in an own path, across milestones."""
        with self._db.step("path.ordered", PATHS, page="paths", ref=step_id) as session:
            order.move_step(session, path_id, step_id, by)
            return self._face(session, path_id)

    def take_out(self, path_id: int, step_id: int) -> PathFace:
        """Takes a step out of an own path; its hours and proof stay."""
        with self._db.step("path.taken_out", PATHS, page="paths", ref=path_id) as session:
            order.take_out(session, path_id, step_id)
            return self._face(session, path_id)

    def set_optional(self, path_id: int, step_id: int, *, optional: bool) -> PathFace:
        """Says whether a step of an own path counts only once it is begun."""
        with self._db.step("path.ordered", PATHS, page="paths", ref=step_id) as session:
            order.set_optional(session, path_id, step_id, optional=optional)
            return self._face(session, path_id)

    def set_needs(self, step_id: int, choices: Sequence[Sequence[int]]) -> StepFace:
        """Sets what comes before an own step; raises ``step.loop`` where it would wait for itself."""
        with self._db.step("step.needs", PATHS, page="paths", ref=step_id) as session:
            ownsteps.set_needs(session, step_id, choices)
            session.flush()
            return step_face(session, step_id)

    def _face(self, session: Session, path_id: int) -> PathFace:
        session.flush()
        return paths.path_face(session, path_id, today(self._db.clock))


def _need_step(session: Session, step_id: int) -> None:
    row = session.get(Step, step_id)
    if row is None or row.deleted_at is not None:
        raise UserError("step.gone", id=step_id)


def _progress(session: Session, step_id: int) -> StepProgress:
    _need_step(session, step_id)
    row = session.get(StepProgress, step_id)
    if row is None:
        row = StepProgress(step_id=step_id)
        session.add(row)
    return row


def _check_evidence(kind: str, text: str) -> None:
    if not text:
        raise UserError("step.evidence", why="say what proves it")
    if kind not in {"link", "file", "note"}:
        raise UserError("step.evidence", why=f"'{kind}' is not a kind of proof")
    if kind == "link" and not is_link(text):
        raise UserError("step.evidence", why="a link begins with https://")
