from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tpmprep.core.flows.faces import ExerciseKind, Plan
from tpmprep.core.ground.change import Change
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from tests.core.flows.conftest import World


def writer(world: World) -> sqlite3.Connection:
    with world.db.hot_step("test.listens", Change.NOTHING) as raw:
        return raw


def begin(world: World) -> list[int]:
    world.meet_all()
    cards = [card for pair in world.cards for card in pair]
    things: tuple[tuple[ExerciseKind, int], ...] = tuple(("card", card) for card in cards)
    world.sittings.start(Plan("Tonight", 10, things))
    return cards


def asked(connection: sqlite3.Connection, act: Callable[[], object]) -> list[str]:
    """What is asked of the file; what a trigger asks is part of the statement it follows."""
    said: list[str] = []
    connection.set_trace_callback(said.append)
    act()
    connection.set_trace_callback(None)
    return [text for text, _ in groupby(text for text in said if not text.startswith("--"))]


def own(said: list[str]) -> list[str]:
    return [text for text in said if "undo_" not in text and not text.startswith(("BEGIN", "COMMIT"))]


def test_an_answer_with_the_next_card_and_the_counts_takes_few_statements(world: World) -> None:
    first, second, *_ = begin(world)
    connection = writer(world)
    world.sittings.answer(first, Rating.AGAIN, 1000)
    said = asked(connection, lambda: world.sittings.answer(second, Rating.GOOD, 1000))
    assert len(own(said)) == 6
    assert len(said) <= 13


def test_an_answer_reads_nothing_but_its_memory_where_the_next_card_was_read_ahead(world: World) -> None:
    first, second, *_ = begin(world)
    connection = writer(world)
    world.sittings.answer(first, Rating.AGAIN, 1000)
    world.sittings.look_ahead()
    said = asked(connection, lambda: world.sittings.answer(second, Rating.GOOD, 1000))
    reads, logs, grades, moves_on = own(said)
    assert reads.startswith("SELECT state, step, stability")
    assert logs.split()[:2] == ["INSERT", "INTO"]
    assert grades.split()[:2] == ["UPDATE", "memory"]
    assert moves_on.split()[:2] == ["UPDATE", "sitting_place"]
    assert len(said) == 8


def test_an_answer_is_taken_back_in_few_statements(world: World) -> None:
    first, *_ = begin(world)
    connection = writer(world)
    world.sittings.answer(first, Rating.GOOD, 1000)
    assert len(asked(connection, world.db.undo)) == 11
