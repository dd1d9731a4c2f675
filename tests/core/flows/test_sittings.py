from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.desk import Desk
from tpmprep.core.flows.faces import ExerciseKind, Plan, Turn
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.interview.faces import TakeDraft
from tpmprep.core.quiz.faces import Confidence
from tpmprep.core.recall.faces import Rating, State

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tests.core.flows.conftest import World
    from tpmprep.core.ground.settings import Settings

Shown = tuple[ExerciseKind, int] | None
GOOD, AGAIN, EASY = Rating.GOOD, Rating.AGAIN, Rating.EASY
THINK, GUESS = Confidence.THINK, Confidence.GUESS


def shown(turn: Turn | None) -> Shown:
    assert turn is not None
    return None if turn.exercise is None else (turn.exercise.kind, turn.exercise.thing_id)


def plan(*things: tuple[ExerciseKind, int], minutes: int = 10) -> Plan:
    return Plan("Tonight", minutes, things)


def right_key(turn: Turn) -> tuple[int, ...]:
    assert turn.exercise is not None
    assert turn.exercise.item is not None
    return tuple(option.key for option in turn.exercise.item.options if option.right)


def wrong_key(turn: Turn) -> tuple[int, ...]:
    assert turn.exercise is not None
    assert turn.exercise.item is not None
    return tuple(option.key for option in turn.exercise.item.options if not option.right)[:1]


def test_a_concept_is_shown_before_its_first_test_and_only_once(world: World) -> None:
    card, other = world.cards[0]
    turn = world.sittings.start(plan(("card", card), ("card", other)))
    assert shown(turn) == ("concept", world.concepts[0])
    assert turn.exercise is not None
    assert turn.exercise.concept is not None
    assert (turn.sitting.done, turn.sitting.total) == (0, 3)
    assert shown(world.sittings.seen(world.concepts[0])) == ("card", card)
    assert shown(world.sittings.answer(card, EASY, 1000)) == ("card", other)


def test_a_concept_the_plan_holds_itself_stays_where_it_is(world: World) -> None:
    item, concept = world.items[0], world.concepts[0]
    assert shown(world.sittings.start(plan(("item", item), ("concept", concept)))) == ("item", item)


def test_a_met_concept_is_not_shown_again(world: World) -> None:
    world.meet_all()
    card = world.cards[0][0]
    assert world.sittings.one("card", card).things == (("card", card),)
    assert shown(world.sittings.start(plan(("card", card)))) == ("card", card)


def test_an_empty_plan_is_refused(world: World) -> None:
    with refuses("sitting.empty"):
        world.sittings.start(plan())
    with refuses("sitting.none"):
        world.sittings.go_on()
    assert world.sittings.resume() is None


def test_a_card_in_its_learning_step_comes_back_when_the_step_is_over(world: World, clock: FakeClock) -> None:
    world.meet_all()
    (a, b), (c, _), _ = world.cards
    world.sittings.start(plan(("card", a), ("card", b), ("card", c)))
    turn = world.sittings.answer(a, AGAIN, 1000)
    assert (shown(turn), turn.sitting.done) == (("card", b), 0)
    clock.pass_by(seconds=61)
    turn = world.sittings.answer(b, EASY, 1000)
    assert (shown(turn), turn.sitting.done) == (("card", a), 1)
    turn = world.sittings.answer(a, EASY, 1000)
    assert (shown(turn), turn.sitting.done) == (("card", c), 2)


def test_learning_cards_come_early_when_nothing_else_is_left(world: World) -> None:
    world.meet_all()
    card = world.cards[0][0]
    world.sittings.start(plan(("card", card)))
    assert shown(world.sittings.answer(card, GOOD, 1000)) == ("card", card)
    turn = world.sittings.answer(card, GOOD, 1000)
    assert turn.exercise is None
    assert turn.sitting.finished
    assert turn.end is not None
    assert (turn.end.cards, turn.end.minutes) == (1, 1)


