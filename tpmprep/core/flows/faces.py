"""What the mixed sitting hands out: exercises one after another, and what each answer led to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from tpmprep.core.cards.faces import CardFace
    from tpmprep.core.catalog.faces import ConceptFace
    from tpmprep.core.interview.faces import QuestionFace, TakeDraft
    from tpmprep.core.learning.faces import StepFace
    from tpmprep.core.quiz.faces import Answer, Confidence, ItemFace, Verdict
    from tpmprep.core.recall.faces import Rating

ExerciseKind = Literal["concept", "card", "item", "question", "step"]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One thing to show and answer; exactly one of the faces is set, the one ``kind`` names."""

    kind: ExerciseKind
    thing_id: int
    concept: ConceptFace | None = None
    card: CardFace | None = None
    item: ItemFace | None = None
    question: QuestionFace | None = None
    step: StepFace | None = None


@dataclass(frozen=True, slots=True)
class SittingFace:
    """How far a sitting is; ``done`` and ``total`` count exercises."""

    id: int
    title: str
    done: int
    total: int
    minutes_left: int
    finished: bool


@dataclass(frozen=True, slots=True)
class SittingEnd:
    """What a finished sitting achieved, for its last page."""

    cards: int
    items: int
    items_right: int
    takes: int
    concepts: tuple[str, ...]
    minutes: int
    comes_back_tomorrow: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one gesture returned: the sitting as it stands and the next exercise, None at its end."""

    sitting: SittingFace
    exercise: Exercise | None
    verdict: Verdict | None = None
    end: SittingEnd | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sitting will hold: ``[kind, thing_id]`` pairs in order; concepts before their first test."""

    title: str
    minutes: int
    things: tuple[tuple[ExerciseKind, int], ...]


class SittingsPort(Protocol):
    """Runs sittings; each method is one gesture, one transaction, one answer."""

    def start(self, plan: Plan) -> Turn:
        """Begins a sitting (an unfinished one ends); raises ``sitting.empty`` for an empty plan."""

    def resume(self) -> Turn | None:
        """The unfinished sitting where it stood; None when there is none."""

    def stands_on(self) -> str:
        """The kind of exercise the unfinished sitting stands on; empty when there is none."""

    def look_ahead(self) -> None:
        """Reads the card after the present one, so that the answer need not wait for it; changes nothing."""

    def deck(self, deck_id: int, *, more: bool = False) -> Plan:
        """A plan of a deck's learning, due and allowed new cards; with ``more`` a few beyond the limit."""

    def practice(self, item_ids: Sequence[int], title: str) -> Plan:
        """A plan of quiz items."""

    def one(self, kind: ExerciseKind, thing_id: int) -> Plan:
        """A plan of one thing (and its concept, if it was never met)."""

    def check(self, step_id: int) -> Plan:
        """A plan of short checks on a finished step; without things where nothing tests its concepts."""

    def first(self, item_id: int) -> Plan:
        """The very first plan: a scenario, then the concept behind it, then its first cards."""

    def seen(self, concept_id: int) -> Turn:
        """The concept was read: note it as met and go on."""

    def answer(self, card_id: int, rating: Rating, duration_ms: int) -> Turn:
        """Grades a card, logs it and moves on."""

    def respond(
        self, item_id: int, given: Sequence[Answer], confidence: Confidence, duration_ms: int
    ) -> Turn:
        """Grades an item and stays on it, so that the reasons can be read; ``verdict`` is set."""

    def go_on(self) -> Turn:
        """Leaves the present exercise (a read verdict, a skipped thing) and moves on."""

    def take(self, question_id: int, draft: TakeDraft) -> Turn:
        """Keeps a take of the present question and moves on."""

    def bury(self, card_id: int) -> Turn:
        """Hides the card until tomorrow and moves on."""

    def suspend(self, card_id: int) -> Turn:
        """Takes the card out of the schedule and moves on."""

    def end(self) -> Turn:
        """Ends the sitting here; what was answered stays."""


@dataclass(frozen=True, slots=True)
class PlaceFace:
    """Where the profile lies; ``synced_by`` names a cloud service, or is ``network`` or empty."""

    folder: Path
    synced_by: str


@dataclass(frozen=True, slots=True)
class CheckFace:
    """What a check found: pairs of a stable name (``tally.differs``) and where; nothing when all is well.

    ``can_mend`` says that some of it is made from something else and can be made anew. ``unused`` names the
    pictures and sounds that no text names, which is no problem: after 30 days they go by themselves.
    """

    problems: tuple[tuple[str, str], ...]
    can_mend: bool
    unused: tuple[str, ...] = ()


class CarePort(Protocol):
    """The care of the profile: where it lies, whether it is sound, what helpers need to know of it."""

    def place(self) -> PlaceFace:
        """Where the profile lies, and which cloud service or network holds that folder."""

    def last_check(self) -> date | None:
        """The day of the last full check in which nothing was wrong."""

    def check(self) -> CheckFace:
        """Looks at everything; takes some seconds."""

    def mend(self) -> CheckFace:
        """Makes anew what is made from something else, and checks again."""

    def save_diagnosis(self, file: Path, more: Mapping[str, str]) -> Path:
        """Writes versions, counts, a check and the log as a zip, without a word a person wrote.

        Raises ``profile.disk_full`` or ``folder.not_writable``; ``more`` adds versions, such as Qt's.
        """
