"""The basic note: one question, one answer, one card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import FieldSpec
from tpmprep.core.cards.kind import NoteKind, missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpmprep.core.ground.fault import Fault


def _ords(fields: Mapping[str, str]) -> tuple[int, ...]:
    del fields
    return (1,)


def _sides(fields: Mapping[str, str], number: int) -> tuple[str, str]:
    del number
    return fields.get("front", ""), fields.get("back", "")


def _check(fields: Mapping[str, str]) -> tuple[Fault, ...]:
    return missing(fields, ("front", "back"))


def _headline(fields: Mapping[str, str]) -> str:
    return fields.get("front", "")


KIND = NoteKind(
    name="basic",
    title="Question and answer",
    about="One question on the front, its answer on the back.",
    fields=(FieldSpec("front", "Front", required=True), FieldSpec("back", "Back", required=True)),
    ords=_ords,
    sides=_sides,
    check=_check,
    headline=_headline,
)
