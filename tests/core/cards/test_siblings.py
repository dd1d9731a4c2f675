from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.cards.due import due_cards, due_in, fresh_cards, fresh_in
from tpmprep.core.cards.faces import DeckRow, NoteDraft
from tpmprep.core.db.desk import Desk
from tpmprep.core.ground.change import Change
from tpmprep.core.recall import ledger
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.hot import hot_read
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.cards.service import Cards
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

TWELVE_MINUTES = 720


@pytest.fixture
def note(cards: Cards, deck: int) -> tuple[int, ...]:
    """The three cards of one cloze note."""
    text = "{{c1::Reach}}, {{c2::Impact}}, {{c3::Effort}}"
    return cards.note(cards.add(NoteDraft("cloze", deck, {"text": text}))).cards


@pytest.fixture
def other(cards: Cards, deck: int) -> int:
    """The card of a note beside."""
    return cards.note(cards.add(NoteDraft("basic", deck, {"front": "SLO?", "back": "A target"}))).cards[0]


@dataclass(frozen=True)
class Hand:
    """A note with its three cards and the card of another, in one deck."""

    cards: Cards
    deck: int
    note: tuple[int, ...]
    other: int
    db: Database
    clock: FakeClock
    settings: Settings

    def new(self) -> list[int]:
        return new_of(self.db, self.settings, self.deck)


@pytest.fixture
def hand(
    cards: Cards,
    deck: int,
    note: tuple[int, ...],
    other: int,
    db: Database,
    clock: FakeClock,
    profile_settings: Settings,
) -> Hand:
    return Hand(cards, deck, note, other, db, clock, profile_settings)


def give(db: Database, card: int, rating: Rating = Rating.EASY) -> None:
    with db.hot_step("card.answered", Change.MEMORY) as raw:
        ledger.grade(raw, card, ledger.Answer(rating, "cards", 1000), moment(db.clock), 0.9)


def new_of(db: Database, settings: Settings, deck: int) -> list[int]:
    """The new cards of a deck, the same by both ways."""
    with hot_read(db) as raw:
        found = fresh_in(raw, moment(db.clock), 10, [deck])
        assert fresh_cards(raw, db.clock, settings) == found
    return found


def due_of(db: Database, deck: int) -> list[int]:
    with hot_read(db) as raw:
        found = due_in(raw, moment(db.clock), [deck])
        assert due_cards(raw, db.clock) == found
    return found


def counts(cards: Cards) -> tuple[int, int, int]:
    row: DeckRow = cards.decks()[0]
    return row.new, row.learning, row.due


def test_of_a_notes_new_cards_one_comes_on_a_day(
    cards: Cards, deck: int, note: tuple[int, ...], other: int, db: Database, profile_settings: Settings
) -> None:
    assert new_of(db, profile_settings, deck) == [note[0], other]
    assert counts(cards) == (2, 0, 0)


def test_after_an_answer_the_siblings_rest_until_tomorrow_and_undo_brings_them_back(hand: Hand) -> None:
    cards, db, clock = hand.cards, hand.db, hand.clock
    give(db, hand.note[0])
    assert hand.new() == [hand.other]
    assert counts(cards) == (1, 0, 0)
    assert cards.card(hand.note[1]).rests
    assert not cards.card(hand.note[0]).rests
    Desk(db).undo()
    assert hand.new() == [hand.note[0], hand.other]
    assert not cards.card(hand.note[1]).rests
    Desk(db).redo()
    clock.pass_by(days=1)
    assert hand.new() == [hand.note[1], hand.other]
    assert not cards.card(hand.note[1]).rests


def test_a_card_in_its_learning_steps_comes_and_its_siblings_do_not(
    cards: Cards, deck: int, note: tuple[int, ...], db: Database, clock: FakeClock, profile_settings: Settings
) -> None:
    give(db, note[0], Rating.AGAIN)
    clock.pass_by(seconds=TWELVE_MINUTES)
    assert due_of(db, deck) == [note[0]]
    assert new_of(db, profile_settings, deck) == []
    assert counts(cards) == (0, 1, 0)


def test_of_a_notes_due_cards_the_longest_waiting_comes_and_the_rest_stay_due(hand: Hand) -> None:
    cards, db, clock = hand.cards, hand.db, hand.clock
    for card in (hand.note[1], hand.other, hand.note[0]):
        give(db, card)
        clock.pass_by(days=1)
    clock.pass_by(days=60)
    assert due_of(db, hand.deck) == [hand.note[1], hand.other]
    assert hand.new() == []
    assert counts(cards) == (0, 0, 2)
    give(db, hand.note[1])
    assert due_of(db, hand.deck) == [hand.other]
    assert counts(cards) == (0, 0, 1)
    due_at = cards.card(hand.note[0]).memory.due_at
    assert due_at is not None
    assert due_at < clock.now()
    clock.pass_by(days=1)
    assert due_of(db, hand.deck) == [hand.other, hand.note[0]]


def test_a_suspended_or_hidden_sibling_holds_none_back(
    cards: Cards, deck: int, note: tuple[int, ...], db: Database, profile_settings: Settings
) -> None:
    cards.suspend([note[0]], suspended=True)
    assert new_of(db, profile_settings, deck) == [note[1]]
    cards.bury([note[1]])
    assert new_of(db, profile_settings, deck) == [note[2]]


def test_a_sibling_being_learned_holds_none_back_once_it_is_hidden(hand: Hand) -> None:
    give(hand.db, hand.note[0], Rating.AGAIN)
    hand.clock.pass_by(days=1)
    assert hand.new() == [hand.other]
    assert hand.cards.card(hand.note[1]).rests
    hand.cards.bury([hand.note[0]])
    assert hand.new() == [hand.note[1], hand.other]
    assert not hand.cards.card(hand.note[1]).rests
    assert counts(hand.cards) == (2, 0, 0)


def test_an_answer_given_while_the_clock_ran_years_ahead_holds_no_sibling_back(hand: Hand) -> None:
    hand.clock.pass_by(days=800)
    give(hand.db, hand.note[0])
    hand.clock.pass_by(days=-800)
    assert hand.new() == [hand.note[1], hand.other]
    assert counts(hand.cards) == (2, 0, 0)
    assert not hand.cards.card(hand.note[1]).rests


def test_hiding_many_cards_is_one_step(cards: Cards, note: tuple[int, ...], other: int, db: Database) -> None:
    cards.bury([*note, other])
    assert all(cards.card(card).memory.buried for card in (*note, other))
    Desk(db).undo()
    assert not any(cards.card(card).memory.buried for card in (*note, other))
    cards.bury([])
    undone = Desk(db).undo()
    assert undone is not None
    assert undone.name == "note.added"


def test_listing_scans_no_table(deck: int, db: Database) -> None:
    said: list[str] = []
    with hot_read(db) as raw:
        raw.set_trace_callback(said.append)
        due_in(raw, moment(db.clock), [deck])
        fresh_in(raw, moment(db.clock), 10, [deck])
        raw.set_trace_callback(None)
        for statement in said:
            steps = raw.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            scans = {step[3].split()[1] for step in steps if step[3].startswith("SCAN ")}
            assert scans <= {"json_each", "j", "review", "came"}
