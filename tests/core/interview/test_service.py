from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.core.refusals import refuses
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.tables.interview import Question
from tpmprep.core.db.tables.recall import Memory, Review
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.resources import resource
from tpmprep.core.interview.bank import put_question
from tpmprep.core.interview.faces import QuestionDraft, QuestionQuery, TakeDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.packs.service import Packs
from tpmprep.core.recall.faces import Rating, State

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


@pytest.fixture
def interview(stocked: Database, profile_settings: Settings) -> Interview:
    return Interview(stocked, profile_settings)


def first(interview: Interview) -> int:
    return interview.questions(QuestionQuery())[0].id


def memory(db: Database, thing: int) -> Memory:
    with db.reading() as session:
        return session.get_one(Memory, thing)


def draft(interview: Interview, prompt: str = "Why us?", minutes: float = 3.0) -> QuestionDraft:
    return QuestionDraft(prompt, interview.categories()[0].id, minutes)


def test_categories_count_their_questions_and_answer_notes(interview: Interview) -> None:
    interview.save_answer(first(interview), "Because.")
    rows = interview.categories()
    assert sum(row.questions for row in rows) == len(interview.questions(QuestionQuery()))
    assert [row.answered for row in rows][:2] == [1, 0]


def test_questions_are_found_by_category_round_tier_and_text(interview: Interview) -> None:
    everything = interview.questions(QuestionQuery())
    category = interview.categories()[0]
    assert len(interview.questions(QuestionQuery(category_id=category.id))) == category.questions
    assert {row.round for row in interview.questions(QuestionQuery(round="technical"))} == {"technical"}
    assert {row.tier for row in interview.questions(QuestionQuery(tier="core"))} == {"core"}
    assert 0 < len(interview.questions(QuestionQuery(text="design"))) < len(everything)
    assert interview.questions(QuestionQuery(text="zzzzzz")) == ()


def test_questions_are_found_by_what_was_done_with_them(interview: Interview) -> None:
    one = first(interview)
    total = len(interview.questions(QuestionQuery()))
    interview.save_answer(one, "Because.")
    interview.save_take(one, TakeDraft(60_000, score=4))
    interview.star(one, starred=True)
    own = interview.add_question(draft(interview))
    for state, ids in {"answered": [one], "rehearsed": [one], "starred": [one], "own": [own]}.items():
        assert [row.id for row in interview.questions(QuestionQuery(state=state))] == ids
    assert len(interview.questions(QuestionQuery(state="unanswered"))) == total


def test_an_answer_note_is_kept_changed_and_removed(interview: Interview, clock: FakeClock) -> None:
    one = first(interview)
    assert interview.question(one).answer == ""
    assert interview.save_answer(one, "**First**") == clock.now()
    clock.pass_by(minutes=5)
    interview.save_answer(one, "Second ✓\n\n- a")
    face = interview.question(one)
    assert (face.answer, face.answer_edited_at) == ("Second ✓\n\n- a", clock.now())
    interview.save_answer(one, "  ")
    assert (interview.question(one).answer, interview.question(one).answer_edited_at) == ("", None)


def test_undo_brings_the_older_answer_note_back(interview: Interview, stocked: Database) -> None:
    one = first(interview)
    interview.save_answer(one, "First")
    interview.save_answer(one, "Second")
    Desk(stocked).undo()
    assert interview.question(one).answer == "First"
    Desk(stocked).undo()
    assert interview.question(one).answer == ""


@pytest.mark.parametrize(
    ("score", "rating"),
    [(1, Rating.AGAIN), (2, Rating.AGAIN), (3, Rating.HARD), (4, Rating.GOOD), (5, Rating.EASY)],
)
def test_a_scored_take_grades_the_memory_of_its_question(
    interview: Interview, stocked: Database, score: int, rating: int
) -> None:
    one = first(interview)
    row = interview.save_take(one, TakeDraft(90_000, "I would ask first.", ("clarify",), score, " slower "))
    assert (row.number, row.score, row.improve, row.parts) == (1, score, "slower", ("clarify",))
    with stocked.reading() as session:
        (review,) = session.scalars(select(Review).where(Review.thing_id == one))
    assert (review.rating, review.room) == (Rating(rating), "interview")
    assert memory(stocked, one).reps == 1


def test_a_take_without_a_score_is_kept_and_grades_nothing(interview: Interview, stocked: Database) -> None:
    one = first(interview)
    interview.save_take(one, TakeDraft(30_000))
    assert len(interview.question(one).takes) == 1
    assert memory(stocked, one).state == State.NEW


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_outside_1_to_5_is_refused_and_nothing_is_kept(interview: Interview, score: int) -> None:
    one = first(interview)
    with refuses("take.score", score=score):
        interview.save_take(one, TakeDraft(30_000, score=score))
    assert interview.question(one).takes == ()


def test_takes_are_told_newest_first_and_an_undone_one_not_at_all(
    interview: Interview, stocked: Database, clock: FakeClock
) -> None:
    one = first(interview)
    for score in (2, 4):
        interview.save_take(one, TakeDraft(30_000, score=score))
        clock.pass_by(days=1)
    assert [(take.number, take.score) for take in interview.question(one).takes] == [(2, 4), (1, 2)]
    Desk(stocked).undo()
    assert [take.score for take in interview.question(one).takes] == [2]
    assert interview.questions(QuestionQuery(state="rehearsed"))[0].last_score == 2
    assert memory(stocked, one).reps == 1


