"""Owns which words of a note search need not keep a second time, because they stand in its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = tuple[str | None, str | None, str | None]
"""Kind, title and plain text as ``search_doc`` keeps them; None is read from the note."""

NOTHING: Document = (None, None, None)
"""All of it stands in the note."""

_SIDES = {"front", "back"}
_SIGNS = b"[]*_`<>#|~&\\!{"
_MERE = frozenset(range(ord(" "), ord("~") + 1)).difference(_SIGNS)
_OTHER = bytes(letter for letter in range(256) if letter not in _MERE)


def is_told(fields: Mapping[str, str], explanation: str, longest: int) -> bool:
    """Whether a look at a note is enough to see that search need keep nothing of it: two lines of mere words.

    Args:
        fields: the fields as they are kept.
        explanation: as it is kept.
        longest: how many letters a title has at most.
    """
    if explanation or len(fields) != len(_SIDES):
        return False
    front, back = fields.get("front", ""), fields.get("back", "")
    if not (front.isascii() and back.isascii() and front[:1].isalpha() and back[:1].isalpha()):
        return False
    if len(front) > longest or front[-1] == " " or back[-1] == " " or "  " in front:
        return False
    both = (front + back).encode()
    return len(both.translate(None, _OTHER)) == len(both)


def spared(title: str, plain: str, fields: Mapping[str, str], explanation: str) -> Document:
    """The document of a note, without what the view ``search_text`` reads from the note itself.

    Args:
        title: one plain line.
        plain: the plain text of the note beyond its title.
        fields: the fields as they are kept.
        explanation: as it is kept.
    """
    if fields.keys() == _SIDES and "\x00" not in title and "\x00" not in plain:  # which ends a text in SQLite
        front, back = fields["front"], fields["back"]
        rest = f"{back}\n{explanation}"
        if title == front and plain == rest:
            return NOTHING
        if plain == f"{front}\n{rest}":
            return None, title, None
    return "note", title, plain
