from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tpmprep.core.flows.faces import ExerciseKind, Plan
from tpmprep.core.ground.change import Change
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    import sqlite3

    from tests.core.flows.conftest import World


def writer(world: World) -> sqlite3.Connection:
    with world.db.hot_step("test.listens", Change.NOTHING) as raw:
        return raw


def test_an_answer_with_the_next_card_and_the_counts_takes_few_statements(world: World) -> None:
    world.meet_all()
    things: tuple[tuple[ExerciseKind, int], ...]
    things = tuple(("card", card) for pair in world.cards for card in pair)
    world.sittings.start(Plan("Tonight", 10, things))
    said: list[str] = []
    connection = writer(world)
    world.sittings.answer(things[0][1], Rating.AGAIN, 1000)
    connection.set_trace_callback(said.append)
    world.sittings.answer(things[1][1], Rating.GOOD, 1000)
    connection.set_trace_callback(None)
    asked = [text for text, _ in groupby(text for text in said if not text.startswith("--"))]
    own = [text for text in asked if "undo_" not in text and not text.startswith(("BEGIN", "COMMIT"))]
    assert len(own) == 6
    assert len(asked) <= 13