def test_the_end_says_what_was_achieved(world: World, clock: FakeClock) -> None:
    item, card = world.items[0], world.cards[0][0]
    turn = world.sittings.start(plan(("item", item), ("card", card), ("question", world.question)))
    clock.pass_by(seconds=30)
    turn = world.sittings.seen(world.concepts[0])
    world.sittings.respond(item, right_key(turn), THINK, 60_000)
    world.sittings.go_on()
    world.sittings.answer(card, EASY, 60_000)
    turn = world.sittings.take(world.question, TakeDraft(duration_ms=120_000, score=4))
    end = turn.end
    assert end is not None
    assert (end.cards, end.items, end.items_right, end.takes, end.concepts) == (1, 1, 1, 1, ("Concept 0",))
    assert end.minutes == 5
    assert world.sittings.resume() is None


def test_a_response_stays_on_the_item_until_it_is_left(world: World) -> None:
    world.meet_all()
    first, second, _ = world.items
    before = world.sittings.start(plan(("item", first), ("item", second)))
    turn = world.sittings.respond(first, right_key(before), THINK, 5000)
    assert turn.exercise == before.exercise
    assert turn.verdict is not None
    assert (turn.verdict.right, turn.verdict.pulled_cards) == (True, 0)
    assert world.sittings.respond(first, wrong_key(before), THINK, 5000) == turn
    assert shown(world.sittings.go_on()) == ("item", second)


def test_a_missed_item_brings_its_cards_to_the_front_of_the_next_sitting(world: World) -> None:
    world.meet_all()
    item, (a, b), (c, _) = world.items[1], world.cards[1], world.cards[0]
    turn = world.sittings.start(plan(("item", item)))
    turn = world.sittings.respond(item, wrong_key(turn), THINK, 5000)
    assert turn.verdict is not None
    assert turn.verdict.pulled_cards == 2
    world.sittings.go_on()
    turn = world.sittings.start(plan(("card", c)))
    assert (shown(turn), turn.sitting.total) == (("card", a), 3)
    assert world.cards_room.card(a).memory.state == State.NEW
    assert shown(world.sittings.answer(a, EASY, 1)) == ("card", b)
    assert shown(world.sittings.answer(b, EASY, 1)) == ("card", c)
    assert shown(world.sittings.start(plan(("card", c)))) == ("card", c)


def test_a_guessed_item_counts_as_missed(world: World) -> None:
    world.meet_all()
    turn = world.sittings.start(plan(("item", world.items[0])))
    turn = world.sittings.respond(world.items[0], right_key(turn), GUESS, 5000)
    assert turn.verdict is not None
    assert (turn.verdict.right, turn.verdict.pulled_cards) == (True, 2)


def test_pulled_cards_wait_for_a_sitting_that_holds_cards(world: World) -> None:
    world.meet_all()
    turn = world.sittings.start(plan(("item", world.items[1])))
    world.sittings.respond(world.items[1], wrong_key(turn), THINK, 5000)
    assert shown(world.sittings.start(plan(("item", world.items[0])))) == ("item", world.items[0])
    assert shown(world.sittings.start(world.sittings.deck(world.deck))) == ("card", world.cards[1][0])


def test_pulled_new_cards_stay_within_the_days_limit(world: World, profile_settings: Settings) -> None:
    world.meet_all()
    profile_settings.put("new_cards_a_day", 1)
    turn = world.sittings.start(plan(("item", world.items[1])))
    turn = world.sittings.respond(world.items[1], wrong_key(turn), THINK, 5000)
    assert turn.verdict is not None
    assert turn.verdict.pulled_cards == 1
    turn = world.sittings.start(world.sittings.deck(world.deck))
    assert (shown(turn), turn.sitting.total) == (("card", world.cards[1][0]), 1)


def test_due_cards_are_pulled_before_others(world: World, clock: FakeClock) -> None:
    world.meet_all()
    a, b = world.cards[1]
    world.sittings.start(plan(("card", b)))
    world.sittings.answer(b, EASY, 1)
    clock.pass_by(days=40)
    turn = world.sittings.start(plan(("item", world.items[1])))
    world.sittings.respond(world.items[1], wrong_key(turn), THINK, 1)
    turn = world.sittings.start(plan(("card", world.cards[0][0])))
    assert shown(turn) == ("card", b)
    assert shown(world.sittings.answer(b, EASY, 1)) == ("card", a)


