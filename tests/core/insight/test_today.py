from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from tpmprep.core.flows.faces import Plan
from tpmprep.core.interview.faces import QuestionQuery, TakeDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.learning.service import Learning
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tests.core.insight.conftest import Learner
    from tpmprep.core.db.database import Database
    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.front import Block, TodayFace


def block(face: TodayFace, kind: str) -> Block:
    return next(block for block in face.blocks if block.kind == kind)


def kinds(face: TodayFace) -> list[str]:
    return [block.kind for block in face.blocks]


def test_a_new_person_gets_new_cards_items_and_something_to_say(learner: Learner) -> None:
    learner.aim()
    face = learner.insight.today()
    assert kinds(face) == ["recall", "apply", "say"]
    assert block(face, "recall").why.code == "recall.new"
    assert block(face, "apply").why.code == "apply.new"
    assert block(face, "say").why.code == "say.first"
    assert (face.done, face.resumes, face.minutes, face.minutes_done) == (False, False, 30, 0)


@pytest.mark.parametrize("minutes", [10, 15, 30, 45, 60, 90])
def test_the_blocks_fill_the_minutes_and_do_not_run_far_over(learner: Learner, minutes: int) -> None:
    learner.aim(minutes=minutes)
    learner.insight.today()
    total = sum(block.minutes for block in learner.insight.today().blocks)
    assert minutes * 0.4 <= total <= minutes * 1.25 + 4


def test_five_minutes_are_cards_and_items_alone(learner: Learner) -> None:
    learner.aim()
    assert kinds(learner.insight.today(minutes=5)) == ["recall", "apply"]


def test_only_talk_is_only_talk(learner: Learner) -> None:
    learner.aim()
    assert kinds(learner.insight.today(only="say")) == ["say"]
    assert kinds(learner.insight.today(minutes=5, only="say")) == ["say"]


def test_what_is_skipped_is_not_proposed(learner: Learner) -> None:
    learner.aim()
    face = learner.insight.today()
    skip = [thing for block in face.blocks for thing in block.things]
    again = learner.insight.today(skip=skip)
    assert not {thing for block in again.blocks for thing in block.things} & set(skip)


def test_the_followed_paths_next_step_is_proposed(learner: Learner, stocked: Database) -> None:
    learner.aim()
    learning = Learning(stocked)
    learning.follow(learning.paths()[0].id, followed=True)
    step = learning.next_step()
    assert step is not None
    done = block(learner.insight.today(), "do")
    assert (done.things, done.why.code) == ((("step", step.id),), "do.next")
    learning.set_status(step.id, "doing")
    assert block(learner.insight.today(), "do").why.code == "do.goes_on"


