"""The book of all that was done by keys, with what was taken back: all that the model is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


@dataclass(frozen=True)
class Deed:
    """Something done by key that Ctrl+Z takes back."""

    at: datetime


@dataclass(frozen=True)
class Rated(Deed):
    """A card was rated 1–4."""

    card: int
    rating: int
    ms: int


@dataclass(frozen=True)
class Answered(Deed):
    """An item was answered: ``score`` 0–1, ``sure`` 0 guess, 1 think so, 2 sure."""

    item: int
    score: float
    sure: int
    ms: int


@dataclass(frozen=True)
class Took(Deed):
    """A question was said or typed, and scored 1–5."""

    question: int
    score: int
    ms: int
    text: str
    parts: tuple[str, ...]
    improve: str


@dataclass(frozen=True)
class Met(Deed):
    """A concept was read."""

    concept: int


@dataclass(frozen=True)
class Marked(Deed):
    """A step was marked as done."""

    step: int


@dataclass(frozen=True)
class Logged(Deed):
    """Minutes on a step were logged."""

    step: int
    minutes: int


@dataclass(frozen=True)
class Edited(Deed):
    """A field of a note was changed to this text."""

    note: int
    field: str
    text: str


D = TypeVar("D", bound=Deed)


@dataclass
class Book:
    """What stands, in order, and what was taken back."""

    done: list[Deed] = field(default_factory=list)
    taken_back: list[Deed] = field(default_factory=list)

    def note(self, deed: Deed) -> None:
        """Something was done."""
        self.done.append(deed)

    def undo(self) -> Deed:
        """The newest was taken back."""
        self.taken_back.append(self.done.pop())
        return self.taken_back[-1]

    def redo(self) -> Deed:
        """What was taken back last stands again."""
        self.done.append(self.taken_back.pop())
        return self.done[-1]

    def all(self, kind: type[D]) -> Iterator[D]:
        """What stands of one kind, in order."""
        return (deed for deed in self.done if isinstance(deed, kind))