def test_a_restart_resumes_with_the_very_same_exercise(
    world: World, profile_settings: Settings, clock: FakeClock
) -> None:
    world.meet_all()
    (a, b), _, _ = world.cards
    world.sittings.start(plan(("card", a), ("card", b), ("item", world.items[0])))
    turn = world.sittings.answer(a, AGAIN, 1000)
    clock.pass_by(minutes=2)
    assert Sittings(world.db, profile_settings).resume() == turn
    world.sittings.answer(b, EASY, 1000)
    world.sittings.answer(a, EASY, 1000)
    turn = world.sittings.respond(world.items[0], (1,), THINK, 1000)
    again = Sittings(world.db, profile_settings).resume()
    assert again == turn
    assert again is not None
    assert again.verdict is not None
    assert again.verdict.given == (1,)


def test_undo_of_an_answer_brings_the_card_and_the_sitting_back(world: World) -> None:
    world.meet_all()
    card = world.cards[0][0]
    first = world.sittings.start(plan(("card", card)))
    last = world.sittings.answer(card, EASY, 1000)
    assert last.sitting.finished
    undone = Desk(world.db).undo()
    assert undone is not None
    assert (undone.name, undone.says) == (
        "card.answered",
        {"title": "Front 0.0", "page": "cards", "ref": card},
    )
    assert world.sittings.resume() == first
    Desk(world.db).redo()
    assert world.sittings.resume() is None


def test_undo_of_a_response_takes_the_verdict_and_the_pulled_cards_back(world: World) -> None:
    world.meet_all()
    item = world.items[0]
    first = world.sittings.start(plan(("item", item), ("item", world.items[1])))
    world.sittings.respond(item, wrong_key(first), THINK, 1000)
    world.sittings.go_on()
    Desk(world.db).undo()
    assert world.sittings.resume() == first
    assert shown(world.sittings.start(plan(("card", world.cards[2][0])))) == ("card", world.cards[2][0])


def test_a_gesture_on_another_card_than_the_one_shown_changes_nothing(world: World) -> None:
    world.meet_all()
    (a, b), _, _ = world.cards
    world.sittings.start(plan(("card", a), ("card", b)))
    turn = world.sittings.answer(a, EASY, 1000)
    assert world.sittings.answer(a, EASY, 1000) == turn
    assert world.cards_room.card(a).memory.reps == 1


@pytest.mark.parametrize("way", ["bury", "suspend"])
def test_burying_and_suspending_move_on_and_can_be_undone(world: World, way: str) -> None:
    world.meet_all()
    (a, b), _, _ = world.cards
    first = world.sittings.start(plan(("card", a), ("card", b)))
    gesture = world.sittings.bury if way == "bury" else world.sittings.suspend
    assert shown(gesture(a)) == ("card", b)
    Desk(world.db).undo()
    assert world.sittings.resume() == first


def test_what_was_suspended_or_thrown_away_meanwhile_is_passed_over(world: World) -> None:
    world.meet_all()
    (a, b), (c, d), _ = world.cards
    world.sittings.start(plan(("card", a), ("card", b), ("card", c), ("card", d)))
    world.cards_room.suspend([b], suspended=True)
    world.cards_room.delete([world.cards_room.card(c).note_id])
    assert shown(world.sittings.answer(a, EASY, 1)) == ("card", d)


def test_a_sitting_whose_card_was_thrown_away_resumes_with_the_next(world: World) -> None:
    world.meet_all()
    (a, b), _, _ = world.cards
    world.sittings.start(plan(("card", a), ("card", b)))
    world.cards_room.delete([world.cards_room.card(a).note_id])
    assert shown(world.sittings.resume()) == ("card", b)


def test_a_step_and_a_question_can_be_skipped(world: World) -> None:
    turn = world.sittings.start(plan(("step", world.step), ("question", world.question)))
    assert turn.exercise is not None
    assert turn.exercise.step is not None
    turn = world.sittings.go_on()
    assert turn.exercise is not None
    assert turn.exercise.question is not None
    assert world.sittings.go_on().sitting.finished


