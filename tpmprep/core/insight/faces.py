"""What Progress and the first start show, and all that can be asked across rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.aim.faces import AimDraft
    from tpmprep.core.insight.front import BlockKind, RoundRow, TodayFace


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an aim means: hours until the date and what fits, worded by the window."""

    hours: float
    days: int | None
    concepts: int
    stories: int
    mocks: int
    cards_a_day: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DomainReadiness:
    """Readiness of one domain 0–1 with its interval and its parts."""

    domain: str
    score: float
    low: float
    high: float
    recall: float | None
    met: float
    quiz: float | None


@dataclass(frozen=True, slots=True)
class MonthRetention:
    """Of the reviews of a month the share remembered, 0–1, with its 90 % interval."""

    month: date
    share: float
    low: float
    high: float
    reviews: int


@dataclass(frozen=True, slots=True)
class WeekTime:
    """Minutes spent in each room (below ten to a tenth) in the week that begins on ``monday``."""

    monday: date
    minutes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class SureShare:
    """Of the answers given with a confidence (0 guess, 1 think so, 2 sure) the share that was right."""

    confidence: int
    share: float
    low: float
    high: float
    answers: int


@dataclass(frozen=True, slots=True)
class TakeWeek:
    """Self-scores 1–5 of the takes of a week: mean, lowest, highest, how many."""

    monday: date
    mean: float
    low: int
    high: int
    takes: int


@dataclass(frozen=True, slots=True)
class ProgressFace:
    """The progress page.

    Attributes:
        days: study days with minutes, a year back.
        load: cards due on each of the next 30 days; ``fresh`` what new cards by the plan add to them.
        retention: share of all reviews remembered; ``months`` by month, ``reviews`` all answers to cards.
    """

    days: tuple[tuple[date, int], ...]
    minutes_by_room: tuple[tuple[str, int], ...]
    rounds: tuple[RoundRow, ...]
    domains: tuple[DomainReadiness, ...]
    load: tuple[tuple[date, int], ...]
    retention: float | None
    reviews: int
    fresh: tuple[tuple[date, int], ...] = ()
    months: tuple[MonthRetention, ...] = ()
    weeks: tuple[WeekTime, ...] = ()
    sureness: tuple[SureShare, ...] = ()
    takes: tuple[TakeWeek, ...] = ()


@dataclass(frozen=True, slots=True)
class ExamPartRow:
    """One subject of an exam: its weight in per cent where known, and how far it is covered.

    ``tried`` and ``right`` are items by their newest answer; without a title it is the whole exam.
    """

    title: str
    weight: float | None
    concepts: int
    met: int
    items: int
    tried: int
    right: int
    concept_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Counts for the ``status`` command."""

    concepts: int
    notes: int
    cards: int
    cards_due: int
    quiz_items: int
    interview_questions: int
    stories: int
    paths: int
    steps: int
    reviews: int
    responses: int
    rehearsals: int
    readiness: float


class InsightPort(Protocol):
    """Questions over all rooms."""

    def today(
        self, minutes: int | None = None, only: BlockKind | None = None, skip: Sequence[tuple[str, int]] = ()
    ) -> TodayFace:
        """Today's page, for fewer minutes, one kind of block, or without some things."""

    def takes_long(self) -> bool:
        """Whether so many cards belong to concepts that today is better read beside the window."""

    def consequence(self, draft: AimDraft) -> Consequence:
        """What an aim would mean."""

    def progress(self) -> ProgressFace:
        """The progress page."""

    def status(self) -> Status:
        """Counts of everything."""

    def first_item(self) -> int | None:
        """The quiz item a new user meets first: a core scenario of difficulty 1, never tried."""

    def exam(self, step_id: int) -> tuple[ExamPartRow, ...]:
        """How far the subjects of a certification are covered; raises ``step.gone``."""
