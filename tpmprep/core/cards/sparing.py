"""Owns which words of a note search need not keep a second time, because they stand in its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = tuple[str | None, str | None, str | None]
"""Kind, title and plain text as ``search_doc`` keeps them; None is read from the note."""

_SIDES = {"front", "back"}


def spared(title: str, plain: str, fields: Mapping[str, str], explanation: str) -> Document:
    """The document of a note, without what the view ``search_text`` reads from the note itself.

    Args:
        title: one plain line.
        plain: the plain text of the note beyond its title.
        fields: the fields as they are kept.
        explanation: as it is kept.
    """
    if fields.keys() == _SIDES:
        front, back = fields["front"], fields["back"]
        rest = f"{back}\n{explanation}"
        if "\x00" in plain:
            return "note", title, plain
        if title == front and plain == rest:
            return None, None, None
        if plain == f"{front}\n{rest}":
            return None, title, None
    return "note", title, plain
