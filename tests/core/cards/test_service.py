from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.cards.stage import installed_pack
from tests.core.refusals import refuses
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.aim.service import Aims
from tpmprep.core.cards.decks import put_deck
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.cards.notes import put_note
from tpmprep.core.catalog.things import identity
from tpmprep.core.db.desk import Desk
from tpmprep.core.ground.change import Change
from tpmprep.core.recall import ledger
from tpmprep.core.recall.faces import Rating, State
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.cards.service import Cards
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


def basic(deck: int, front: str = "What is **RICE**?", back: str = "A score") -> NoteDraft:
    return NoteDraft("basic", deck, {"front": front, "back": back})


def give(db: Database, card: int, rating: Rating) -> None:
    with db.hot_step("card.answered", Change.MEMORY) as raw:
        ledger.grade(raw, card, ledger.Answer(rating, "cards", 1000), moment(db.clock), 0.9)


def shipped_note(db: Database, back: str = "shipped") -> int:
    with db.unlogged(Change.PACKS) as session:
        pack_id = installed_pack(session, db.clock.now())
        deck = put_deck(session, "tpm:deck.d4", "Shipped", 4, pack_id, db.clock.now())
        values = {
            "deck_id": deck,
            "kind": "basic",
            "fields": {"front": "f", "back": back},
            "pack_id": pack_id,
        }
        put_note(session, "tpm:n", values, (), (), db.clock.now())
        return identity(session, "note", "tpm:n")


def test_a_subdecks_cards_count_in_the_deck_above(cards: Cards, deck: int) -> None:
    below = cards.add_deck("RICE", deck)
    cards.add(basic(deck))
    cards.add(basic(below))
    above, under = cards.decks()
    assert (above.id, above.depth, above.new, above.cards) == (deck, 0, 2, 2)
    assert (under.id, under.parent_id, under.depth, under.new) == (below, deck, 1, 1)


def test_new_cards_stop_at_the_days_limit(
    cards: Cards, deck: int, db: Database, profile_settings: Settings
) -> None:
    for n in range(5):
        cards.add(basic(deck, f"q{n}"))
    profile_settings.put("new_cards_a_day", 3)
    assert cards.decks()[0].new == 3
    give(db, cards.note(cards.notes(NoteQuery())[0].id).cards[0], Rating.GOOD)
    (row,) = cards.decks()
    assert (row.new, row.learning, row.due) == (2, 1, 0)


def test_a_deck_beyond_the_days_limit_says_that_more_new_cards_are_there(
    cards: Cards, deck: int, profile_settings: Settings
) -> None:
    under = cards.add_deck("Below", deck)
    empty = cards.add_deck("Empty")
    cards.add(basic(under, "q"))
    profile_settings.put("new_cards_a_day", 0)
    assert {row.id: (row.new, row.more) for row in cards.decks()} == {
        deck: (0, True),
        under: (0, True),
        empty: (0, False),
    }


def test_without_an_aim_ten_new_cards_are_allowed_with_one_a_third_of_its_minutes(
    cards: Cards, deck: int, db: Database
) -> None:
    for n in range(20):
        cards.add(basic(deck, f"q{n}"))
    assert cards.decks()[0].new == 10
    Aims(db).choose(AimDraft("look", minutes=45))
    assert cards.decks()[0].new == 15


def test_a_graduated_card_is_due_on_its_day(cards: Cards, deck: int, db: Database, clock: FakeClock) -> None:
    card = cards.note(cards.add(basic(deck))).cards[0]
    give(db, card, Rating.EASY)
    assert cards.decks()[0].due == 0
    clock.pass_by(days=30)
    assert cards.decks()[0].due == 1


# decks are few; a given list and a limited part are walked
WALKED = {"SCAN d", "SCAN j VIRTUAL TABLE INDEX 1:", "SCAN (subquery-4)"}


def test_due_counts_use_the_index_and_never_scan_memory(db: Database) -> None:
    from tpmprep.core.cards import siblings, tree
    from tpmprep.core.recall.moment import moment

    values = {"until": 1, "allowed": 10, **siblings.when(moment(db.clock))}
    with db.hot_reading() as raw:
        plans = [
            row[-1]
            for query in (tree._DUE, tree._NEW)
            for row in raw.execute(f"EXPLAIN QUERY PLAN {query}", values)
        ]
    assert len([step for step in plans if "SEARCH m USING COVERING INDEX ix_memory_due" in step]) == 2
    assert {step for step in plans if step.startswith("SCAN")} <= WALKED


