"""What Today, Progress and the first start show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.aim.faces import AimDraft, AimFace

BlockKind = Literal["recall", "apply", "say", "do"]
Word = Literal["not_begun", "shaky", "ready"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence as a code with values, worded by the window (``ui/pages/today/words.py``)."""

    code: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of today's sitting, with the things it will show."""

    kind: BlockKind
    title: Reason
    why: Reason
    minutes: int
    things: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """How ready a round is, in a word, with its one gap and the action that closes it.

    ``score`` 0–1 with its interval ``low``–``high``; ``action`` opens (kind, thing id).
    """

    round: str
    word: Word
    gap: Reason
    action: Reason
    opens: tuple[str, int] | None
    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DateRow:
    """A coming date."""

    on: date
    title: str
    opens: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class TodayFace:
    """Everything the front page shows; ``done`` when today's plan is finished."""

    on: date
    aim: AimFace | None
    minutes: int
    blocks: tuple[Block, ...]
    rounds: tuple[RoundRow, ...]
    news: tuple[str, ...]
    dates: tuple[DateRow, ...]
    done: bool
    minutes_done: int
    resumes: bool


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
class ProgressFace:
    """The progress page: days studied, rounds, domains."""

    days: tuple[tuple[date, int], ...]
    minutes_by_room: tuple[tuple[str, int], ...]
    rounds: tuple[RoundRow, ...]
    domains: tuple[DomainReadiness, ...]
    load: tuple[tuple[date, int], ...]
    retention: float | None
    reviews: int


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

    def consequence(self, draft: AimDraft) -> Consequence:
        """What an aim would mean."""

    def progress(self) -> ProgressFace:
        """The progress page."""

    def status(self) -> Status:
        """Counts of everything."""

    def first_item(self) -> int | None:
        """The quiz item a new user meets first: a core scenario of difficulty 1, never tried."""
