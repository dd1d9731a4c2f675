"""The reversed note: a term and its meaning, asked both ways, two cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import FieldSpec
from tpmprep.core.cards.kind import NoteKind, missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpmprep.core.ground.fault import Fault


def _ords(fields: Mapping[str, str]) -> tuple[int, ...]:
    del fields
    return 1, 2


def _sides(fields: Mapping[str, str], number: int) -> tuple[str, str]:
    front, back = fields.get("front", ""), fields.get("back", "")
    return (front, back) if number == 1 else (back, front)


def _check(fields: Mapping[str, str]) -> tuple[Fault, ...]:
    return missing(fields, ("front", "back"))


def _headline(fields: Mapping[str, str]) -> str:
    return fields.get("front", "")


KIND = NoteKind(
    name="reversed",
    title="Both ways",
    about="A term and its meaning: each side is asked once.",
    fields=(FieldSpec("front", "Term", required=True), FieldSpec("back", "Meaning", required=True)),
    ords=_ords,
    sides=_sides,
    check=_check,
    headline=_headline,
)
