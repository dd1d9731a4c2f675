"""The options of an item, or its number, as lines of one cell of our CSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tpmprep.core.exchange.cells import from_line, to_line
from tpmprep.core.quiz.faces import NumberKey, Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Options = tuple[tuple[str, bool, str], ...]
_BREAK = re.compile(r"\r\n|\r|\n")
_SIGNS = frozenset("+-=*~")


def options_out(options: Options, number: NumberKey | None) -> str:
    """The lines of a cell."""
    lines = [_line("+" if right else "-", text, why) for text, right, why in options]
    if number is not None:
        lines.append(_line("=", number.value, number.tolerance, number.unit))
        lines += [_line("*", name, factor) for name, factor in number.units]
        lines += [_line("~", slip.value, slip.why) for slip in number.slips]
    return "\n".join(lines)


def options_in(cell: str) -> tuple[Options, NumberKey | None]:
    """What the lines of a cell say; raises ValueError, worded, for a line that says nothing of the kind."""
    lines = list(_lines(cell))
    options = tuple((_at(parts, 0), sign == "+", _at(parts, 1)) for sign, parts in lines if sign in "+-")
    keys = [parts for sign, parts in lines if sign == "="]
    if len(keys) > 1:
        msg = "options: two lines begin with '= '"
        raise ValueError(msg)
    if not keys:
        return options, None
    return options, NumberKey(
        value=_at(keys[0], 0),
        tolerance=_at(keys[0], 1),
        unit=_at(keys[0], 2),
        units=tuple((_at(parts, 0), _at(parts, 1)) for sign, parts in lines if sign == "*"),
        slips=tuple(Slip(_at(parts, 0), _at(parts, 1)) for sign, parts in lines if sign == "~"),
    )


def _lines(cell: str) -> Iterator[tuple[str, list[str]]]:
    for line in _BREAK.split(cell):
        if not line.strip():
            continue
        sign, _, rest = line.partition(" ")
        if sign not in _SIGNS:
            msg = f"options: '{line[:40]}' begins with none of '+ ', '- ', '= ', '* ', '~ '"
            raise ValueError(msg)
        most = 2 if sign == "=" else 1
        yield sign, [from_line(part) for part in rest.split(" | ", most)]


def _line(sign: str, *parts: str) -> str:
    return f"{sign} {' | '.join(to_line(part) for part in parts)}"


def _at(parts: Sequence[str], place: int) -> str:
    return parts[place] if place < len(parts) else ""