def test_a_sitting_can_be_ended_before_its_time(world: World) -> None:
    world.meet_all()
    world.sittings.start(plan(("card", world.cards[0][0])))
    turn = world.sittings.end()
    assert (turn.exercise, turn.sitting.finished) == (None, True)
    assert world.sittings.resume() is None


def test_a_new_sitting_ends_the_unfinished_one(world: World) -> None:
    world.meet_all()
    world.sittings.start(plan(("card", world.cards[0][0])))
    turn = world.sittings.start(plan(("card", world.cards[1][0])))
    assert world.sittings.resume() == turn


def test_a_deck_is_planned_with_learning_due_and_new_cards(world: World, clock: FakeClock) -> None:
    world.meet_all()
    (a, b), (c, _), _ = world.cards
    world.sittings.start(plan(("card", a), ("card", b), ("card", c)))
    world.sittings.answer(a, EASY, 1)
    clock.pass_by(days=60)
    world.sittings.answer(b, AGAIN, 1)
    clock.pass_by(minutes=5)
    things = world.sittings.deck(world.deck).things
    assert things[:2] == (("card", b), ("card", a))
    assert len(things) == 6


def test_a_deck_gives_a_few_new_cards_beyond_todays_limit_where_asked(
    world: World, profile_settings: Settings
) -> None:
    world.meet_all()
    profile_settings.put("new_cards_a_day", 0)
    assert world.sittings.deck(world.deck).things == ()
    made = world.sittings.deck(world.deck, more=True)
    assert len(made.things) == 3
    assert shown(world.sittings.start(made)) == made.things[0]


def test_practice_is_planned_in_the_given_order(world: World) -> None:
    made = world.sittings.practice(world.items[::-1], "Ten quick ones")
    assert (made.title, made.minutes) == ("Ten quick ones", 3)
    assert [thing for _, thing in made.things] == world.items[::-1]


def test_a_plan_of_one_thing_brings_its_concept_and_names_its_room(world: World) -> None:
    made = world.sittings.one("item", world.items[2])
    assert made.things == (("concept", world.concepts[2]), ("item", world.items[2]))
    assert made.title == "Quiz"
    assert world.sittings.one("card", world.cards[0][0]).title == "Front 0.0"


def test_a_plan_of_one_question_has_the_minutes_of_its_answer(world: World) -> None:
    assert world.sittings.one("question", world.question).minutes == 37


def test_the_minutes_left_fall_with_each_exercise(world: World) -> None:
    world.meet_all()
    cards = [card for pair in world.cards for card in pair]
    turn = world.sittings.start(plan(*(("card", card) for card in cards), minutes=12))
    left = [turn.sitting.minutes_left]
    left += [world.sittings.answer(card, EASY, 1).sitting.minutes_left for card in cards]
    assert left == [12, 10, 8, 6, 4, 2, 0]


def test_the_first_plan_asks_before_it_teaches(world: World) -> None:
    made = world.sittings.first(world.items[0])
    assert made.things[:2] == (("item", world.items[0]), ("concept", world.concepts[0]))
    assert {kind for kind, _ in made.things[2:]} == {"card"}
    turn = world.sittings.start(made)
    assert turn.exercise is not None
    assert turn.exercise.kind == "item"


def test_another_card_of_a_note_answered_in_the_sitting_is_passed_over_and_undo_brings_it_back(
    world: World,
) -> None:
    fields = {"front": "API", "back": "Application programming interface"}
    note = world.cards_room.add(NoteDraft("reversed", world.deck, fields))
    one, two = world.cards_room.note(note).cards
    last = world.cards[0][0]
    world.meet_all()
    world.sittings.start(plan(("card", one), ("card", two), ("card", last)))
    assert shown(world.sittings.answer(one, EASY, 1000)) == ("card", last)
    Desk(world.db).undo()
    assert shown(world.sittings.resume()) == ("card", one)
    world.sittings.answer(one, EASY, 1000)
    assert world.sittings.answer(last, EASY, 1000).end is not None
    assert shown(world.sittings.start(plan(("card", two)))) == ("card", two)
