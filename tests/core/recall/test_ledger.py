from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpmprep.core.catalog.things import identity
from tpmprep.core.db.codes import KINDS
from tpmprep.core.db.desk import Desk
from tpmprep.core.ground.change import Change
from tpmprep.core.recall import ledger, queue
from tpmprep.core.recall.faces import Rating, State
from tpmprep.core.recall.hot import hot_read
from tpmprep.core.recall.ledger import Answer
from tpmprep.core.recall.memory import grade, new_memory
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


def new_thing(db: Database, ref: str, kind: ledger.MemoryKind = "card") -> int:
    with db.step("thing.added", Change.CARDS) as session:
        thing = identity(session, kind, ref)
        new_memory(session, thing, kind)
    return thing


def give(db: Database, thing: int, rating: Rating, ms: int = 2_000) -> None:
    with db.hot_step("card.answered", Change.MEMORY) as raw:
        ledger.grade(raw, thing, Answer(rating, "cards", ms), moment(db.clock), 0.9)


def rows(db: Database) -> dict[str, list[tuple[object, ...]]]:
    with hot_read(db) as raw:
        return {
            "memory": raw.execute("SELECT * FROM memory ORDER BY thing_id").fetchall(),
            "review": raw.execute("SELECT * FROM review WHERE undone_at IS NULL ORDER BY id").fetchall(),
            "tally": raw.execute("SELECT * FROM day_tally ORDER BY 1, 2, 3").fetchall(),
        }


def test_a_grade_logs_the_state_before_and_when_it_comes_back(db: Database) -> None:
    card = new_thing(db, "my:card.1")
    give(db, card, Rating.GOOD)
    give(db, card, Rating.GOOD)
    with hot_read(db) as raw:
        logged = raw.execute(
            "SELECT kind, rating, state_before, due_after FROM review ORDER BY id"
        ).fetchall()
        now = ledger.known(raw, card)
    learn = KINDS["learn"]
    assert [line[:3] for line in logged] == [(learn, 3, 0), (learn, 3, 1)]
    assert (now.state, now.reps, now.due_ms) == (State.REVIEW, 2, logged[1][3])


def test_the_days_tally_follows_each_answer(db: Database) -> None:
    card = new_thing(db, "my:card.1")
    give(db, card, Rating.AGAIN, 3_000)
    give(db, card, Rating.GOOD, 2_000)
    assert rows(db)["tally"] == [("2026-03-02", "cards", "learn", 2, 1, 5_000)]


def test_a_drill_is_logged_and_changes_no_memory(db: Database) -> None:
    card = new_thing(db, "my:card.1")
    before = rows(db)["memory"]
    with db.hot_step("card.drilled", Change.MEMORY) as raw:
        ledger.log_drill(raw, card, Answer(Rating.GOOD, "cards", 900), moment(db.clock))
        assert not ledger.graded_on(raw, card, moment(db.clock))
    assert rows(db)["memory"] == before
    assert len(rows(db)["review"]) == 1


def test_a_room_with_a_session_grades_by_the_wished_retention(
    db: Database, clock: FakeClock, profile_settings: Settings
) -> None:
    question = new_thing(db, "my:question.1", "question")
    with db.step("take.kept", Change.TAKES) as session:
        after = grade(
            session,
            question,
            Rating.EASY,
            room="interview",
            clock=clock,
            settings=profile_settings,
            duration_ms=1,
        )
    assert rows(db)["tally"] == [("2026-03-02", "interview", "learn", 1, 1, 0)]
    assert after.state == State.REVIEW


def test_a_thing_without_a_memory_cannot_be_graded(db: Database) -> None:
    with pytest.raises(LookupError):
        give(db, 99, Rating.GOOD)


def test_a_suspended_or_buried_card_is_not_due(db: Database, clock: FakeClock) -> None:
    cards = [new_thing(db, f"my:card.{n}") for n in range(3)]
    for card in cards:
        give(db, card, Rating.GOOD)
    clock.pass_by(minutes=11)
    with db.hot_step("card.hidden", Change.MEMORY) as raw:
        ledger.suspend(raw, cards[:1], suspended=True)
        ledger.bury(raw, cards[1], moment(clock))
    with hot_read(db) as raw:
        assert queue.due_ids(raw, "card", moment(clock)) == cards[2:]
        assert ledger.face(raw, cards[1], moment(clock)).buried
        assert ledger.face(raw, cards[0], moment(clock)).suspended
    clock.pass_by(days=1)
    with hot_read(db) as raw:
        assert queue.due_ids(raw, "card", moment(clock)) == cards[1:]
        assert queue.due_ids(raw, "card", moment(clock), 1) == cards[1:2]
        assert queue.due_count(raw, "card", moment(clock)) == 2


def test_counts_read_the_due_index_and_scan_nothing(db: Database) -> None:
    with hot_read(db) as raw:
        plans = [
            step
            for query in (
                "SELECT count(*) FROM memory WHERE kind='card' AND state IN (1,2,3) AND due_at <= 5",
                "SELECT count(*) FROM review WHERE study_day=1 AND room=0 AND state_before=0",
            )
            for *_, step in raw.execute(f"EXPLAIN QUERY PLAN {query}")
        ]
    assert plans
    assert not [step for step in plans if step.startswith("SCAN")]


def test_history_is_newest_first_and_marks_what_was_undone(db: Database, clock: FakeClock) -> None:
    card = new_thing(db, "my:card.1")
    give(db, card, Rating.GOOD)
    clock.pass_by(minutes=10)
    give(db, card, Rating.EASY)
    Desk(db).undo()
    with hot_read(db) as raw:
        lines = ledger.history(raw, card)
    assert [(line.rating, line.undone) for line in lines] == [(Rating.EASY, True), (Rating.GOOD, False)]
    assert lines[1].interval == timedelta(minutes=10)


def test_first_meetings_are_counted_per_study_day(db: Database, clock: FakeClock) -> None:
    card = new_thing(db, "my:card.1")
    give(db, card, Rating.GOOD)
    give(db, card, Rating.GOOD)
    with hot_read(db) as raw:
        assert queue.introduced(raw, "cards", moment(clock)) == 1
    clock.pass_by(days=1)
    with hot_read(db) as raw:
        assert queue.introduced(raw, "cards", moment(clock)) == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(Rating), st.integers(-90_000, 4_000_000)), min_size=1, max_size=8))
def test_undoing_every_answer_restores_equal_rows_whatever_the_clock_did(
    db: Database, clock: FakeClock, answers: list[tuple[Rating, int]]
) -> None:
    with hot_read(db) as raw:
        card = raw.execute("SELECT count(*) FROM thing").fetchone()[0]
    thing = new_thing(db, f"my:card.{card}")
    states = [rows(db)]
    for rating, seconds in answers:
        clock.pass_by(seconds=seconds)
        give(db, thing, rating)
        states.append(rows(db))
    for before in reversed(states[:-1]):
        db.undo()
        assert rows(db) == before
    for after in states[1:]:
        db.redo()
        assert rows(db) == after
