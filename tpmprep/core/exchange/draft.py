"""The neutral draft every file format translates from and to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from tpmprep.core.exchange.faces import Refused
    from tpmprep.core.quiz.faces import NumberKey


@dataclass(slots=True)
class NoteLine:
    """A note on its way in or out; ``ref`` is empty for one that has no permanent id yet.

    Not frozen, for there are 100,000 of them, and a frozen one takes five times as long to make.
    """

    where: str
    kind: str
    deck: str
    fields: dict[str, str]
    ref: str = ""
    explanation: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A quiz item on its way in or out; options are (text, right, why), or a number is asked for."""

    where: str
    kind: str
    stem: str
    options: tuple[tuple[str, bool, str], ...]
    ref: str = ""
    explanation: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    number: NumberKey | None = None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """An interview question with its answer note on its way in or out."""

    where: str
    category: str
    prompt: str
    ref: str = ""
    minutes: float = 3.0
    outline: str = ""
    answer: str = ""
    tags: tuple[str, ...] = ()
    listen_for: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a path on its way in or out, with what the person did on it.

    ``needs`` are permanent ids or titles of steps: all choices, within one any; ``texts`` are what the step
    is (kind, title, provider …), ``own`` what the person filled in, ``evidence`` (kind, text).
    """

    where: str
    path: str
    milestone: str
    texts: dict[str, str]
    ref: str = ""
    optional: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    done: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A STAR story on its way in or out."""

    where: str
    title: str
    parts: dict[str, str]
    ref: str = ""
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeLine:
    """A rehearsal of a question or story on its way in or out.

    ``of`` is the permanent id of what was said, ``asked`` its words; ``score`` is 1–5. Without a ``day`` it
    is the study day of ``at``.
    """

    where: str
    of: str
    asked: str
    at: datetime
    day: date | None
    duration_ms: int
    score: int | None = None
    parts: tuple[str, ...] = ()
    said: str = ""
    improve: str = ""


@dataclass(slots=True)
class ReviewLine:
    """A review on its way out: ``of`` is the permanent id of what was asked, ``note`` that of its note.

    Not frozen, for there may be a million of them.
    """

    of: str
    note: str
    room: str
    at: datetime
    day: str
    rating: int
    kind: str
    duration_ms: int
    state_before: str
    due_at: datetime | None


@dataclass(slots=True)
class ResponseLine:
    """An answer to a quiz item on its way out: ``of`` is the item's permanent id, ``score`` 0–1.

    ``given`` is what was chosen or typed, ``counted`` whether it moved when the item comes back. Not frozen,
    for there may be very many.
    """

    of: str
    stem: str
    at: datetime
    day: str
    duration_ms: int
    given: tuple[str, ...]
    score: float
    sure: str
    counted: bool


@dataclass(slots=True)
class Load:
    """All a file holds, and what of it was refused; ``lacks`` are the columns it does not have at all.

    ``reviews`` and ``responses`` are read as they are written, for there may be a million.
    """

    notes: list[NoteLine] = field(default_factory=list)
    items: list[ItemLine] = field(default_factory=list)
    questions: list[QuestionLine] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    steps: list[StepLine] = field(default_factory=list)
    stories: list[StoryLine] = field(default_factory=list)
    takes: list[TakeLine] = field(default_factory=list)
    reviews: Iterable[ReviewLine] = ()
    responses: Iterable[ResponseLine] = ()
    lacks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the endings it is known by, and how it is read and written.

    ``knows`` looks at the first bytes; ``read`` raises ``exchange.unreadable``; ``write`` gives the header,
    then a row a thing. A format that only reads has no ``write``; ``holds`` are the parts of a load it can
    hold.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    knows: Callable[[bytes], bool]
    read: Callable[[Path], Load]
    write: Callable[[Load], Iterable[str]] | None = None
    holds: tuple[str, ...] = ("notes", "items", "questions")
