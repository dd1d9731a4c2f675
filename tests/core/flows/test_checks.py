"""A finished step comes back as short checks of its concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.catalog.things import name_concepts
from tpmprep.core.ground.change import Change
from tpmprep.core.quiz.faces import Confidence

if TYPE_CHECKING:
    from tests.core.flows.conftest import World


def teach(world: World, *numbers: int) -> None:
    """Says which concepts the step teaches."""
    with world.db.unlogged(Change.PATHS) as session:
        name_concepts(session, world.step, [world.concepts[n] for n in numbers])


def test_a_step_comes_back_as_two_items_then_cards_of_its_concepts(world: World) -> None:
    teach(world, 0, 1)
    plan = world.sittings.check(world.step)
    kinds = [kind for kind, _ in plan.things]
    assert kinds == ["item", "item", "card", "card", "card"]
    things = {thing for _, thing in plan.things}
    assert {world.items[0], world.items[1]} <= things
    assert things <= {*world.items[:2], *world.cards[0], *world.cards[1]}
    assert plan.minutes >= 1


def test_an_item_never_tried_comes_before_one_that_was(world: World) -> None:
    teach(world, 0, 1, 2)
    world.meet_all()
    world.sittings.start(world.sittings.one("item", world.items[0]))
    world.sittings.respond(world.items[0], (0,), Confidence.THINK, 1000)
    plan = world.sittings.check(world.step)
    assert [thing for kind, thing in plan.things if kind == "item"] == [world.items[1], world.items[2]]


def test_the_checks_of_a_step_can_be_sat(world: World) -> None:
    teach(world, 0)
    turn = world.sittings.start(world.sittings.check(world.step))
    assert turn.exercise is not None
    assert turn.exercise.kind in {"concept", "item"}


def test_a_step_that_teaches_nothing_has_no_checks(world: World) -> None:
    teach(world)
    assert world.sittings.check(world.step).things == ()
