"""What the front page shows; apart from the rest, because it is read before anything else is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.aim.faces import AimFace

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
    """Everything the front page shows; ``done`` when today's plan is finished.

    ``left`` counts what an unfinished sitting goes on with, by kind of exercise.
    """

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
    left: tuple[tuple[str, int], ...] = ()