def test_an_own_question_is_added_edited_found_and_thrown_away(interview: Interview) -> None:
    own = interview.add_question(draft(interview, "Tell me about *Ferrets*"))
    assert [row.id for row in interview.questions(QuestionQuery(text="ferrets"))] == [own]
    face = interview.edit_question(own, draft(interview, "Tell me about Otters", 5))
    assert (face.prompt, face.minutes, face.shipped) == ("Tell me about Otters", 5, False)
    assert interview.questions(QuestionQuery(text="ferrets")) == ()
    interview.save_take(own, TakeDraft(1000))
    assert interview.delete_questions([own]) == 1
    with refuses("question.gone", id=own):
        interview.question(own)
    assert interview.questions(QuestionQuery(text="otters")) == ()


def test_a_thrown_away_question_comes_back_with_its_takes(interview: Interview, stocked: Database) -> None:
    one = first(interview)
    interview.save_take(one, TakeDraft(1000, score=3))
    interview.delete_questions([one])
    Desk(stocked).undo()
    assert [take.score for take in interview.question(one).takes] == [3]


@pytest.mark.parametrize(("prompt", "minutes"), [("  ", 3), ("Why?", 0), ("Why?", 121), ("Why?", -1)])
def test_a_question_without_words_or_with_odd_minutes_is_refused(
    interview: Interview, prompt: str, minutes: float
) -> None:
    with refuses("question.field"):
        interview.add_question(draft(interview, prompt, minutes))


def test_a_question_needs_a_category_that_is_there(interview: Interview) -> None:
    own = interview.add_question(draft(interview))
    with refuses("question.field", field="category"):
        interview.add_question(QuestionDraft("Why?", 98_765))
    with refuses("question.field", field="category"):
        interview.edit_question(own, QuestionDraft("Why?", 98_765))


def test_an_edited_shipped_question_keeps_the_edit_when_its_pack_comes_again(
    interview: Interview, stocked: Database
) -> None:
    one = first(interview)
    before = interview.question(one)
    concepts = tuple(concept for concept, _ in before.concepts)
    mine = QuestionDraft("In my own words?", before.category_id, 7, outline="Mine", concept_ids=concepts)
    interview.edit_question(one, mine)
    pack = resource("packs", "tpm-core")
    assert Packs(stocked).install(pack).updated == 0
    face = interview.question(one)
    assert (face.prompt, face.minutes, face.outline) == ("In my own words?", 7, "Mine")


def test_a_question_that_is_not_there_is_gone(interview: Interview) -> None:
    with refuses("question.gone"):
        interview.question(98_765)
    with refuses("question.gone"):
        interview.star(98_765, starred=True)
    with refuses("question.gone"):
        interview.save_answer(98_765, "x")
    with refuses("question.gone"):
        interview.save_take(98_765, TakeDraft(1))


def test_a_question_is_found_by_the_words_of_ones_own_answer(interview: Interview, stocked: Database) -> None:
    question = interview.add_question(draft(interview, "How do you launch?"))
    interview.save_answer(question, "First a *quokka*, then the rest.")
    assert [row.id for row in interview.questions(QuestionQuery(text="quokka"))] == [question]
    assert [hit.thing_id for hit in Catalog(stocked).find("quokka")] == [question]
    Desk(stocked).undo()
    assert Catalog(stocked).find("quokka") == ()
    Desk(stocked).redo()
    interview.save_answer(question, "")
    assert Catalog(stocked).find("quokka") == ()


def test_an_edit_of_a_question_keeps_the_words_of_its_answer_findable(
    interview: Interview, stocked: Database
) -> None:
    question = interview.add_question(draft(interview, "How do you launch?"))
    interview.save_answer(question, "First a quokka.")
    interview.edit_question(question, draft(interview, "How do you launch now?"))
    assert len(Catalog(stocked).find("quokka")) == 1


def test_the_answer_of_a_question_in_the_trash_is_found_once_it_is_put_back(
    interview: Interview, stocked: Database
) -> None:
    question = interview.add_question(draft(interview, "How do you launch?"))
    interview.save_answer(question, "First a quokka.")
    interview.delete_questions([question])
    assert Catalog(stocked).find("quokka") == ()
    Desk(stocked).undo()
    assert len(Catalog(stocked).find("quokka")) == 1


def test_a_question_in_the_trash_stays_out_of_search_when_its_words_come_again(
    interview: Interview, stocked: Database, clock: FakeClock
) -> None:
    question = interview.add_question(draft(interview, "Why zebras?"))
    interview.delete_questions([question])
    with stocked.unlogged() as session:
        row, ref = session.get_one(Question, question), session.get_one(Thing, question).ref
        values = {"prompt": "Why zebras now?", "category_id": row.category_id, "body": dict(row.body)}
        assert put_question(session, ref, values, [], (), clock.now()) == "updated"
    assert Catalog(stocked).find("zebras") == ()
