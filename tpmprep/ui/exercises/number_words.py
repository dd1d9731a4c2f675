"""Numbers as they are read: with their unit, and judged beside the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.amounts import plain_number
from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.faces import OptionFace
from tpmprep.ui.exercises.words import say

if TYPE_CHECKING:
    from tpmprep.core.quiz.faces import NumberKey, Verdict

RIGHT: Final = "="
WRONG: Final = "≠"
MONEY: Final = frozenset("$€£")


def with_unit(value: str, unit: str) -> str:
    """A value and its unit as they are read: ``$`` stands before the number."""
    if not unit:
        return value
    return f"{unit}{value}" if unit in MONEY else f"{value} {unit}"


def hint_words(key: NumberKey) -> str:
    """How the number may be written, and in which other units."""
    words = say("1.5 and 1,5 are the same; 1/3 and 2e6 can be written too.")
    units = _others(key)
    if len(units) == 1:
        words += " " + say("Another unit: {unit}.").replace("{unit}", units[0])
    elif units:
        words += " " + say("Other units: {units}.").replace("{units}", ", ".join(units))
    return words


def _others(key: NumberKey) -> list[str]:
    """The first name of each unit that is not the item's own: other names of one unit help nobody."""
    named: dict[str, str] = {}
    for name, factor in key.units:
        named.setdefault(factor, name)
    named.pop("1", None)
    return list(named.values())


def right_words(key: NumberKey) -> str:
    """The right number, and how far off still counts."""
    words = with_unit(key.value, key.unit)
    if key.tolerance.strip(" 0.,%"):
        off = key.tolerance if key.tolerance.strip().endswith("%") else with_unit(key.tolerance, key.unit)
        words = say("{value} (± {off} counts)").replace("{value}", words).replace("{off}", off)
    return words


def judged(key: NumberKey, verdict: Verdict) -> list[tuple[OptionFace, str]]:
    """What was given, with the reason of its slip, and the right number; each with its sign."""
    given = str(verdict.given[0]) if verdict.given else ""
    right = OptionFace(1, right_words(key), right=True, why="")
    if verdict.right:
        return [(OptionFace(0, _shown(key, given), right=True, why=""), RIGHT)]
    wrong = OptionFace(0, _shown(key, given), right=False, why=verdict.slip)
    return [(wrong, WRONG), (right, RIGHT)]


def _shown(key: NumberKey, given: str) -> str:
    """What was given: as typed, with the unit where none was typed."""
    try:
        value = key.read(given)
    except UserError:
        return given
    bare = not any(sign.isalpha() or sign in "%$€£" for sign in given.replace("e", "").replace("E", ""))
    return with_unit(plain_number(value) if bare else given, key.unit if bare else "")
