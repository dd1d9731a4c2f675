"""What the cards room hands out and takes in: decks, notes, cards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from tpmprep.core.recall.faces import Intervals, MemoryFace, Rating, ReviewRow

LONGEST_TYPED: Final = 300
"""What is typed beyond so many characters is not looked at."""


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A deck with its counts, subdecks included; ``new`` is what today's limit still allows.

    ``more`` where new cards are there, whether today's limit allows them or not.
    """

    id: int
    parent_id: int | None
    depth: int
    title: str
    shipped: bool
    new: int
    learning: int
    due: int
    cards: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a note kind; ``long`` ones are Markdown, the others one line of plain text."""

    name: str
    title: str
    required: bool
    long: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NoteKindRow:
    """A note kind on offer in the editor."""

    name: str
    title: str
    about: str
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note as typed; fields in Markdown."""

    kind: str
    deck_id: int
    fields: Mapping[str, str]
    explanation: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    concept_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A shipped field the user changed; ``offered`` is a newer shipped text, if there is one."""

    field: str
    shipped: str
    offered: str | None


@dataclass(frozen=True, slots=True)
class NoteFace:
    """A note in full; ``known_kind`` is False for a kind of a newer version: show it read-only."""

    id: int
    ref: str
    kind: str
    known_kind: bool
    deck_id: int
    deck: str
    fields: Mapping[str, str]
    explanation: str
    source: str
    tier: str
    tags: tuple[str, ...]
    concepts: tuple[tuple[int, str], ...]
    cards: tuple[int, ...]
    shipped: bool
    edited: tuple[Offer, ...]
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in a list: ``title`` is plain text.

    ``state`` is new, learning, review, suspended, hidden (until tomorrow) or resting (its pack has left it).
    """

    id: int
    kind: str
    title: str
    deck: str
    cards: int
    state: str
    due_at: datetime | None
    shipped: bool
    card_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card ready to be shown: both sides in Markdown, with the next interval of each rating.

    It ``rests`` while it is new or due and another card of its note came today: it waits for another day.
    One whose answer is typed has ``answers``, the main one first, and perhaps a ``hint``, in plain text.
    """

    card_id: int
    note_id: int
    kind: str
    deck: str
    front: str
    back: str
    explanation: str
    source: str
    concepts: tuple[tuple[int, str], ...]
    memory: MemoryFace
    intervals: Intervals
    rests: bool = False
    answers: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that stands beside another one; ``same`` where both have it."""

    text: str
    same: bool


Verdict = Literal["right", "close", "wrong", "empty"]


@dataclass(frozen=True, slots=True)
class TypedFace:
    """What was typed beside the nearest right answer, both in pieces, and the rating that fits."""

    verdict: Verdict
    typed: str
    answer: str
    yours: tuple[Piece, ...]
    right: tuple[Piece, ...]
    rating: Rating


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """Which notes to list; ``text`` searches, ``state`` as in NoteRow, or empty for all that do not rest."""

    deck_id: int | None = None
    text: str = ""
    state: str = ""
    own_only: bool = False
    limit: int = field(default=500)


class CardsPort(Protocol):
    """Decks, notes and cards."""

    def decks(self) -> tuple[DeckRow, ...]:
        """The tree of decks, depth first, with today's counts."""

    def add_deck(self, title: str, parent_id: int | None = None) -> int:
        """A new deck; raises ``deck.title`` for an empty or taken title."""

    def rename_deck(self, deck_id: int, title: str) -> None:
        """Renames a deck; raises ``deck.title``."""

    def move_deck(self, deck_id: int, parent_id: int | None) -> None:
        """Puts a deck inside another one, or (None) to the top; raises ``deck.loop`` or ``deck.title``."""

    def delete_deck(self, deck_id: int) -> int:
        """Puts a deck with its subdecks and notes into the trash; returns how many notes went."""

    def note_kinds(self) -> tuple[NoteKindRow, ...]:
        """The kinds a new note can have."""

    def notes(self, query: NoteQuery) -> tuple[NoteRow, ...]:
        """Notes that match, newest edit first."""

    def note(self, note_id: int) -> NoteFace:
        """One note; raises ``note.gone``."""

    def preview(self, draft: NoteDraft) -> tuple[tuple[str, str], ...]:
        """Front and back of each card the draft would make."""

    def add(self, draft: NoteDraft) -> int:
        """Adds a note and its cards; raises ``note.field`` for what is missing or wrong."""

    def edit(self, note_id: int, draft: NoteDraft) -> NoteFace:
        """Changes a note in place; its cards keep their schedule; raises ``note.field``."""

    def delete(self, note_ids: Sequence[int]) -> int:
        """Puts notes into the trash; returns how many cards went with them."""

    def move(self, note_ids: Sequence[int], deck_id: int) -> int:
        """Puts notes into a deck, in one step; returns how many were elsewhere; raises ``deck.gone``."""

    def tags_of(self, note_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
        """The tags of some notes by name, each with how many of these notes carry it."""

    def retag(self, note_ids: Sequence[int], add: Collection[str], remove: Collection[str]) -> int:
        """Gives notes some tags and takes others away, in one step; returns how many that changed."""

    def take_shipped(self, note_id: int, field: str) -> NoteFace:
        """Goes back to the shipped (or newly offered) text of a field."""

    def card(self, card_id: int) -> CardFace:
        """One card ready to be shown; raises ``card.gone``."""

    def compare(self, card: CardFace, typed: str) -> TypedFace:
        """What was typed beside the right answers of a card; case, accents and punctuation aside."""

    def suspend(self, card_ids: Sequence[int], *, suspended: bool) -> None:
        """Takes cards out of the schedule, or back in."""

    def bury(self, card_ids: Sequence[int]) -> None:
        """Hides cards until tomorrow, in one step."""

    def history(self, card_id: int) -> tuple[ReviewRow, ...]:
        """A card's reviews, newest first."""
