"""Lists what rests in the trash, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from tpmprep.core.cards.notes import note_title
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.instants import from_ms, to_ms
from tpmprep.core.db.tables.cards import Card, Deck, Note
from tpmprep.core.db.tables.interview import Question, Story
from tpmprep.core.db.tables.learning import Path, PathStep
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.quiz.bank import item_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

TITLE_LETTERS: Final = 120
GONE: Final = 0
"""``deleted_at`` of what was deleted for good, but keeps its row so that no update brings it again."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing in the trash; ``deleted_ms`` in milliseconds since 1970."""

    thing_id: int
    kind: str
    title: str
    deleted_ms: int
    place: str = ""
    parts: int = 0


def found(session: Session) -> list[Found]:
    """Everything that rests there, the newest first, a deck before what was deleted with it."""
    every = (one for look in _LOOKS for one in look(session, from_ms(GONE)))
    return sorted(every, key=lambda one: (-one.deleted_ms, one.kind != "deck", one.title.casefold()))


def _notes(session: Session, gone: datetime) -> Iterator[Found]:
    cards = select(func.count()).where(Card.note_id == Note.thing_id).scalar_subquery()
    query = (
        select(Note, Deck.title, cards)
        .join(Deck, Deck.thing_id == Note.deck_id)
        .where(Note.deleted_at > gone)
    )
    for row, deck, count in session.execute(query):
        title = note_title(row.kind, row.fields)
        yield Found(row.thing_id, "note", title, _ms(row.deleted_at), deck, count)


def _decks(session: Session, gone: datetime) -> Iterator[Found]:
    notes = (
        select(func.count())
        .where(Note.deck_id == Deck.thing_id, Note.deleted_at == Deck.deleted_at)
        .scalar_subquery()
    )
    for row, count in session.execute(select(Deck, notes).where(Deck.deleted_at > gone)):
        yield Found(row.thing_id, "deck", row.title, _ms(row.deleted_at), parts=count)


def _items(session: Session, gone: datetime) -> Iterator[Found]:
    for row in session.scalars(select(Item).where(Item.deleted_at > gone)):
        yield Found(row.thing_id, "item", item_title(row.stem), _ms(row.deleted_at))


def _questions(session: Session, gone: datetime) -> Iterator[Found]:
    for row in session.scalars(select(Question).where(Question.deleted_at > gone)):
        title = shorten(to_plain(row.prompt), TITLE_LETTERS)
        yield Found(row.thing_id, "question", title, _ms(row.deleted_at))


def _stories(session: Session, gone: datetime) -> Iterator[Found]:
    for row in session.scalars(select(Story).where(Story.deleted_at > gone)):
        yield Found(row.thing_id, "story", row.title, _ms(row.deleted_at))


def _paths(session: Session, gone: datetime) -> Iterator[Found]:
    """Own paths; their steps come and go with them and are not listed."""
    steps = select(func.count()).where(PathStep.path_id == Path.thing_id).scalar_subquery()
    for row, count in session.execute(select(Path, steps).where(Path.deleted_at > gone)):
        yield Found(row.thing_id, "path", row.title, _ms(row.deleted_at), parts=count)


def _ms(at: datetime | None) -> int:
    return 0 if at is None else to_ms(at)


_LOOKS: Final = (_decks, _notes, _items, _questions, _stories, _paths)
