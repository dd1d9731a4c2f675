from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.cards.service import Cards
from tpmprep.core.db.tables.recall import DayTally
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.settings import Settings
from tpmprep.core.insight import snapshot
from tpmprep.core.insight.shares import wilson
from tpmprep.core.interview.faces import QuestionQuery, TakeDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.hot import hot_read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.core.conftest import FakeClock
    from tests.core.insight.conftest import Learner
    from tpmprep.core.db.database import Database
    from tpmprep.core.flows.faces import ExerciseKind


def test_days_minutes_and_reviews_add_up(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[0].things)
    clock.pass_by(days=1)
    learner.work(learner.insight.today().blocks[1].things)
    face = learner.insight.progress()
    assert len(face.days) == 2
    assert (face.days[1][0] - face.days[0][0]).days == 1
    assert {room for room, _ in face.minutes_by_room} == {"cards", "quiz"}
    assert face.reviews == learner.insight.status().reviews > 0


def test_what_was_undone_leaves_no_day_behind(learner: Learner, db: Database) -> None:
    with db.unlogged() as session:
        session.add(
            DayTally(study_day=date(2026, 3, 1), room="learning", kind="hours", answers=0, good=0, ms=0)
        )
    face = learner.insight.progress()
    assert face.days == ()
    assert face.minutes_by_room == ()


def test_the_load_counts_every_due_card_on_its_day(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    cards = learner.insight.today().blocks[0].things
    learner.work(cards)
    load = dict(learner.insight.progress().load)
    assert len(load) == 30
    assert sum(load.values()) == len(cards)
    clock.pass_by(days=20)
    overdue = learner.insight.progress().load
    assert overdue[0] == (clock.now().date(), len(cards))


def test_the_load_leaves_suspended_cards_out(learner: Learner, stocked: Database) -> None:
    learner.aim(days=None)
    cards = learner.insight.today().blocks[0].things
    learner.work(cards)
    Cards(stocked, Settings(None)).suspend([cards[0][1], cards[1][1]], suspended=True)
    assert sum(count for _, count in learner.insight.progress().load) == len(cards) - 2


def test_retention_is_the_share_remembered_in_review(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    cards = learner.insight.today().blocks[0].things[:4]
    learner.work(cards, Rating.EASY)
    assert learner.insight.progress().retention is None
    clock.pass_by(days=30)
    learner.work(cards[:3], Rating.GOOD)
    assert learner.insight.progress().retention == 1.0


def test_retention_is_told_by_month_with_an_interval_that_is_wide_while_reviews_are_few(
    learner: Learner, clock: FakeClock
) -> None:
    learner.aim(days=None)
    cards = learner.insight.today().blocks[0].things[:4]
    learner.work(cards, Rating.EASY)
    clock.pass_by(days=30)
    learner.work(cards[:3], Rating.GOOD)
    clock.pass_by(days=31)
    forget(learner, cards[:2])
    first, second = learner.insight.progress().months
    assert (first.month, first.share, first.reviews) == (date(2026, 4, 1), 1.0, 3)
    assert (second.month, second.share, second.reviews) == (date(2026, 5, 1), 0.0, 2)
    assert first.low < 0.6
    assert first.high == 1.0


def test_a_study_day_of_seconds_counts_as_one(learner: Learner) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[0].things[:1], Rating.EASY)
    assert [minutes for _, minutes in learner.insight.progress().days] == [1]


def test_weeks_hold_the_minutes_of_each_room_and_no_gap(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[0].things)
    clock.pass_by(days=15)
    learner.work(learner.insight.today().blocks[0].things)
    weeks = learner.insight.progress().weeks
    assert len(weeks) == 12
    assert all(later.monday - before.monday == timedelta(days=7) for before, later in pairwise(weeks))
    assert weeks[-1].monday.weekday() == 0
    assert [bool(week.minutes) for week in weeks[-3:]] == [True, False, True]


def test_a_week_of_seconds_in_a_room_is_no_whole_minute_there(learner: Learner) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[0].things[:1], Rating.EASY)
    assert dict(learner.insight.progress().weeks[-1].minutes) == {"cards": 0.2}


def test_new_cards_by_the_plan_are_added_with_their_returns(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None, minutes=30)
    fresh = dict(learner.insight.progress().fresh)
    days = sorted(fresh)
    assert len(days) == 30
    assert fresh[days[0]] == 10
    assert fresh[days[-1]] >= 20
    learner.aim(days=10, minutes=30)
    before_a_date = learner.insight.progress().fresh
    assert before_a_date[6][1] >= 10
    assert before_a_date[29][1] < fresh[days[29]]
    assert sum(count for _, count in before_a_date) < sum(fresh.values())


def test_without_new_cards_the_plan_adds_nothing(learner: Learner, profile_settings: Settings) -> None:
    profile_settings.put("new_cards_a_day", value=0)
    assert {count for _, count in learner.insight.progress().fresh} == {0}


