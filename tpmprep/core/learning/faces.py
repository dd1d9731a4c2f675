"""What the learning room hands out and takes in: paths, milestones, steps, progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

Status = Literal["next", "doing", "waiting", "done", "not_for_me"]
STATUSES: tuple[Status, ...] = ("next", "doing", "waiting", "done", "not_for_me")


@dataclass(frozen=True, slots=True)
class StepKind:
    """A kind of step: its name, title, icon, and its own fields as (name, label)."""

    name: str
    title: str
    icon: str
    about: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path in a list; hours are planned hours of steps in scope (not skipped)."""

    id: int
    ref: str
    title: str
    summary: str
    steps: int
    done: int
    hours: float
    hours_done: float
    followed: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a path ends at ``weekly_hours``; ``points`` are (day, planned hours done) so far."""

    weekly_hours: float
    likely_on: date | None
    late_on: date | None
    factor: float
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Proof that a step is done: ``kind`` link, file or note."""

    id: int
    kind: str
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in its path; ``open_needs`` are titles of prerequisites not yet done."""

    id: int
    ref: str
    kind: str
    kind_title: str
    icon: str
    title: str
    status: Status
    hours: float
    minutes_spent: int
    due_on: date | None
    done_on: date | None
    needs: tuple[str, ...]
    open_needs: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class MilestoneFace:
    """A stage of a path with its steps."""

    id: int
    title: str
    about: str
    steps: tuple[StepRow, ...]
    hours: float
    minutes_spent: int
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PathFace:
    """A path in full."""

    id: int
    ref: str
    title: str
    summary: str
    weekly_hours: float
    followed: bool
    milestones: tuple[MilestoneFace, ...]
    hours: float
    hours_done: float
    minutes_spent: int
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class StepFace:
    """A step in full; ``fields`` are the kind's own (exam minutes, pass mark …), (label, value)."""

    row: StepRow
    provider: str
    url: str
    what: str
    done_when: str
    cost: float | None
    currency: str
    licence: str
    explanation: str
    source: str
    as_of: date | None
    fields: tuple[tuple[str, str], ...]
    notes: str
    cost_spent: float | None
    tested_out: bool
    evidence: tuple[EvidenceRow, ...]
    concepts: tuple[tuple[int, str], ...]
    paths: tuple[tuple[int, str], ...]
    extra: Mapping[str, str]


class LearningPort(Protocol):
    """Paths, steps and what was done."""

    def paths(self) -> tuple[PathRow, ...]:
        """All paths, followed ones first."""

    def path(self, path_id: int) -> PathFace:
        """One path; raises ``path.gone``."""

    def follow(self, path_id: int, *, followed: bool) -> None:
        """Makes a path one of the person's own, or lets go of it."""

    def set_weekly_hours(self, path_id: int, hours: float) -> PathFace:
        """Hours a week planned for a path, 0.5–80; raises ``path.hours``."""

    def step(self, step_id: int) -> StepFace:
        """One step; raises ``step.gone``."""

    def next_step(self) -> StepRow | None:
        """The step to go on with: one being done, else the next whose prerequisites are met."""

    def set_status(self, step_id: int, status: Status, *, tested_out: bool = False) -> StepFace:
        """Changes a step's status; done sets the day; open prerequisites are allowed and shown."""

    def log_minutes(self, step_id: int, minutes: int) -> StepFace:
        """Logs time spent, 1–1440 minutes; a step not begun becomes doing; raises ``step.minutes``."""

    def set_notes(self, step_id: int, notes: str) -> None:
        """Saves the notes on a step."""

    def set_due(self, step_id: int, due_on: date | None) -> None:
        """Sets or clears the day a step is meant to be done."""

    def set_cost(self, step_id: int, cost: float | None) -> None:
        """Saves what a step cost so far; raises ``step.cost`` for a negative sum."""

    def add_evidence(self, step_id: int, kind: str, text: str) -> StepFace:
        """Adds proof; raises ``step.evidence`` for an empty text or an odd link."""

    def remove_evidence(self, evidence_id: int) -> None:
        """Takes proof away."""
