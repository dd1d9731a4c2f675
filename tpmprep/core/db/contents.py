"""Mends a copy's table of contents: what a damage took of it must not hide the tables behind the damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.db.carve import Pages

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = 100
_INNER: Final = 5
_COLUMNS: Final = 5  # type, name, tbl_name, rootpage, sql


def leave_out_damage(copy: Path) -> bool:
    """Takes the unreadable leaves out of the tree of ``sqlite_schema``; says whether there were any.

    SQLite reads this table to its first damage and knows none of the tables after it. A tree of one page, or
    one whose every leaf is damaged, stays as it is.
    """
    pages = Pages(copy)
    top = bytearray(copy.read_bytes()[: pages.size])
    if len(top) < pages.size or top[_HEAD] != _INNER:
        return False
    places = pages.places(bytes(top), _HEAD + 12, int.from_bytes(top[_HEAD + 3 : _HEAD + 5], "big"))
    children = [(top[place : place + 4], place) for place in places if place + 4 <= pages.size]
    children.append((top[_HEAD + 8 : _HEAD + 12], 0))
    good = [one for one in children if pages.is_leaf_of(int.from_bytes(one[0], "big"), _COLUMNS)]
    if not good or len(good) == len(children):
        return False
    last = good.pop()[0]
    top[_HEAD + 3 : _HEAD + 5] = len(good).to_bytes(2, "big")
    top[_HEAD + 8 : _HEAD + 12] = last
    for at, (_, place) in enumerate(good):
        start = _HEAD + 12 + 2 * at
        top[start : start + 2] = place.to_bytes(2, "big")
    with copy.open("r+b") as stream:
        stream.write(top)
    return True
