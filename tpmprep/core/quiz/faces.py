"""What the quiz room hands out and takes in: items, options, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from fractions import Fraction


Answer = int | str  # the key of an option, or what was typed


class Confidence(IntEnum):
    """How sure the person was."""

    GUESS = 0
    THINK = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class OptionFace:
    """A choice; ``key`` is what a response names (stable while options are shuffled)."""

    key: int
    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong value people often come to, and what they forgot on the way."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class NumberKey:
    """The right number of a numeric item, as written.

    Attributes:
        value: in ``unit``.
        tolerance: how far off is still right: in ``unit``, or with ``%`` as a share of the value.
        unit: shown beside the field; ``%`` and money signs are units too.
        units: other units taken, each with how many of ``unit`` one of it is.
        slips: wrong values that are answered with a reason of their own.
    """

    value: str
    tolerance: str = "0"
    unit: str = ""
    units: tuple[tuple[str, str], ...] = ()
    slips: tuple[Slip, ...] = ()

    def read(self, text: str) -> Fraction:
        """What a person typed, in ``unit``; raises ``number.…`` with what to write instead."""
        from tpmprep.core.quiz.number import in_unit

        return in_unit(self, text)


@dataclass(frozen=True, slots=True)
class ItemFace:
    """An item ready to be shown; ``pick`` options are to be chosen (1 single choice, 0 any number).

    ``number`` is set where a number is asked for instead of a choice.
    """

    item_id: int
    ref: str
    kind: str
    known_kind: bool
    domain: str
    stem: str
    options: tuple[OptionFace, ...]
    pick: int
    explanation: str
    source: str
    concepts: tuple[tuple[int, str], ...]
    tier: str
    difficulty: int
    shipped: bool
    number: NumberKey | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list; ``last_score`` 0–1 of the last response, None if never tried."""

    id: int
    kind: str
    title: str
    domain: str
    tier: str
    difficulty: int
    responses: int
    last_score: float | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """A choice as typed."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as typed; ``tier`` is core, useful or rare, ``difficulty`` 1–3."""

    kind: str
    stem: str
    options: tuple[OptionDraft, ...]
    explanation: str = ""
    source: str = ""
    concept_ids: tuple[int, ...] = ()
    tier: str = "core"
    difficulty: int = 2
    number: NumberKey | None = None


@dataclass(frozen=True, slots=True)
class Lint:
    """A writing fault of an item; ``rule`` names it, ``says`` explains it."""

    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a response: ``score`` 0–1; ``comes_back`` when the item is due again.

    ``given`` are keys of options, or the one text typed; ``slip`` is the reason of the wrong
    value that was hit.
    """

    item_id: int
    score: float
    right: bool
    confidence: Confidence
    given: tuple[Answer, ...]
    comes_back: datetime | None
    pulled_cards: int
    slip: str = ""


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """Which items to list; ``state`` is new, missed, right or empty."""

    domain_id: int | None = None
    text: str = ""
    state: str = ""
    tier: str = ""
    kind: str = ""
    limit: int = 500


class QuizPort(Protocol):
    """Items and what was answered."""

    def items(self, query: ItemQuery) -> tuple[ItemRow, ...]:
        """Items that match, in the order of the syllabus."""

    def item(self, item_id: int) -> ItemFace:
        """One item ready to be shown, options shuffled afresh; raises ``item.gone``."""

    def add(self, draft: ItemDraft) -> int:
        """Adds an item; raises ``item.field`` for what is missing or wrong."""

    def edit(self, item_id: int, draft: ItemDraft) -> ItemFace:
        """Changes an item in place; raises ``item.field``."""

    def delete(self, item_ids: Sequence[int]) -> int:
        """Puts items into the trash."""

    def lint(self, draft: ItemDraft) -> tuple[Lint, ...]:
        """Writing faults a machine can see."""
