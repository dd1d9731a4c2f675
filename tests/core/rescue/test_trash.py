"""The trash: what rests there, putting back, deleting for good, and what history keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.rescue.stage import WORD, Room, words_left
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.resources import resource
from tpmprep.core.interview.faces import QuestionDraft, QuestionQuery, StoryDraft, TakeDraft
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.memory import grade

if TYPE_CHECKING:
    from pathlib import Path


def test_a_deleted_note_rests_with_its_title_deck_and_days(room: Room) -> None:
    note = room.note("What is an SLO?")
    room.services.cards.delete([note])
    room.clock.move(days=4, hours=5)
    (row,) = room.services.trash.rows()
    assert (row.thing_id, row.kind, row.title, row.days_left, row.parts) == (
        note,
        "note",
        "What is an SLO?",
        26,
        1,
    )
    assert row.place == room.services.cards.decks()[0].title
    assert room.services.trash.rows("slo WHAT") == (row,)
    assert room.services.trash.rows("nothing like it") == ()


def test_a_note_comes_back_with_its_card_memory_and_search(room: Room) -> None:
    note = room.note("What is an SLO?")
    card = room.card(note)
    room.services.cards.delete([note])
    assert room.services.trash.put_back([note]) == 1
    assert room.services.cards.note(note).fields["back"] == WORD
    assert room.services.cards.card(card).note_id == note
    assert [hit.thing_id for hit in room.services.catalog.find(WORD)] == [note]
    assert room.services.trash.rows() == ()
    room.services.desk.undo()
    assert [row.thing_id for row in room.services.trash.rows()] == [note]
    assert room.services.catalog.find(WORD) == ()


def test_a_deck_comes_back_with_its_notes_but_not_with_those_deleted_before(room: Room) -> None:
    cards = room.services.cards
    deck = cards.add_deck("Mine")
    before, with_it = room.note("before", deck), room.note("with it", deck)
    cards.delete([before])
    room.clock.move(minutes=5)
    cards.delete_deck(deck)
    (row,) = [row for row in room.services.trash.rows() if row.kind == "deck"]
    assert (row.title, row.parts) == ("Mine", 1)
    assert room.services.trash.put_back([deck]) == 2
    assert {row.id for row in cards.notes(NoteQuery(deck_id=deck))} == {with_it}
    assert [row.thing_id for row in room.services.trash.rows()] == [before]


def test_a_note_whose_deck_is_gone_brings_the_deck_back_under_a_free_name(room: Room) -> None:
    cards = room.services.cards
    deck = cards.add_deck("Mine")
    note = room.note("alone", deck)
    room.note("other", deck)
    cards.delete_deck(deck)
    cards.add_deck("mine")
    room.services.trash.put_back([note])
    assert "Mine (2)" in {row.title for row in cards.decks()}
    assert {row.id for row in cards.notes(NoteQuery(deck_id=deck))} == {note}


def test_items_questions_and_stories_come_back_too(room: Room) -> None:
    services = room.services
    item = services.quiz.items(ItemQuery())[0].id
    question = services.interview.questions(QuestionQuery())[0].id
    story = services.interview.add_story(StoryDraft(title="The migration", situation=WORD))
    services.quiz.delete([item])
    services.interview.delete_questions([question])
    services.interview.delete_story(story)
    assert {row.kind for row in services.trash.rows()} == {"item", "question", "story"}
    assert services.trash.put_back([row.thing_id for row in services.trash.rows()]) == 3
    assert services.quiz.item(item).item_id == item
    assert services.interview.question(question).id == question
    assert [found.id for found in services.interview.stories()] == [story]
    assert [hit.thing_id for hit in services.catalog.find(WORD)] == [story]


def test_deleted_for_good_the_words_are_gone_and_the_numbers_of_history_stay(room: Room) -> None:
    services = room.services
    category = services.interview.categories()[0].id
    question = services.interview.add_question(QuestionDraft(prompt=f"Why {WORD}?", category_id=category))
    services.interview.save_answer(question, f"Because {WORD}")
    services.interview.save_take(question, TakeDraft(60_000, score=4, improve=WORD, text=f"I said {WORD}"))
    services.desk.keep_draft(f"interview.answer.{question}", WORD)
    note = room.note(WORD)
    services.cards.delete([note])
    services.interview.delete_questions([question])
    before = room.ask("SELECT count(*), sum(score), sum(duration_ms) FROM rehearsal")
    assert words_left(room)
    assert services.trash.empty() == 2
    assert words_left(room) == ""
    assert room.ask("SELECT count(*), sum(score), sum(duration_ms) FROM rehearsal") == before
    assert room.ask("SELECT kind FROM thing WHERE id IN (?, ?) ORDER BY kind", note, question) == [
        ("note",),
        ("question",),
    ]
    assert services.trash.rows() == ()


def test_a_graded_card_leaves_its_reviews(room: Room) -> None:
    note = room.note("one")
    card = room.card(note)
    settings, clock = room.services.settings, room.clock
    with room.profile.database.step("card.answered", Change.MEMORY) as session:
        grade(session, card, Rating.GOOD, room="cards", clock=clock, settings=settings, duration_ms=4000)
    room.services.cards.delete([note])
    room.services.trash.empty()
    assert room.ask("SELECT rating FROM review WHERE thing_id = ?", card) == [(3,)]
    assert room.ask("SELECT * FROM memory WHERE thing_id = ?", card) == []


def test_the_undo_of_what_went_for_good_ends_and_later_steps_stay(room: Room) -> None:
    first = room.note("first")
    gone = room.note("gone")
    room.services.cards.delete([gone])
    last = room.note("last")
    room.services.trash.purge([gone])
    undone = room.services.desk.undo()
    assert undone is not None
    assert undone.name == "note.added"
    assert room.services.desk.undo() is None
    assert {first} <= {row.id for row in room.services.cards.notes(NoteQuery())}
    assert last not in {row.id for row in room.services.cards.notes(NoteQuery())}


def test_redo_ends_with_a_purge(room: Room) -> None:
    gone = room.note("gone")
    room.services.cards.delete([gone])
    room.note("other")
    room.services.desk.undo()
    room.services.trash.empty()
    assert room.services.desk.redo() is None


def test_after_thirty_days_a_thing_goes_and_not_before(room: Room) -> None:
    old = room.note("old")
    room.services.cards.delete([old])
    room.clock.move(days=20)
    young = room.note("young")
    room.services.cards.delete([young])
    room.clock.move(days=10)
    assert room.services.trash.purge_old() == 0
    room.clock.move(hours=1)
    assert room.services.trash.purge_old() == 1
    assert [row.thing_id for row in room.services.trash.rows()] == [young]
    room.clock.move(days=-500)
    assert room.services.trash.rows()[0].days_left == 30


def test_a_shipped_note_deleted_for_good_is_not_brought_again_by_its_pack(room: Room) -> None:
    shipped = room.services.cards.notes(NoteQuery())[-1].id
    ref = room.ask("SELECT ref FROM thing WHERE id = ?", shipped)[0][0]
    room.services.cards.delete([shipped])
    room.services.trash.empty()
    room.services.packs.install(resource("packs", "tpm-core"))
    assert shipped not in {row.id for row in room.services.cards.notes(NoteQuery())}
    assert room.services.trash.rows() == ()
    assert room.ask("SELECT id FROM thing WHERE ref = ?", ref) == [(shipped,)]


def test_an_own_deck_goes_with_its_notes_and_an_import_may_bring_them_anew(
    room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("thing,kind,id,deck,front,back\nnote,basic,my:x,Imported,Front,Back\n")
    room.services.exchange.apply(file)
    (deck,) = [row.id for row in room.services.cards.decks() if row.title == "Imported"]
    room.services.cards.delete_deck(deck)
    room.services.trash.empty()
    assert room.ask("SELECT * FROM deck WHERE thing_id = ?", deck) == []
    room.services.exchange.apply(file)
    assert "Imported" in {row.title for row in room.services.cards.decks()}
    assert len(room.services.catalog.find("Front")) >= 1


def test_what_is_not_in_the_trash_is_never_purged(room: Room) -> None:
    note = room.note("alive")
    assert room.services.trash.purge([note]) == 0
    assert room.services.cards.note(note).id == note
