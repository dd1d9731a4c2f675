"""Numeric: a number in a unit, right within a tolerance; common wrong values have their reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.ground.amounts import read_amount
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.fault import Fault
from tpmprep.core.quiz import number as numbers
from tpmprep.core.quiz.body import number_of
from tpmprep.core.quiz.faces import Lint
from tpmprep.core.quiz.kind import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tpmprep.core.quiz.faces import Answer, ItemDraft, NumberKey

WIDE = 5  # a tolerance of more than the fifth part


def _check(body: Mapping[str, Any]) -> tuple[Fault, ...]:
    key = number_of(body)
    if key is None:
        return (Fault("number", "is missing"),)
    return tuple(_unreadable(key)) or tuple(_impossible(key))


def _unreadable(key: NumberKey) -> Iterator[Fault]:
    units = [(f"units.{name}", factor) for name, factor in key.units]
    slips = [(f"slips.{at}.value", slip.value) for at, slip in enumerate(key.slips)]
    for field, text in (("value", key.value), ("tolerance", key.tolerance or "0"), *units, *slips):
        try:
            amount = read_amount(text)
        except UserError as error:
            yield Fault(f"number.{field}", f"cannot be read: {str(error)[:1].lower()}{str(error)[1:-1]}")
            continue
        if amount.unit and not (field == "tolerance" and amount.unit == numbers.PER_CENT):
            yield Fault(f"number.{field}", "is a number alone; the unit stands in its own field")


def _impossible(key: NumberKey) -> Iterator[Fault]:
    if numbers.tolerance_of(key) < 0:
        yield Fault("number.tolerance", "is below zero")
    for name, factor in key.units:
        if read_amount(factor).value <= 0 or not name.strip():
            yield Fault(f"number.units.{name}", "needs a name and a factor above zero")
    for at, slip in enumerate(key.slips):
        if numbers.is_right(key, read_amount(slip.value).value):
            yield Fault(f"number.slips.{at}.value", "lies within the tolerance, so it counts as right")


def _score(body: Mapping[str, Any], given: Sequence[Answer]) -> float:
    key = number_of(body)
    if key is None or len(given) != 1:
        return 0.0
    return 1.0 if numbers.is_right(key, key.read(str(given[0]))) else 0.0


def _lint(draft: ItemDraft) -> Iterator[Lint]:
    key = draft.number
    if key is not None and not tuple(_unreadable(key)):
        yield from _tolerance(key)
        yield from _slips(key)
    if not draft.explanation.strip():
        yield Lint("explanation.missing", "the calculation is not shown in the explanation")


def _tolerance(key: NumberKey) -> Iterator[Lint]:
    value, tolerance = read_amount(key.value).value, numbers.tolerance_of(key)
    if not tolerance and value.denominator > 1:
        yield Lint("number.rounding", "a value with decimals needs a tolerance for rounding")
    if value and tolerance > abs(value) / WIDE:
        yield Lint("number.wide", "the tolerance is so wide that a guess hits")


def _slips(key: NumberKey) -> Iterator[Lint]:
    if not key.slips:
        yield Lint("slips.missing", "no common wrong value is named, so a slip gets no reason")
    values = [read_amount(slip.value).value for slip in key.slips]
    if len(set(values)) < len(values):
        yield Lint("slips.twice", "two common wrong values are the same")
    for slip in key.slips:
        if not slip.why.strip():
            yield Lint("why.missing", f"the wrong value {slip.value} has no reason")


KIND = ItemKind(name="numeric", title="A number", pick=1, check=_check, score=_score, lint=_lint)
