"""The cloze note: a text with gaps, one card for each gap number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.cards import gaps
from tpmprep.core.cards.faces import FieldSpec
from tpmprep.core.cards.kind import NoteKind, missing
from tpmprep.core.ground.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping


def _ords(fields: Mapping[str, str]) -> tuple[int, ...]:
    return gaps.numbers(fields.get("text", ""))


def _sides(fields: Mapping[str, str], number: int) -> tuple[str, str]:
    front, back = gaps.sides(fields.get("text", ""), number)
    extra = fields.get("extra", "")
    return front, f"{back}\n\n{extra}" if extra.strip() else back


def _check(fields: Mapping[str, str]) -> tuple[Fault, ...]:
    faults = missing(fields, ("text",))
    if not faults and not _ords(fields):
        return (Fault("text", "has no gap: write one as {{c1::hidden words}}"),)
    return faults


def _headline(fields: Mapping[str, str]) -> str:
    return gaps.plain(fields.get("text", ""))


KIND = NoteKind(
    name="cloze",
    title="Text with gaps",
    about="Hide words of a sentence: {{c1::words}} or {{c1::words::hint}}. Each number is one card.",
    fields=(FieldSpec("text", "Text", required=True), FieldSpec("extra", "Extra", required=False)),
    ords=_ords,
    sides=_sides,
    check=_check,
    headline=_headline,
)
