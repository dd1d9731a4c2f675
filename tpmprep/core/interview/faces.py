"""What the interview room hands out and takes in: questions, answer notes, stories, takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category; ``round`` is screening, behavioural, product, technical, execution or offer."""

    id: int
    ref: str
    title: str
    round: str
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class QuestionQuery:
    """Which questions to list; ``state`` is unanswered, answered, rehearsed, starred, own or empty."""

    category_id: int | None = None
    round: str = ""
    text: str = ""
    state: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in a list; ``last_score`` 1–5 of the newest take."""

    id: int
    prompt: str
    category: str
    round: str
    tier: str
    minutes: float
    has_answer: bool
    takes: int
    last_score: int | None
    starred: bool
    shipped: bool


@dataclass(frozen=True, slots=True)
class TakeRow:
    """One rehearsal; ``score`` 1–5."""

    id: int
    number: int
    at: datetime
    study_day: date
    duration_ms: int
    score: int | None
    improve: str
    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionFace:
    """A question in full, with the answer note and the earlier takes; one thinks ``think_seconds`` first."""

    id: int
    ref: str
    prompt: str
    category: str
    category_id: int
    round: str
    framework: str
    listen_for: str
    minutes: float
    parts: tuple[str, ...]
    outline: str
    rubric: Mapping[str, str]
    follow_ups: tuple[str, ...]
    mistakes: tuple[str, ...]
    explanation: str
    source: str
    tier: str
    concepts: tuple[tuple[int, str], ...]
    answer: str
    answer_edited_at: datetime | None
    takes: tuple[TakeRow, ...]
    starred: bool
    shipped: bool
    think_seconds: int = 30


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question of the user's own."""

    prompt: str
    category_id: int
    minutes: float = 3.0
    listen_for: str = ""
    outline: str = ""
    concept_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A STAR story as typed."""

    title: str
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    reflection: str = ""
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFace:
    """A STAR story; ``filled`` of its five parts have text."""

    id: int
    title: str
    situation: str
    task: str
    action: str
    result: str
    reflection: str
    competencies: tuple[str, ...]
    filled: int
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class TakeDraft:
    """A finished rehearsal: how long, the typed text, what was ticked, one score 1–5, one improvement."""

    duration_ms: int
    text: str = ""
    parts: tuple[str, ...] = ()
    score: int | None = None
    improve: str = ""


class InterviewPort(Protocol):
    """The question bank, answer notes, stories and takes."""

    def categories(self) -> tuple[CategoryRow, ...]:
        """All categories in order."""

    def questions(self, query: QuestionQuery) -> tuple[QuestionRow, ...]:
        """Questions that match."""

    def question(self, question_id: int) -> QuestionFace:
        """One question; raises ``question.gone``."""

    def add_question(self, draft: QuestionDraft) -> int:
        """Adds a question; raises ``question.field``."""

    def edit_question(self, question_id: int, draft: QuestionDraft) -> QuestionFace:
        """Changes a question; raises ``question.field``."""

    def delete_questions(self, question_ids: Sequence[int]) -> int:
        """Puts questions into the trash; their takes stay in history."""

    def star(self, question_id: int, *, starred: bool) -> None:
        """Marks a question, or takes the mark away."""

    def save_answer(self, question_id: int, text: str) -> datetime:
        """Saves the answer note; an empty text removes it; returns when."""

    def save_take(self, question_id: int, draft: TakeDraft) -> TakeRow:
        """Keeps a take; with a score it also grades the question's memory; raises ``take.score``."""

    def stories(self) -> tuple[StoryFace, ...]:
        """All stories, newest edit first."""

    def add_story(self, draft: StoryDraft) -> int:
        """Adds a story; raises ``story.field`` without a title."""

    def edit_story(self, story_id: int, draft: StoryDraft) -> StoryFace:
        """Changes a story; raises ``story.field``."""

    def delete_story(self, story_id: int) -> None:
        """Puts a story into the trash."""
