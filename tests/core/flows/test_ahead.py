from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.desk import Desk
from tpmprep.core.flows.faces import ExerciseKind, Plan, Turn
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.ground.change import Change
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from tests.core.flows.conftest import World
    from tpmprep.core.ground.settings import Settings


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


def reads_of_cards(world: World, card: int) -> list[str]:
    said: list[str] = []
    with world.db.hot_step("test.listens", Change.NOTHING) as raw:
        pass
    world.sittings.resume()
    world.sittings.look_ahead()
    raw.set_trace_callback(said.append)
    world.sittings.answer(card, Rating.GOOD, 1000)
    raw.set_trace_callback(None)
    return [text for text in said if "FROM card c" in text]


def test_an_answer_reads_no_card_that_was_read_ahead(world: World) -> None:
    assert reads_of_cards(world, begin(world)[0]) == []


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
