from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.core.quiz.stage import downtime, multiple, single, statement
from tpmprep.core.quiz.body import body_of
from tpmprep.core.quiz.faces import Slip
from tpmprep.core.quiz.kind import ITEM_KINDS, ItemKind
from tpmprep.core.quiz.lint import lint_item

if TYPE_CHECKING:
    from tpmprep.core.quiz.faces import ItemDraft


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


@pytest.mark.parametrize("draft", [single(), multiple(), statement(), downtime()], ids=lambda one: one.kind)
def test_every_kind_takes_a_good_item_and_finds_no_fault_in_its_writing(draft: ItemDraft) -> None:
    found = kind(draft.kind)
    assert found.check(body_of(draft.options, draft.number)) == ()
    assert lint_item(draft) == ()


@pytest.mark.parametrize(("given", "score"), [((1,), 1.0), ((0,), 0.0), ((), 0.0)])
def test_a_statement_is_judged_rightly_or_not(given: tuple[int, ...], score: float) -> None:
    assert kind("true_false").score(body_of(statement().options, None), given) == score


def test_a_statement_has_the_two_answers_in_their_order() -> None:
    good = statement().options
    assert kind("true_false").check(body_of(good[::-1], None))
    assert kind("true_false").check(body_of([replace(one, right=True) for one in good], None))


@pytest.mark.parametrize(
    ("given", "score"), [(("43,2",), 1.0), (("0.72 h",), 1.0), (("44",), 0.0), ((), 0.0)]
)
def test_a_number_is_right_within_its_tolerance(given: tuple[str, ...], score: float) -> None:
    assert kind("numeric").score(body_of((), downtime().number), given) == score


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": ""}, "number.value"),
        ({"value": "1,500"}, "number.value"),
        ({"value": "43 min"}, "number.value"),
        ({"tolerance": "wide"}, "number.tolerance"),
        ({"tolerance": "-1"}, "number.tolerance"),
        ({"units": (("h", "0"),)}, "number.units.h"),
        ({"units": (("", "2"),)}, "number.units."),
        ({"slips": (Slip("43", "close"),)}, "number.slips.0.value"),
    ],
)
def test_a_number_that_could_never_be_judged_is_a_fault(change: dict[str, Any], field: str) -> None:
    number = downtime().number
    assert number is not None
    faults = kind("numeric").check(body_of((), replace(number, **change)))
    assert [fault.field for fault in faults] == [field]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"tolerance": "0"}, "number.rounding"),
        ({"tolerance": "40%"}, "number.wide"),
        ({"slips": ()}, "slips.missing"),
        ({"slips": (Slip("4.32", "a"), Slip("4.32", "b"))}, "slips.twice"),
        ({"slips": (Slip("4.32", ""),)}, "why.missing"),
    ],
)
def test_a_number_is_looked_over(change: dict[str, Any], rule: str) -> None:
    number = downtime().number
    assert number is not None
    draft = replace(downtime(), number=replace(number, **change))
    assert rule in {fault.rule for fault in lint_item(draft)}


@pytest.mark.parametrize(
    ("stem", "rule"),
    [
        ("Does a canary release show the new version to all users at once?", "statement.question"),
        ("A canary release always shows trouble before the users meet it.", "statement.absolute"),
        ("A canary release does not show a new version to the whole user base.", "statement.negative"),
    ],
)
def test_a_statement_is_looked_over(stem: str, rule: str) -> None:
    assert rule in {fault.rule for fault in lint_item(replace(statement(), stem=stem))}
