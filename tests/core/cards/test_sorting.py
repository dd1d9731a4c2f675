"""Many notes are put into a deck and under tags at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from tests.core.cards.stage import installed_pack
from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.recall import Memory

if TYPE_CHECKING:
    from tpmprep.core.cards.service import Cards
    from tpmprep.core.db.database import Database


@pytest.fixture
def notes(cards: Cards) -> tuple[int, int]:
    """Two notes in a deck, one of them tagged."""
    deck = cards.add_deck("First")
    one = cards.add(NoteDraft("basic", deck, {"front": "a", "back": "b"}, tags=("old", "kept")))
    two = cards.add(NoteDraft("reversed", deck, {"front": "c", "back": "d"}, tags=("old",)))
    return one, two


def decks_of(db: Database) -> set[tuple[int, int, int | None]]:
    """Where notes, their cards and the memories of these say they lie."""
    query = (
        select(Note.deck_id, Card.deck_id, Memory.deck_id)
        .join(Card, Card.note_id == Note.thing_id)
        .join(Memory, Memory.thing_id == Card.thing_id)
    )
    with db.reading() as session:
        return {(note, card, memory) for note, card, memory in session.execute(query)}


def test_notes_move_with_their_cards_and_memories_in_one_step(
    cards: Cards, db: Database, notes: tuple[int, int]
) -> None:
    before = decks_of(db)
    there = cards.add_deck("Second")
    assert cards.move(notes, there) == 2
    assert decks_of(db) == {(there, there, there)}
    assert cards.move(notes, there) == 0
    Desk(db).undo()
    assert decks_of(db) == before


def test_a_deck_that_is_gone_takes_no_notes(cards: Cards, db: Database, notes: tuple[int, int]) -> None:
    before = decks_of(db)
    with refuses("deck.gone", id=999):
        cards.move(notes, 999)
    assert decks_of(db) == before


def test_tags_are_counted_given_and_taken_away_in_one_step(
    cards: Cards, db: Database, notes: tuple[int, int]
) -> None:
    assert cards.tags_of(notes) == (("kept", 1), ("old", 2))
    assert cards.retag(notes, ("new",), ("old",)) == 2
    assert cards.tags_of(notes) == (("kept", 1), ("new", 2))
    assert cards.retag(notes, ("new",), ("nowhere",)) == 0
    Desk(db).undo()
    assert cards.tags_of(notes) == (("kept", 1), ("old", 2))


def test_where_a_shipped_note_lay_is_kept_until_it_goes_back(
    cards: Cards, db: Database, notes: tuple[int, int]
) -> None:
    here, there = cards.note(notes[0]).deck_id, cards.add_deck("Second")
    with db.unlogged() as session:
        pack_id = installed_pack(session, db.clock.now())
        session.execute(update(Note).values(pack_id=pack_id))
    cards.move(notes[:1], there)
    cards.retag(notes[:1], ("new",), ())
    with db.reading() as session:
        kept = {edit.field: edit.shipped for edit in session.scalars(select(FieldEdit))}
    assert kept == {"deck_id": str(here), "tags": '["kept", "old"]'}
    cards.move(notes[:1], here)
    with db.reading() as session:
        assert session.scalars(select(FieldEdit.field)).all() == ["tags"]
