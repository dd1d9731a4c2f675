"""Each kind of thing that can rest in the trash: how it is listed there, and how it comes back whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, update

from tpmprep.core.cards.notes import index_note, make_cards, note_title
from tpmprep.core.catalog.things import index, shorten
from tpmprep.core.db.tables.cards import Card, Deck, Note
from tpmprep.core.db.tables.interview import Question, Story
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.db.types import from_ms, to_ms
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.interview.bank import index_question
from tpmprep.core.interview.stories import index_story
from tpmprep.core.quiz.bank import index_item, item_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

TITLE_LETTERS: Final = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A thing in the trash; ``deleted_ms`` in milliseconds since 1970."""

    thing_id: int
    kind: str
    title: str
    deleted_ms: int
    place: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Bin:
    """One kind: ``found`` lists what rests, ``put_back`` brings one back and returns the ids that came."""

    found: Callable[[Session, datetime], Iterator[Found]]
    put_back: Callable[[Session, int, datetime], list[int]]


def gone_at() -> datetime:
    """The mark of what was deleted for good, but keeps its row so that no update brings it again."""
    return from_ms(0)


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


def _note_back(session: Session, note_id: int, now: datetime) -> list[int]:
    row = session.get_one(Note, note_id)
    decks = _decks_back(session, row.deck_id)
    session.execute(
        update(Card).where(Card.note_id == note_id, Card.deleted_at == row.deleted_at).values(deleted_at=None)
    )
    row.deleted_at = None
    session.flush()
    make_cards(session, row, session.get_one(Thing, note_id).ref, now)
    index_note(session, row)
    return [*decks, note_id]


def _deck_back(session: Session, deck_id: int, now: datetime) -> list[int]:
    """A deck with the notes and subdecks that were deleted with it, and the decks it lies in."""
    at = session.get_one(Deck, deck_id).deleted_at
    back = _decks_back(session, deck_id)
    for note_id in session.scalars(
        select(Note.thing_id).where(Note.deck_id == deck_id, Note.deleted_at == at)
    ).all():
        back += _note_back(session, note_id, now)
    for child in session.scalars(
        select(Deck.thing_id).where(Deck.parent_id == deck_id, Deck.deleted_at == at)
    ).all():
        back += _deck_back(session, child, now)
    return back


def _decks_back(session: Session, deck_id: int | None) -> list[int]:
    """A deck and those it lies in, as far as they are in the trash; a taken title gets a number."""
    back: list[int] = []
    while deck_id is not None:
        row = session.get_one(Deck, deck_id)
        if row.deleted_at is not None:
            row.title = _free_title(session, row)
            row.deleted_at = None
            session.flush()
            index(session, deck_id, "deck", row.title, "")
            back.append(deck_id)
        deck_id = row.parent_id
    return back


def _free_title(session: Session, row: Deck) -> str:
    query = select(Deck.title).where(
        Deck.deleted_at.is_(None), Deck.parent_id.is_not_distinct_from(row.parent_id)
    )
    taken = {title.casefold() for title in session.scalars(query)}
    title, number = row.title, 1
    while title.casefold() in taken:
        number += 1
        title = f"{row.title} ({number})"
    return title


def _plain_back(table: Any, put_in_search: Callable[[Session, Any], None]) -> Callable[..., list[int]]:  # noqa: ANN401  (a table's class)
    def put_back(session: Session, thing_id: int, now: datetime) -> list[int]:
        del now
        row = session.get_one(table, thing_id)
        row.deleted_at = None
        session.flush()
        put_in_search(session, row)
        return [thing_id]

    return put_back


def _ms(at: datetime | None) -> int:
    return 0 if at is None else to_ms(at)


BINS: Final[Mapping[str, Bin]] = {
    "deck": Bin(_decks, _deck_back),
    "note": Bin(_notes, _note_back),
    "item": Bin(_items, _plain_back(Item, index_item)),
    "question": Bin(_questions, _plain_back(Question, index_question)),
    "story": Bin(_stories, _plain_back(Story, index_story)),
}
