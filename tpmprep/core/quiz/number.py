"""Compares what was typed with the right number of an item: units, tolerance, common slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.amounts import read_amount
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from fractions import Fraction

    from tpmprep.core.quiz.faces import NumberKey

PER_CENT = "%"


def in_unit(key: NumberKey, text: str) -> Fraction:
    """What a person typed, in the item's unit; a bare number is in that unit.

    Raises ``number.unit`` (with ``units``) or ``number.unit_none`` for a unit that is not taken, and what
    ``read_amount`` raises.
    """
    amount = read_amount(text)
    if not amount.unit or amount.unit == key.unit:
        return amount.value
    if amount.unit == PER_CENT and not key.unit:
        return amount.value / 100
    factor = _factor(key, amount.unit)
    if factor is None:
        if key.unit:
            raise UserError("number.unit", units=" / ".join((key.unit, *(name for name, _ in key.units))))
        raise UserError("number.unit_none")
    return amount.value * factor


def tolerance_of(key: NumberKey) -> Fraction:
    """How far off is still right, in the item's unit."""
    if not key.tolerance.strip():
        return read_amount("0").value
    written = read_amount(key.tolerance)
    if written.unit == PER_CENT and key.unit != PER_CENT:
        return abs(read_amount(key.value).value) * written.value / 100
    return written.value


def is_right(key: NumberKey, value: Fraction) -> bool:
    """Whether a value lies within the tolerance."""
    return abs(value - read_amount(key.value).value) <= tolerance_of(key)


def slip_of(key: NumberKey, value: Fraction) -> str:
    """The reason of the common wrong value that was hit; empty where none was, or where it is right."""
    if is_right(key, value):
        return ""
    near = tolerance_of(key)
    gaps = [(abs(value - read_amount(slip.value).value), slip.why) for slip in key.slips]
    hit = [(gap, why) for gap, why in gaps if gap <= near]
    return min(hit, default=(0, ""))[1]


def _factor(key: NumberKey, unit: str) -> Fraction | None:
    known = {key.unit: "1", **dict(key.units)}
    exact = known.get(unit)
    if exact is None:
        like = [factor for name, factor in known.items() if name.casefold() == unit.casefold()]
        exact = like[0] if len(like) == 1 else None
    return None if exact is None else read_amount(exact).value
