from __future__ import annotations

from typing import Any

import pytest

from tpmprep.core.quiz.kind import ITEM_KINDS, ItemKind


def kind(name: str) -> ItemKind:
    found = ITEM_KINDS.get(name)
    assert found is not None
    return found


def body(*right: bool) -> dict[str, Any]:
    return {"options": [{"text": f"option {n}", "right": yes, "why": "y"} for n, yes in enumerate(right)]}


def test_the_registry_holds_the_names_a_build_must_hold() -> None:
    assert ITEM_KINDS.differences() == ()


@pytest.mark.parametrize("name", ITEM_KINDS.names())
def test_every_kind_refuses_an_empty_body(name: str) -> None:
    assert kind(name).check({})
    assert kind(name).check({"options": "odd"})
    assert kind(name).score({}, (0,)) == 0.0


@pytest.mark.parametrize(("given", "score"), [((1,), 1.0), ((0,), 0.0), ((), 0.0), ((0, 1), 0.0)])
def test_single_choice_is_right_or_wrong(given: tuple[int, ...], score: float) -> None:
    assert kind("single_choice").score(body(False, True, False), given) == score


@pytest.mark.parametrize(
    ("given", "score"),
    [((0, 1), 1.0), ((0,), 0.5), ((0, 2), 0.0), ((0, 1, 2), 0.5), ((2, 3), 0.0), ((), 0.0)],
)
def test_in_multiple_response_a_wrong_pick_takes_what_a_right_one_brings(
    given: tuple[int, ...], score: float
) -> None:
    assert kind("multiple_response").score(body(True, True, False, False), given) == score


def test_single_choice_needs_exactly_one_right_option() -> None:
    assert kind("single_choice").check(body(True, False)) == ()
    assert kind("single_choice").check(body(True, True))
    assert kind("single_choice").check(body(False, False))


def test_multiple_response_needs_two_right_options() -> None:
    assert kind("multiple_response").check(body(True, True, False)) == ()
    assert kind("multiple_response").check(body(True, False, False))


def test_the_same_option_twice_is_a_fault_that_reads_as_a_sentence() -> None:
    twice = {"options": [{"text": "Same", "right": True}, {"text": "same "}]}
    assert [str(fault) for fault in kind("single_choice").check(twice)] == [
        "options hold the same text twice"
    ]
