"""The body of an item as stored, and the values it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tpmprep.core.quiz.faces import NumberKey, Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tpmprep.core.quiz.faces import OptionDraft

OWN: Final = frozenset({"options", "number"})


def body_of(options: Iterable[OptionDraft], number: NumberKey | None) -> dict[str, Any]:
    """What is stored of options, or of a number."""
    if number is None:
        return {"options": [{"text": one.text, "right": one.right, "why": one.why} for one in options]}
    key = {"value": number.value, "tolerance": number.tolerance, "unit": number.unit}
    slips = [{"value": slip.value, "why": slip.why} for slip in number.slips]
    return {"number": {**key, "units": dict(number.units), "slips": slips}}


def options_of(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options of a body; an item of an unknown kind may have none."""
    found = body.get("options", [])
    return [option for option in found if isinstance(option, dict)] if isinstance(found, list) else []


def number_of(body: Mapping[str, Any]) -> NumberKey | None:
    """The number of a body; None where a choice is asked for."""
    found = body.get("number")
    if not isinstance(found, dict):
        return None
    units, slips = found.get("units"), found.get("slips")
    return NumberKey(
        value=str(found.get("value", "")),
        tolerance=str(found.get("tolerance", "")),
        unit=str(found.get("unit", "")),
        units=tuple((str(name), str(factor)) for name, factor in units.items())
        if isinstance(units, dict)
        else (),
        slips=tuple(
            Slip(str(one.get("value", "")), str(one.get("why", ""))) for one in slips if isinstance(one, dict)
        )
        if isinstance(slips, list)
        else (),
    )
