from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.quiz.stage import downtime, multiple, single, statement
from tests.core.refusals import refuses
from tpmprep.core.db.desk import Desk
from tpmprep.core.ground.change import Change
from tpmprep.core.quiz import answers
from tpmprep.core.quiz.answers import Given
from tpmprep.core.quiz.faces import Confidence, Verdict
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.hot import hot_read
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.quiz.service import Quiz

GUESS, THINK, SURE = Confidence
QUICK, SLOW = 8_000, 40_000


def give(
    db: Database, item: int, keys: tuple[int | str, ...], sure: Confidence = THINK, ms: int = QUICK
) -> Verdict:
    with db.hot_step("item.answered", Change.MEMORY) as raw:
        return answers.respond(raw, item, Given(keys, sure, ms), moment(db.clock), 0.9)[1]


def logged(db: Database) -> list[tuple[int, ...]]:
    with hot_read(db) as raw:
        return raw.execute(
            "SELECT graded, (SELECT max(rating) FROM review v WHERE v.thing_id = r.item_id AND v.at = r.at) "
            "FROM response r WHERE undone_at IS NULL ORDER BY id"
        ).fetchall()


@pytest.mark.parametrize(
    ("score", "sure", "ms", "rating"),
    [
        (0.0, SURE, QUICK, Rating.AGAIN),
        (0.5, SURE, QUICK, Rating.AGAIN),
        (1.0, GUESS, QUICK, Rating.AGAIN),
        (1.0, THINK, QUICK, Rating.GOOD),
        (1.0, SURE, SLOW, Rating.GOOD),
        (1.0, SURE, QUICK, Rating.EASY),
        (1.0, SURE, 20_000, Rating.EASY),
    ],
)
def test_a_response_becomes_a_rating(score: float, sure: Confidence, ms: int, rating: Rating) -> None:
    assert answers.rating_of(score, Given((0,), sure, ms)) == rating


def test_the_first_answer_of_a_study_day_grades_and_later_ones_only_log(
    quiz: Quiz, db: Database, clock: FakeClock
) -> None:
    item = quiz.add(single())
    first = give(db, item, (1,))
    clock.pass_by(minutes=5)
    second = give(db, item, (0,), SURE)
    assert logged(db) == [(1, Rating.AGAIN), (0, None)]
    assert second.comes_back == first.comes_back
    clock.pass_by(days=1)
    give(db, item, (0,))
    assert logged(db)[2] == (1, Rating.GOOD)


def test_an_undone_answer_does_not_keep_the_next_from_grading(quiz: Quiz, db: Database) -> None:
    item = quiz.add(single())
    give(db, item, (1,))
    Desk(db).undo()
    assert logged(db) == []
    give(db, item, (0,))
    assert [graded for graded, _ in logged(db)] == [1]


def test_the_verdict_tells_score_and_when_it_comes_back(quiz: Quiz, db: Database) -> None:
    verdict = give(db, quiz.add(multiple()), (0,), SURE)
    assert (verdict.score, verdict.right, verdict.given) == (0.5, False, (0,))
    assert verdict.comes_back is not None
    assert answers.missed(verdict)


def test_a_right_guess_counts_as_missed(quiz: Quiz, db: Database) -> None:
    verdict = give(db, quiz.add(single()), (0,), GUESS)
    assert verdict.right
    assert answers.missed(verdict)


def test_an_option_that_does_not_exist_is_our_bug(quiz: Quiz, db: Database) -> None:
    item = quiz.add(single())
    with pytest.raises(ValueError, match="no option"):
        give(db, item, (9,))
    assert logged(db) == []


def test_a_typed_number_is_kept_as_typed_with_the_reason_of_its_slip(quiz: Quiz, db: Database) -> None:
    item = quiz.add(downtime())
    with db.hot_step("item.answered", Change.MEMORY) as raw:
        response, verdict = answers.respond(raw, item, Given(("4,32",), SURE, QUICK), moment(db.clock), 0.9)
    assert (verdict.right, verdict.given) == (False, ("4,32",))
    assert verdict.slip.startswith("That is 99.99 %")
    with hot_read(db) as raw:
        assert answers.verdict_of(raw, response) == verdict


def test_a_number_that_cannot_be_read_is_no_answer(quiz: Quiz, db: Database) -> None:
    item = quiz.add(downtime())
    with refuses("number.thousands", whole="43200"):
        give(db, item, ("43 200",))
    assert logged(db) == []


def test_a_statement_keeps_true_before_false(quiz: Quiz, db: Database) -> None:
    item = quiz.add(statement())
    for _ in range(4):
        assert [option.text for option in quiz.item(item).options] == ["True", "False"]
        give(db, item, (1,))


def test_a_thrown_away_item_cannot_be_answered(quiz: Quiz, db: Database) -> None:
    item = quiz.add(single())
    quiz.delete([item])
    with refuses("item.gone"):
        give(db, item, (0,))


def test_the_time_of_an_answer_is_counted_once(quiz: Quiz, db: Database) -> None:
    give(db, quiz.add(single()), (0,), ms=9_000)
    with hot_read(db) as raw:
        assert raw.execute("SELECT sum(ms) FROM day_tally").fetchone() == (9_000,)


def test_a_verdict_can_be_read_again_after_a_restart(quiz: Quiz, db: Database) -> None:
    item = quiz.add(single())
    with db.hot_step("item.answered", Change.MEMORY) as raw:
        response, verdict = answers.respond(raw, item, Given((1,), SURE, QUICK), moment(db.clock), 0.9)
    with hot_read(db) as raw:
        assert answers.verdict_of(raw, response) == verdict