def test_being_sure_is_counted_against_being_right(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    items = [pair for block in learner.insight.today().blocks for pair in block.things if pair[0] == "item"]
    learner.work(items[:3])
    clock.pass_by(days=1)
    learner.work(items[:1], right=False)
    (row,) = learner.insight.progress().sureness
    assert (row.confidence, row.answers, row.share) == (1, 4, 0.75)
    assert 0 < row.low < 0.75 < row.high < 1


def test_takes_are_told_by_week(learner: Learner, clock: FakeClock, stocked: Database) -> None:
    interview = Interview(stocked, Settings(None))
    question = interview.questions(QuestionQuery())[0].id
    for score, days in ((2, 0), (4, 7), (5, 1), (None, 0)):
        clock.pass_by(days=days)
        interview.save_take(question, TakeDraft(60_000, score=score))
    weeks = learner.insight.progress().takes
    assert [(week.mean, week.low, week.high, week.takes) for week in weeks] == [(2, 2, 2, 1), (4.5, 4, 5, 2)]


def test_progress_reads_of_the_log_one_day_at_most_and_as_many_statements_however_much_there_is(
    learner: Learner, clock: FakeClock, stocked: Database
) -> None:
    learner.aim(days=None)
    first = statements(stocked, learner.insight.progress)
    for _ in range(3):
        learner.work(learner.insight.today().blocks[0].things)
        clock.pass_by(days=2)
    then = statements(stocked, learner.insight.progress)
    assert len(then) == len(first) <= 45
    logged = [text for text in then if re.search(r"\b(?:from|join) review\b", text, re.IGNORECASE)]
    assert [text for text in logged if "study_day = " not in text] == []


def forget(learner: Learner, things: Sequence[tuple[str, int]]) -> None:
    """Answers Again once to each card and goes."""
    pairs: list[tuple[ExerciseKind, int]] = [("card", thing) for _, thing in things]
    turn = learner.sittings.start(Plan("test", 60, tuple(pairs)))
    for _ in pairs:
        assert turn.exercise is not None
        turn = learner.sittings.answer(turn.exercise.thing_id, Rating.AGAIN, 9_000)
    learner.sittings.end()


def statements(db: Database, act: Callable[[], object]) -> list[str]:
    """What is asked of the file while something is read."""
    seen: list[str] = []
    with hot_read(db) as raw:
        raw.set_trace_callback(seen.append)
    act()
    with hot_read(db) as raw:
        raw.set_trace_callback(None)
    return seen


@pytest.mark.parametrize(
    ("right", "answers", "low", "high"),
    [(0, 0, 0.0, 1.0), (5, 5, 0.649, 1.0), (50, 100, 0.419, 0.581), (0, 10, 0.0, 0.213)],
)
def test_the_interval_of_a_share_is_wide_for_few_and_never_leaves_0_to_1(
    right: int, answers: int, low: float, high: float
) -> None:
    assert wilson(right, answers) == pytest.approx((low, high), abs=0.002)


def test_an_aim_says_what_it_means_before_it_is_chosen(learner: Learner, clock: FakeClock) -> None:
    due = clock.now().date() + timedelta(days=20)
    short = learner.insight.consequence(AimDraft("interview", minutes=15, due_on=due))
    long = learner.insight.consequence(AimDraft("interview", minutes=60, due_on=due))
    assert (short.days, short.hours, long.hours) == (20, 5.0, 20.0)
    assert 0 < short.concepts < long.concepts
    assert short.cards_a_day < long.cards_a_day
    assert len(short.left_out) >= len(long.left_out)
    assert learner.insight.consequence(AimDraft("look")).days is None


@pytest.mark.parametrize("days", [0, 1])
def test_an_aim_of_today_or_tomorrow_still_says_something(
    learner: Learner, clock: FakeClock, days: int
) -> None:
    due = clock.now().date() + timedelta(days=days)
    assert learner.insight.consequence(AimDraft("interview", due_on=due)).hours > 0


def test_status_counts_what_is_there(learner: Learner) -> None:
    status = learner.insight.status()
    assert status.concepts >= 80
    assert status.cards > status.notes >= 80
    assert (status.cards_due, status.reviews, status.readiness) == (0, 0, 0.0)


def test_the_snapshot_gives_back_the_very_page(learner: Learner) -> None:
    for days in (None, 23):
        learner.aim(days=days)
        learner.work(learner.insight.today().blocks[0].things[:3])
        face = learner.insight.today()
        assert snapshot.read(snapshot.write(face)) == face


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"format": 99}', b'{"format": 1}', b'{"format": 1, "today": 3}'],
)
def test_a_damaged_or_foreign_snapshot_is_no_page(data: bytes) -> None:
    assert snapshot.read(data) is None


def test_a_snapshot_cut_anywhere_is_no_page(learner: Learner) -> None:
    data = snapshot.write(learner.insight.today())
    assert [n for n in range(0, len(data), 97) if snapshot.read(data[:n]) is not None] == []
