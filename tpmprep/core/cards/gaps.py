"""Reads cloze text ``{{c1::hidden::hint}}`` in one linear pass, and shows or hides its gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tpmprep.core.ground.markup import MAX_CHARS, gap, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

HIGHEST = 500
DEEPEST = 12
LONGEST_SHOWN = 2 * MAX_CHARS
_MARK = re.compile(r"\{\{c([1-9]\d{0,2})::|\{+|\}+")


@dataclass(slots=True)
class Gap:
    """A gap with its number, what is hidden (text and inner gaps) and the hint."""

    number: int
    opening: str
    parts: list[str | Gap] = field(default_factory=list)
    hint: str = ""
    braces: int = 0


@lru_cache(maxsize=64)
def parse(text: str) -> tuple[str | Gap, ...]:
    """Text and gaps in order; what never closes stays text.

    Every character is looked at once, so that hostile text takes no longer than its length.
    """
    root: list[str | Gap] = []
    open_: list[Gap] = []
    at = 0
    for mark in _MARK.finditer(text):
        into = open_[-1].parts if open_ else root
        into.append(text[at : mark.start()])
        at = mark.end()
        if mark[1] and int(mark[1]) <= HIGHEST and len(open_) < DEEPEST:
            open_.append(Gap(int(mark[1]), mark[0]))
        elif mark[0][0] == "}" and open_:
            at = mark.start() + _close(mark[0], root, open_)
            root_or_inner = open_[-1].parts if open_ else root
            root_or_inner.append(text[at : mark.end()])
            at = mark.end()
        else:
            if open_ and mark[0][0] == "{":
                open_[-1].braces += mark[0].count("{")
            into.append(mark[0])
    (open_[-1].parts if open_ else root).append(text[at:])
    for left in open_:
        root.append(left.opening)
        root.extend(left.parts)
    return tuple(root)


def numbers(text: str) -> tuple[int, ...]:
    """The numbers of all gaps, ascending."""
    found: set[int] = set()
    _number(parse(text), found)
    return tuple(sorted(found))


def sides(text: str, number: int) -> tuple[str, str]:
    """The text with the gaps of one number hidden, and the same text with them revealed.

    Beyond ``LONGEST_SHOWN`` characters, more than any view shows, nothing is read.
    """
    parts = parse(text[:LONGEST_SHOWN])
    return _show(parts, number, reveal=False), _show(parts, number, reveal=True)


def plain(text: str) -> str:
    """The text as if it had no gaps."""
    return _show(parse(text), 0, reveal=True)


def _close(run: str, root: list[str | Gap], open_: list[Gap]) -> int:
    """Closes gaps with a run of closing braces; returns how many of them it used.

    Braces opened inside a gap take their closing ones first.
    """
    used = 0
    while open_:
        inner, left = open_[-1], len(run) - used
        own = min(inner.braces, left)
        if own == left or left < 2:
            inner.parts.append(run[used : used + own])
            inner.braces -= own
            return used + own
        if own and left >= own + 2:
            inner.parts.append(run[used : used + own])
            used += own
        used += 2
        open_.pop()
        _take_hint(inner)
        (open_[-1].parts if open_ else root).append(inner)
    return used


def _take_hint(inner: Gap) -> None:
    while inner.parts and inner.parts[-1] == "":
        inner.parts.pop()
    last = inner.parts[-1] if inner.parts else ""
    if isinstance(last, str) and "::" in last:
        text, _, hint = last.rpartition("::")
        inner.parts[-1], inner.hint = text, hint


def _number(parts: Sequence[str | Gap], found: set[int]) -> None:
    for part in parts:
        if isinstance(part, Gap):
            found.add(part.number)
            _number(part.parts, found)


def _show(parts: Sequence[str | Gap], number: int, *, reveal: bool) -> str:
    return "".join(part if isinstance(part, str) else _one(part, number, reveal=reveal) for part in parts)


def _one(part: Gap, number: int, *, reveal: bool) -> str:
    if part.number != number:
        return _show(part.parts, number, reveal=reveal)
    return shown(_show(part.parts, 0, reveal=True)) if reveal else gap(part.hint)