def test_the_cards_of_a_deck_are_planned_from_the_index_alone(db: Database, cards: Cards, deck: int) -> None:
    from tpmprep.core.cards.due import due_in, fresh_in
    from tpmprep.core.recall.moment import moment

    cards.add(basic(deck))
    said: list[str] = []
    at = moment(db.clock)
    with db.hot_reading() as raw:
        raw.set_trace_callback(said.append)
        assert (due_in(raw, at, [deck]), len(fresh_in(raw, at, 5, [deck]))) == ([], 1)
        raw.set_trace_callback(None)
        plans = [row[-1] for text in said for row in raw.execute(f"EXPLAIN QUERY PLAN {text}")]
    assert len([step for step in plans if "COVERING INDEX ix_memory_due" in step]) >= 2
    assert {step for step in plans if step.startswith("SCAN")} <= WALKED


def test_a_card_shows_both_sides_its_memory_and_the_next_intervals(cards: Cards, deck: int) -> None:
    face = cards.card(cards.note(cards.add(basic(deck))).cards[0])
    assert (face.front, face.back, face.deck, face.kind) == (
        "What is **RICE**?",
        "A score",
        "Roadmaps",
        "basic",
    )
    assert face.memory.state == State.NEW
    assert face.intervals.again < face.intervals.easy


def test_a_note_without_a_back_is_refused_and_nothing_is_added(cards: Cards, deck: int) -> None:
    with refuses("note.field", field="back"):
        cards.add(basic(deck, back=" "))
    assert cards.notes(NoteQuery()) == ()


def test_adding_a_note_is_one_step_that_undo_names(cards: Cards, deck: int, db: Database) -> None:
    cards.add(basic(deck))
    undone = Desk(db).undo()
    assert undone is not None
    assert (undone.name, undone.says["title"], undone.says["page"]) == (
        "note.added",
        "What is RICE?",
        "cards",
    )
    assert cards.notes(NoteQuery()) == ()
    assert cards.decks()[0].cards == 0
    Desk(db).redo()
    assert len(cards.notes(NoteQuery())) == 1


def test_editing_in_place_keeps_the_schedule(cards: Cards, deck: int, db: Database) -> None:
    note = cards.add(basic(deck))
    card = cards.note(note).cards[0]
    give(db, card, Rating.EASY)
    face = cards.edit(note, basic(deck, "Why RICE?"))
    assert face.cards == (card,)
    assert cards.card(card).front == "Why RICE?"
    assert cards.card(card).memory.reps == 1


def test_a_gap_added_to_a_cloze_adds_a_card(cards: Cards, deck: int) -> None:
    note = cards.add(NoteDraft("cloze", deck, {"text": "{{c1::a}} b"}))
    (first,) = cards.note(note).cards
    face = cards.edit(note, NoteDraft("cloze", deck, {"text": "{{c1::a}} {{c2::b}}"}))
    assert face.cards[0] == first
    assert len(face.cards) == 2


def test_an_edit_of_a_shipped_field_can_be_taken_back(cards: Cards, db: Database) -> None:
    note = shipped_note(db)
    before = cards.note(note)
    face = cards.edit(note, NoteDraft("basic", before.deck_id, {"front": "f", "back": "mine"}))
    assert [(offer.field, offer.shipped, offer.offered) for offer in face.edited] == [
        ("back", "shipped", None)
    ]
    back = cards.take_shipped(note, "back")
    assert back.fields["back"] == "shipped"
    assert back.edited == ()


def test_the_newer_shipped_text_is_offered_beside_an_edit(cards: Cards, db: Database) -> None:
    note = shipped_note(db)
    deck = cards.note(note).deck_id
    cards.edit(note, NoteDraft("basic", deck, {"front": "f", "back": "mine"}))
    shipped_note(db, "shipped anew")
    face = cards.note(note)
    assert (face.fields["back"], face.edited[0].offered) == ("mine", "shipped anew")
    assert cards.take_shipped(note, "back").fields["back"] == "shipped anew"


def test_typing_the_shipped_text_again_forgets_the_edit(cards: Cards, db: Database) -> None:
    note = shipped_note(db)
    deck = cards.note(note).deck_id
    cards.edit(note, NoteDraft("basic", deck, {"front": "f", "back": "mine"}))
    face = cards.edit(note, NoteDraft("basic", deck, {"front": "f", "back": "shipped"}))
    assert face.edited == ()


def test_deleting_notes_takes_their_cards_and_undo_brings_them_back(
    cards: Cards, deck: int, db: Database
) -> None:
    note = cards.add(NoteDraft("reversed", deck, {"front": "SLO", "back": "target"}))
    card = cards.note(note).cards[0]
    assert cards.delete([note]) == 2
    with refuses("note.gone"):
        cards.note(note)
    with refuses("card.gone"):
        cards.card(card)
    Desk(db).undo()
    assert cards.note(note).cards[0] == card


def test_a_deck_moves_inside_another_and_to_the_top_and_undo_brings_it_back(
    cards: Cards, deck: int, db: Database
) -> None:
    other = cards.add_deck("Metrics")
    cards.move_deck(other, deck)
    assert {row.id: row.parent_id for row in cards.decks()} == {deck: None, other: deck}
    with refuses("deck.loop"):
        cards.move_deck(deck, other)
    assert Desk(db).undo() is not None
    assert {row.id: row.parent_id for row in cards.decks()} == {deck: None, other: None}


