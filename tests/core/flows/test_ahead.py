from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.desk import Desk
from tpmprep.core.flows.faces import ExerciseKind, Plan, Turn
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.ground.change import Change
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from tests.core.flows.conftest import World
    from tpmprep.core.ground.settings import Settings


GESTURES = st.tuples(st.sampled_from(["again", "good", "easy", "bury", "undo"]), st.integers(0, 900))


def begin(world: World) -> list[int]:
    """A sitting of two cards of two notes, the first of them shown."""
    world.meet_all()
    cards = [pair[0] for pair in world.cards]
    things: tuple[tuple[ExerciseKind, int], ...] = tuple(("card", card) for card in cards)
    world.sittings.start(Plan("Tonight", 10, things))
    return cards


def front(turn: Turn | None) -> str:
    assert turn is not None
    assert turn.exercise is not None
    assert turn.exercise.card is not None
    return turn.exercise.card.front


def fresh(world: World, settings: Settings) -> Turn | None:
    """What a window opened anew would show."""
    return Sittings(world.db, settings).resume()


def reads(world: World, card: int) -> list[str]:
    """What is read of cards and of what is being learned, as a card is answered that was read ahead."""
    said: list[str] = []
    with world.db.hot_step("test.listens", Change.NOTHING) as raw:
        pass
    world.sittings.resume()
    world.sittings.look_ahead()
    raw.set_trace_callback(said.append)
    world.sittings.answer(card, Rating.GOOD, 1000)
    raw.set_trace_callback(None)
    return [text for text in said if "FROM card c" in text or "ix_memory_due" in text]


def act(world: World, turn: Turn, gesture: str) -> Turn | None:
    if gesture == "undo":
        Desk(world.db).undo()
        return world.sittings.resume()
    assert turn.exercise is not None
    thing = turn.exercise.thing_id
    if turn.exercise.kind == "concept":
        return world.sittings.seen(thing)
    if gesture == "bury":
        return world.sittings.bury(thing)
    return world.sittings.answer(thing, Rating[gesture.upper()], 1000)


def test_an_answer_reads_no_card_that_was_read_ahead(world: World) -> None:
    assert reads(world, begin(world)[0]) == []


def test_a_card_whose_learning_step_is_over_is_read_ahead_too(world: World) -> None:
    first, second, _ = begin(world)
    world.sittings.answer(first, Rating.AGAIN, 1000)
    world.clock.pass_by(seconds=90)
    assert reads(world, second) == []
    turn = world.sittings.resume()
    assert turn is not None
    assert turn.exercise is not None
    assert turn.exercise.thing_id == first


def test_a_step_that_ends_after_the_reading_comes_first(world: World, profile_settings: Settings) -> None:
    first, second, _ = begin(world)
    world.sittings.answer(first, Rating.AGAIN, 1000)
    world.sittings.look_ahead()
    world.clock.pass_by(seconds=90)
    turn = world.sittings.answer(second, Rating.AGAIN, 1000)
    assert turn == fresh(world, profile_settings)
    assert turn.exercise is not None
    assert turn.exercise.thing_id == first


def test_a_window_left_behind_shows_the_sitting_as_it_stands(
    world: World, profile_settings: Settings
) -> None:
    first, second, _ = begin(world)
    world.sittings.answer(first, Rating.AGAIN, 1000)
    world.clock.pass_by(seconds=90)
    turn = world.sittings.answer(second, Rating.AGAIN, 1000)
    assert turn.exercise is not None
    assert turn.exercise.thing_id == first
    world.sittings.look_ahead()
    assert world.sittings.seen(world.concepts[0]) == fresh(world, profile_settings)


@trying(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(GESTURES, st.booleans(), st.integers(0, 900)), min_size=1, max_size=12))
def test_whatever_is_done_a_sitting_read_ahead_is_as_one_opened_anew(
    world: World, profile_settings: Settings, done: list[tuple[tuple[str, int], bool, int]]
) -> None:
    world.meet_all()
    world.clock.pass_by(days=2)
    things: tuple[tuple[ExerciseKind, int], ...] = tuple(("card", c) for pair in world.cards for c in pair)
    turn: Turn | None = world.sittings.start(Plan("Tonight", 20, things))
    for (gesture, thought), looks, later in done:
        if turn is None or turn.exercise is None:
            break
        if looks:
            world.clock.pass_by(seconds=later)
            world.sittings.look_ahead()
        world.clock.pass_by(seconds=thought)
        turn = act(world, turn, gesture)
        assert turn is None or turn.end is not None or turn == fresh(world, profile_settings)


def test_what_was_read_ahead_is_what_would_be_read(world: World, profile_settings: Settings) -> None:
    first, second, _ = begin(world)
    world.sittings.look_ahead()
    turn = world.sittings.answer(first, Rating.GOOD, 1000)
    assert turn == fresh(world, profile_settings)
    assert turn.exercise is not None
    assert turn.exercise.thing_id == second


def test_a_note_edited_meanwhile_is_shown_as_it_is_now(world: World) -> None:
    first, second, _ = begin(world)
    world.sittings.look_ahead()
    note = world.cards_room.card(second).note_id
    world.cards_room.edit(note, NoteDraft("basic", world.deck, {"front": "New words", "back": "b"}))
    assert front(world.sittings.answer(first, Rating.GOOD, 1000)) == "New words"


def test_a_card_suspended_meanwhile_is_passed_over(world: World) -> None:
    first, second, third = begin(world)
    world.sittings.look_ahead()
    world.cards_room.suspend([second], suspended=True)
    turn = world.sittings.answer(first, Rating.GOOD, 1000)
    assert turn.exercise is not None
    assert turn.exercise.thing_id == third


def test_the_next_day_reads_again(world: World, profile_settings: Settings) -> None:
    first, *_ = begin(world)
    world.sittings.look_ahead()
    world.clock.pass_by(days=1)
    turn = world.sittings.answer(first, Rating.GOOD, 1000)
    assert turn == fresh(world, profile_settings)


def test_undo_after_reading_ahead_shows_the_card_again(world: World, profile_settings: Settings) -> None:
    first, *_ = begin(world)
    world.sittings.look_ahead()
    world.sittings.answer(first, Rating.GOOD, 1000)
    world.sittings.look_ahead()
    Desk(world.db).undo()
    turn = world.sittings.resume()
    assert turn == fresh(world, profile_settings)
    assert turn is not None
    assert turn.exercise is not None
    assert turn.exercise.thing_id == first


def test_cards_of_one_note_are_not_read_ahead_of_each_other(world: World) -> None:
    world.meet_all()
    note = world.cards_room.add(NoteDraft("reversed", world.deck, {"front": "Front", "back": "Back"}))
    one, other = world.cards_room.note(note).cards
    world.sittings.start(Plan("Tonight", 10, (("card", one), ("card", other), ("card", world.cards[0][0]))))
    world.sittings.look_ahead()
    turn = world.sittings.answer(one, Rating.EASY, 1000)
    assert turn.exercise is not None
    assert turn.exercise.thing_id == world.cards[0][0]


def test_a_failed_answer_leaves_the_sitting_where_it_was(
    world: World, profile_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = begin(world)

    def fail(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("tpmprep.core.db.undo.close_step", fail)
        with pytest.raises(OSError):  # noqa: PT011  (our own)
            world.sittings.answer(first, Rating.GOOD, 1000)
    turn = world.sittings.answer(first, Rating.GOOD, 1000)
    assert turn == fresh(world, profile_settings)
    assert turn.exercise is not None
    assert turn.exercise.thing_id == second