def test_cards_that_fade_come_first_and_say_how_many(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    recall = block(learner.insight.today(), "recall")
    learner.work(recall.things)
    clock.pass_by(days=10)
    again = block(learner.insight.today(), "recall")
    assert again.why.code == "recall.fades"
    assert set(recall.things) <= set(again.things)


def test_a_missed_item_comes_back(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    items = block(learner.insight.today(), "apply").things
    learner.work(items, right=False)
    clock.pass_by(days=3)
    again = block(learner.insight.today(), "apply")
    assert again.why.code == "apply.back"
    assert set(items) & set(again.things)


def test_a_weak_domain_of_the_round_is_practised(learner: Learner) -> None:
    learner.aim(days=None)
    learner.work(block(learner.insight.today(), "apply").things[:1], right=True)
    assert block(learner.insight.today(minutes=30), "apply").why.code == "apply.weak"


def test_a_question_said_badly_is_said_again_before_others_are_warmed_up(
    learner: Learner, stocked: Database, profile_settings: Settings
) -> None:
    learner.aim()
    interview = Interview(stocked, profile_settings)
    for _ in range(60):
        (said,) = block(learner.insight.today(minutes=60, only="say"), "say").things
        interview.save_take(said[1], TakeDraft(60_000, score=3))
        if block(learner.insight.today(minutes=60, only="say"), "say").why.code == "say.again":
            break
    weak = block(learner.insight.today(minutes=60, only="say"), "say")
    assert dict(weak.why.values)["score"] == 3


def test_a_question_said_today_makes_room_for_another_until_tomorrow(
    learner: Learner, stocked: Database, profile_settings: Settings, clock: FakeClock
) -> None:
    learner.aim(days=None)
    interview = Interview(stocked, profile_settings)
    asked = [row.id for row in interview.questions(QuestionQuery())]
    for question in asked:
        interview.save_take(question, TakeDraft(60_000, score=4))
    clock.pass_by(days=1)
    (first,) = block(learner.insight.today(minutes=60, only="say"), "say").things
    interview.save_take(first[1], TakeDraft(60_000, score=1))
    (second,) = block(learner.insight.today(minutes=60, only="say"), "say").things
    assert second != first
    clock.pass_by(days=1)
    assert block(learner.insight.today(minutes=60, only="say"), "say").things == (first,)


@pytest.mark.parametrize(("days", "fresh"), [(10, True), (4, True), (3, False), (0, False)])
def test_nothing_new_begins_in_the_last_three_days(learner: Learner, days: int, *, fresh: bool) -> None:
    learner.aim(days=days)
    assert ("recall" in kinds(learner.insight.today())) is fresh


def test_once_the_date_has_passed_new_cards_begin_again(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=2)
    assert "recall" not in kinds(learner.insight.today())
    clock.pass_by(days=3)
    assert block(learner.insight.today(), "recall").why.code == "recall.new"


def test_minutes_worked_shrink_what_is_left_until_the_day_is_done(learner: Learner) -> None:
    learner.aim(days=None, minutes=5)
    for _ in range(60):
        face = learner.insight.today()
        if face.done:
            break
        learner.work([thing for block in face.blocks for thing in block.things], Rating.EASY)
    face = learner.insight.today()
    assert (face.done, face.blocks) == (True, ())
    assert face.minutes_done >= 4
    assert not learner.insight.today(minutes=10).done


def test_a_concept_read_counts_for_today_as_it_does_at_the_end_of_its_sitting(
    learner: Learner, stocked: Database
) -> None:
    learner.aim(days=None, minutes=10)
    with stocked.hot_reading() as raw:
        rows = raw.execute("SELECT thing_id FROM concept LIMIT 3").fetchall()
    things: tuple[tuple[ExerciseKind, int], ...] = tuple(("concept", row[0]) for row in rows)
    turn = learner.sittings.start(Plan("Reading", 3, things))
    for _, concept in things:
        turn = learner.sittings.seen(concept)
    assert turn.end is not None
    face = learner.insight.today()
    assert (turn.end.minutes, face.minutes_done) == (3, 3)


def test_an_unfinished_sitting_is_offered_again(learner: Learner) -> None:
    learner.aim()
    learner.sittings.start(
        learner.sittings.practice([block(learner.insight.today(), "apply").things[0][1]], "x")
    )
    assert learner.insight.today().resumes
    learner.sittings.end()
    assert not learner.insight.today().resumes


def test_only_talk_that_was_stopped_says_what_it_goes_on_with(learner: Learner) -> None:
    learner.aim()
    assert learner.insight.today().left == ()
    talk = block(learner.insight.today(only="say"), "say").things
    turn = learner.sittings.start(Plan("Tonight", 8, cast("tuple[tuple[ExerciseKind, int], ...]", talk)))
    face = learner.insight.today()
    assert face.resumes
    assert face.left == (("question", len([kind for kind, _ in talk if kind == "question"])),)
    assert {shown.kind for shown in face.blocks} > {"say"}
    while turn.exercise is not None and turn.exercise.kind == "concept":
        turn = learner.sittings.seen(turn.exercise.thing_id)
    again = learner.sittings.resume()
    assert again is not None
    assert again.exercise == turn.exercise
    learner.sittings.end()
    assert learner.insight.today().left == ()


def test_the_next_dates_are_the_aims_and_those_of_steps(
    learner: Learner, stocked: Database, clock: FakeClock
) -> None:
    learner.aim(days=23)
    learning = Learning(stocked)
    path = learning.path(learning.paths()[0].id)
    step = path.milestones[0].steps[0]
    soon = clock.now().date() + timedelta(days=4)
    learning.set_due(step.id, soon)
    first, second = learner.insight.today().dates
    assert (first.on, first.title, first.opens) == (soon, step.title, ("step", step.id))
    assert (second.title, (second.on - soon).days) == ("Acme", 19)


def test_what_was_read_and_recalled_well_is_news_on_the_same_day(learner: Learner) -> None:
    learner.aim(days=None)
    assert learner.insight.today().news == ()
    learner.work(block(learner.insight.today(), "recall").things, Rating.GOOD)
    assert 1 <= len(learner.insight.today().news) <= 4


def test_what_was_only_read_is_no_news(learner: Learner) -> None:
    learner.aim(days=None)
    things = block(learner.insight.today(), "recall").things
    turn = learner.sittings.start(Plan("test", 60, (("card", things[-1][1]),)))
    assert turn.exercise is not None
    assert turn.exercise.kind == "concept"
    learner.sittings.seen(turn.exercise.thing_id)
    assert learner.insight.today().news == ()


def test_without_an_aim_there_is_a_day_all_the_same(learner: Learner) -> None:
    face = learner.insight.today()
    assert face.aim is None
    assert (face.minutes, bool(face.blocks)) == (30, True)


def test_the_first_item_is_an_easy_core_scenario_never_tried(learner: Learner) -> None:
    first = learner.insight.first_item()
    assert first is not None
    learner.work([("item", first)])
    second = learner.insight.first_item()
    assert second is not None
    assert second != first
