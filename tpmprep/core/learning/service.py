"""The learning room's service: paths followed, steps done, hours, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tpmprep.core.catalog.things import shorten
from tpmprep.core.db.tables.learning import Evidence, HourLog, Step, StepProgress
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import study_day, today
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning import paths
from tpmprep.core.learning.steps import step_face

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database
    from tpmprep.core.learning.faces import PathFace, PathRow, Status, StepFace, StepRow

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
            return paths.next_step(session)

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
    if kind == "link" and not _is_link(text):
        raise UserError("step.evidence", why="a link begins with https://")


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