def test_a_deck_does_not_move_beside_one_of_its_title(cards: Cards, deck: int) -> None:
    cards.add_deck("Metrics", deck)
    other = cards.add_deck("Metrics")
    with refuses("deck.title"):
        cards.move_deck(other, deck)


def test_an_update_leaves_a_moved_shipped_deck_where_it_is(cards: Cards, deck: int, db: Database) -> None:
    shipped_note(db)
    shipped = next(row.id for row in cards.decks() if row.shipped)
    cards.move_deck(shipped, deck)
    shipped_note(db, "changed")
    assert next(row.parent_id for row in cards.decks() if row.id == shipped) == deck


def test_deleting_a_deck_takes_its_subdecks_and_notes(cards: Cards, deck: int) -> None:
    below = cards.add_deck("RICE", deck)
    cards.add(basic(below))
    assert cards.delete_deck(deck) == 1
    assert cards.decks() == ()


@pytest.mark.parametrize("title", ["", "   ", "roadmaps"])
def test_an_empty_or_taken_deck_title_is_refused(cards: Cards, deck: int, title: str) -> None:
    assert deck
    with refuses("deck.title"):
        cards.add_deck(title)


def test_a_deck_can_be_renamed(cards: Cards, deck: int) -> None:
    cards.rename_deck(deck, " Road  maps ")
    assert cards.decks()[0].title == "Road maps"


@pytest.mark.parametrize(
    ("word", "fronts"),
    [
        ("abc", ["Lines", "Marks"]),
        ("nabc", []),
        ("front", ["Marks"]),
        ('":', []),
        ('"b"', ["Quotes"]),
        ("a\\b", ["Quotes"]),
        ("LINES", ["Lines"]),
        ("é", ["Quotes"]),
    ],
)
def test_a_word_is_looked_for_in_what_a_note_says_and_not_in_how_it_is_kept(
    cards: Cards, deck: int, word: str, fronts: list[str]
) -> None:
    for front, back in (("Lines", "x\nabc"), ("Quotes", 'a\\b "b" é'), ("Marks", "**abc** in front")):
        cards.add(basic(deck, front, back))
    assert sorted(row.title for row in cards.notes(NoteQuery(text=word))) == fronts


def test_notes_are_found_by_deck_text_state_and_owner(cards: Cards, deck: int, db: Database) -> None:
    shipped_note(db)
    below = cards.add_deck("RICE", deck)
    note = cards.add(basic(below, "100% of reach"))
    give(db, cards.note(note).cards[0], Rating.EASY)
    assert [row.id for row in cards.notes(NoteQuery(deck_id=deck))] == [note]
    assert [row.card_ids for row in cards.notes(NoteQuery(deck_id=deck))] == [cards.note(note).cards]
    assert [row.id for row in cards.notes(NoteQuery(text="reach 100%"))] == [note]
    assert cards.notes(NoteQuery(text="100_")) == ()
    assert [(row.id, row.state) for row in cards.notes(NoteQuery(state="review"))] == [(note, "review")]
    assert [row.id for row in cards.notes(NoteQuery(own_only=True))] == [note]
    assert len(cards.notes(NoteQuery())) == 2
    assert len(cards.notes(NoteQuery(limit=1))) == 1


def test_suspending_and_burying_are_steps_with_a_name(cards: Cards, deck: int, db: Database) -> None:
    card = cards.note(cards.add(basic(deck))).cards[0]
    cards.suspend([card], suspended=True)
    assert cards.notes(NoteQuery())[0].state == "suspended"
    assert cards.decks()[0].new == 0
    cards.suspend([card], suspended=False)
    cards.bury([card])
    assert cards.card(card).memory.buried
    assert cards.decks()[0].new == 0
    undone = Desk(db).undo()
    assert undone is not None
    assert (undone.name, undone.says["title"]) == ("card.buried", "What is RICE?")


def test_every_kind_can_be_previewed(cards: Cards, deck: int) -> None:
    assert [kind.name for kind in cards.note_kinds()] == ["basic", "cloze", "reversed", "typed"]
    assert cards.preview(basic(deck)) == (("What is **RICE**?", "A score"),)
    assert cards.preview(NoteDraft("hologram", deck, {})) == ()
    with refuses("note.kind"):
        cards.add(NoteDraft("hologram", deck, {}))


def test_history_tells_each_review(cards: Cards, deck: int, db: Database) -> None:
    card = cards.note(cards.add(basic(deck))).cards[0]
    give(db, card, Rating.GOOD)
    assert [line.rating for line in cards.history(card)] == [Rating.GOOD]
