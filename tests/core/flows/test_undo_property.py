from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpmprep.core.db.desk import Desk
from tpmprep.core.flows.faces import Plan
from tpmprep.core.quiz.faces import Confidence
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.hot import hot_read

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tests.core.flows.conftest import World
    from tpmprep.core.db.database import Database
    from tpmprep.core.flows.faces import ExerciseKind, Turn

Things = tuple[tuple["ExerciseKind", int], ...]
GESTURES = st.tuples(st.integers(0, 3), st.integers(-7_200, 90_000))


def rows(db: Database) -> list[list[tuple[object, ...]]]:
    tables = (
        "memory ORDER BY thing_id",
        "concept_met ORDER BY 1",
        "response WHERE undone_at IS NULL ORDER BY id",
    )
    with hot_read(db) as raw:
        return [raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


def act(world: World, turn: Turn, choice: int) -> Turn:
    """Does what the exercise asks for, one way or another, and leaves it."""
    exercise = turn.exercise
    assert exercise is not None
    thing = exercise.thing_id
    if exercise.kind == "concept":
        return world.sittings.seen(thing)
    if exercise.kind == "card":
        return world.sittings.answer(thing, Rating(choice + 1), 1_000)
    world.sittings.respond(thing, (choice,), Confidence(choice % 3), 1_000)
    return world.sittings.go_on()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GESTURES, min_size=1, max_size=10))
def test_undoing_every_gesture_of_a_sitting_restores_its_first_turn(
    world: World, clock: FakeClock, gestures: list[tuple[int, int]]
) -> None:
    cards: Things = tuple(("card", card) for pair in world.cards for card in pair)
    things: Things = (("item", world.items[0]), *cards, ("item", world.items[1]))
    first = world.sittings.start(Plan("Tonight", 20, things))
    before, turn, done = rows(world.db), first, 0
    started = clock.at
    for choice, seconds in gestures:
        if turn.exercise is None:
            break
        clock.pass_by(seconds=seconds)
        turn = act(world, turn, choice)
        done += 1
    for _ in range(done):
        Desk(world.db).undo()
    clock.at = started
    assert world.sittings.resume() == first
    assert rows(world.db) == before
