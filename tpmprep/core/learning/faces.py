"""What the learning room hands out and takes in: paths, milestones, steps, progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

Status = Literal["next", "doing", "waiting", "done", "not_for_me"]
STATUSES: tuple[Status, ...] = ("next", "doing", "waiting", "done", "not_for_me")
Shape = Literal["line", "text", "number", "day", "link", "tick", "choice", "scores"]


@dataclass(frozen=True, slots=True)
class StepField:
    """One thing a person fills in on a step; what is written is kept as text.

    A ``number`` is 0 to ``high``, and no more than the field named by ``within``; a ``day`` is written
    ``2026-03-31``; a ``tick`` is ``yes`` or empty; ``scores`` has one line a mock exam, its day and its
    percentage. ``listed`` shows the value in lists; ``coming`` names a day that lies ahead until the step is
    done; ``reminder`` is said while a step is begun or done, its tick is still missing, and one of
    ``reminder_for`` (a shipped fact or another field) has a value.
    """

    name: str
    label: str
    shape: Shape = "line"
    hint: str = ""
    unit: str = ""
    high: float = 1_000_000
    within: str = ""
    choices: tuple[str, ...] = ()
    listed: bool = False
    coming: str = ""
    reminder: str = ""
    reminder_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepKind:
    """A kind of step: its name, title and icon, what packs tell of it, and what a person fills in.

    ``fields`` are (name, label) of shipped facts; ``own`` are the person's.
    """

    name: str
    title: str
    icon: str
    about: str
    fields: tuple[tuple[str, str], ...]
    own: tuple[StepField, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What a person wrote into one field of a step, empty where nothing yet."""

    field: StepField
    text: str


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path in a list; hours are planned hours of steps in scope (not skipped).

    ``whom`` says for whom it is; ``own`` is true of a path the person made.
    """

    id: int
    ref: str
    title: str
    summary: str
    whom: str
    own: bool
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
    """A step in its path; ``open_needs`` are titles of prerequisites not yet done.

    ``told`` are the person's own values that lists show; ``own`` is true of a step the person made.
    """

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
    told: tuple[OwnValue, ...]
    own: bool


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
    """A path in full; only a path of one's ``own`` can be changed."""

    id: int
    ref: str
    title: str
    summary: str
    whom: str
    own: bool
    weekly_hours: float
    followed: bool
    milestones: tuple[MilestoneFace, ...]
    hours: float
    hours_done: float
    minutes_spent: int
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class StepFace:
    """A step in full.

    ``fields`` are the kind's shipped facts (exam minutes, pass mark …) as (label, value); ``own`` is what the
    person fills in; ``needs`` are ids of prerequisites: all choices must be met, within one any is enough;
    ``outline`` is what an exam asks about.
    """

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
    own: tuple[OwnValue, ...]
    reminders: tuple[str, ...]
    needs: tuple[tuple[int, ...], ...]
    outline: tuple[ExamPart, ...]


@dataclass(frozen=True, slots=True)
class ExamPart:
    """One subject of an exam: its weight in per cent where one is known, and the concepts it asks."""

    title: str
    weight: float | None
    concepts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepDate:
    """A day that lies ahead: ``what`` names it (``Due``, ``Exam``, ``Next action`` …)."""

    on: date
    step_id: int
    title: str
    what: str


@dataclass(frozen=True, slots=True)
class CertificateFace:
    """A certification as the list of certificates shows it.

    ``ends_on`` is the day a passed one runs out, ``warns`` how near that is (empty, ``soon`` within 180
    days, ``now`` within 30, ``past``); ``hours_left`` and ``weekly`` are what preparing takes until
    ``exam_on``; ``mocks`` are mock exams as (day, per cent), oldest first.
    """

    step: StepFace
    code: str
    exam_on: date | None
    voucher_until: date | None
    passed_on: date | None
    ends_on: date | None
    warns: str
    hours_left: float
    weekly: float | None
    mocks: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class PathDraft:
    """A path as a person writes it."""

    title: str
    summary: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as a person writes it; hours 0–2000, ``url`` empty or http(s)."""

    kind: str
    title: str
    what: str = ""
    done_when: str = ""
    provider: str = ""
    url: str = ""
    hours: float = 1.0
    cost: float | None = None
    currency: str = "USD"


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

    def kinds(self) -> tuple[StepKind, ...]:
        """Every kind a step can be, by title."""

    def set_fields(self, step_id: int, values: Mapping[str, str]) -> StepFace:
        """Keeps what a person filled in, empty clears; raises ``step.field``, and then keeps nothing."""

    def set_hours(self, step_id: int, hours: float) -> StepFace:
        """Changes the planned hours of any step, 0–2000; raises ``step.hours``."""

    def dates(self) -> tuple[StepDate, ...]:
        """Days that lie ahead on steps not done yet, and certificates running out, soonest first."""

    def certificates(self) -> tuple[CertificateFace, ...]:
        """Every certification of all paths, those of followed paths first."""

    def make_path(self, draft: PathDraft) -> PathFace:
        """Makes an own path with one milestone, and follows it; raises ``path.field``."""

    def copy_path(self, path_id: int) -> PathFace:
        """Makes an own path with the milestones and steps of another, to be changed at will."""

    def edit_path(self, path_id: int, draft: PathDraft) -> PathFace:
        """Changes an own path; raises ``path.field`` or ``path.shipped``."""

    def delete_path(self, path_id: int) -> None:
        """Puts an own path into the trash, with its own steps that stand in no other path."""

    def add_milestone(self, path_id: int, title: str, about: str = "") -> PathFace:
        """Adds a milestone at the end of an own path."""

    def edit_milestone(self, milestone_id: int, title: str, about: str = "") -> PathFace:
        """Renames a milestone of an own path."""

    def remove_milestone(self, milestone_id: int) -> PathFace:
        """Takes an empty milestone away; raises ``path.milestone_full`` where it still has steps."""

    def add_step(self, milestone_id: int, draft: StepDraft) -> StepFace:
        """Makes an own step at the end of a milestone; raises ``step.draft``."""

    def edit_step(self, step_id: int, draft: StepDraft) -> StepFace:
        """Changes an own step; raises ``step.draft`` or ``step.shipped``."""

    def use_step(self, milestone_id: int, step_id: int) -> PathFace:
        """Puts a step that exists at the end of a milestone; one already in the path moves there."""

    def move_step(self, path_id: int, step_id: int, by: int) -> PathFace:
        """Moves a step up (−1) or down (+1) in an own path, across milestones."""

    def take_out(self, path_id: int, step_id: int) -> PathFace:
        """Takes a step out of an own path; its hours and proof stay."""

    def set_optional(self, path_id: int, step_id: int, *, optional: bool) -> PathFace:
        """Says whether a step of an own path counts only once it is begun."""

    def set_needs(self, step_id: int, choices: Sequence[Sequence[int]]) -> StepFace:
        """Sets what comes before an own step; raises ``step.loop`` where it would wait for itself."""
