"""Reads a number as a person types it: 1.5 and 1,5, full-width, per cent, exponents, fractions, a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tpmprep.core.ground.errors import UserError

LONGEST, HIGHEST_POWER = 60, 30
_GROUP = " '_"
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {"−": "-", "–": "-", "’": "'", "٫": "."}
_SPACES = dict.fromkeys("\u00a0\u202f\u2009\u3000\t", " ")
_PLAIN = str.maketrans(_WIDE | _SIGNS | _SPACES)
_SHAPE = re.compile(
    r"(?P<before>[^\d.,+-]{0,12}?) ?(?P<sign>[+-]?) ?(?P<own>[^\d.,+\- ]{0,3}?)"
    r"(?P<digits>[.,]?\d(?:[\d.,' _]*\d)?)[.,]?(?P<power>[eE][+-]?\d{1,4})?"
    r"(?: ?/ ?(?P<under>\d+))?(?P<after>(?: ?[^\d.,' _/]\S{0,11}(?: [^\d\s]{1,11}){0,2})?)"
)
_GROUPED = re.compile(r"(\d{1,3}(?:[.,' _]\d{3})+)(?:([.,])(\d+))?")
_ONE_COMMA = re.compile(r"([1-9]\d{0,2}),(\d{3})")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, exact, and the unit written beside it, empty where there is none."""

    value: Fraction
    unit: str


def read_amount(text: str) -> Amount:
    """The amount a person typed.

    Raises:
        UserError: ``number.empty``; ``number.unclear``; ``number.zero`` for a division by zero;
            ``number.large``; ``number.thousands`` (with ``whole``) for separators of thousands; and
            ``number.comma`` (with ``whole`` and ``point``) where a comma may be either.
    """
    plain = text.translate(_PLAIN).strip()
    if not plain:
        raise UserError("number.empty")
    found = _SHAPE.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None:
        raise UserError("number.unclear", text=plain[:20])
    value = _decimal(found["digits"]) * _power(found["power"])
    if found["under"]:
        value = _divided(value, found["under"])
    unit = " ".join(part for name in ("before", "own", "after") if (part := found[name].strip()))
    return Amount(-value if found["sign"] == "-" else value, unit)


def plain_number(value: Fraction, most_digits: int = 6) -> str:
    """A number for showing: whole, or rounded to so many significant digits, with a point."""
    if value.denominator == 1 and abs(value) < 10**15:
        return str(value.numerator)
    shown = f"{float(value):.{most_digits}g}"
    return shown if "e" in shown or "." not in shown else shown.rstrip("0").rstrip(".")


def _decimal(digits: str) -> Fraction:
    if any(sign in digits for sign in _GROUP) or sum(map(digits.count, ".,")) > 1:
        _refuse(digits)
    doubtful = _ONE_COMMA.fullmatch(digits)
    if doubtful:
        raise UserError("number.comma", whole=doubtful[1] + doubtful[2], point=digits.replace(",", "."))
    return Fraction(digits.replace(",", ".").removesuffix("."))


def _refuse(digits: str) -> None:
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        raise UserError("number.unclear", text=digits[:20])
    whole = re.sub(r"\D", "", grouped[1])
    raise UserError("number.thousands", whole=f"{whole}.{grouped[3]}" if grouped[3] else whole)


def _power(written: str | None) -> Fraction:
    power = int(written[1:]) if written else 0
    if abs(power) > HIGHEST_POWER:
        raise UserError("number.large", power=HIGHEST_POWER)
    return Fraction(10) ** power


def _divided(value: Fraction, under: str) -> Fraction:
    if int(under) == 0:
        raise UserError("number.zero")
    return value / int(under)
