"""Puts things of the trash back, each kind with all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from tpmprep.core.cards.notes import index_note, make_cards
from tpmprep.core.catalog.things import index
from tpmprep.core.db.tables.cards import Card, Deck, Note
from tpmprep.core.db.tables.interview import Question, Story
from tpmprep.core.db.tables.learning import Path, PathStep, Step
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.interview.bank import index_question
from tpmprep.core.interview.stories import index_story
from tpmprep.core.learning.plan import index_path, index_step
from tpmprep.core.quiz.bank import index_item

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session


def put_back(session: Session, kind: str, thing_id: int, now: datetime) -> list[int]:
    """Puts one thing back inside an open step; returns the ids of all that came back with it."""
    return _WAYS[kind](session, thing_id, now)


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


def _path_back(session: Session, path_id: int, now: datetime) -> list[int]:
    """An own path with its steps that rest; a step rests only because the last path that held it went."""
    del now
    row = session.get_one(Path, path_id)
    row.deleted_at = None
    held = select(PathStep.step_id).where(PathStep.path_id == path_id)
    steps = session.scalars(select(Step).where(Step.thing_id.in_(held), Step.deleted_at.is_not(None))).all()
    for step in steps:
        step.deleted_at = None
    session.flush()
    index_path(session, row)
    for step in steps:
        index_step(session, step)
    return [path_id]


def _plain_back(table: Any, put_in_search: Callable[[Session, Any], None]) -> Callable[..., list[int]]:  # noqa: ANN401  (a table's class)
    def put_back(session: Session, thing_id: int, now: datetime) -> list[int]:
        del now
        row = session.get_one(table, thing_id)
        row.deleted_at = None
        session.flush()
        put_in_search(session, row)
        return [thing_id]

    return put_back


_WAYS: Final[Mapping[str, Callable[[Session, int, datetime], list[int]]]] = {
    "deck": _deck_back,
    "note": _note_back,
    "item": _plain_back(Item, index_item),
    "question": _plain_back(Question, index_question),
    "story": _plain_back(Story, index_story),
    "path": _path_back,
}
