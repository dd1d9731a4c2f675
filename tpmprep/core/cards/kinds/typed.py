"""The typed note: a question whose short answer is written, and compared with the right ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import LONGEST_TYPED, FieldSpec
from tpmprep.core.cards.kind import NoteKind, missing
from tpmprep.core.ground.fault import Fault
from tpmprep.core.ground.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEXT = re.compile(r"[;\n]")


def _ords(fields: Mapping[str, str]) -> tuple[int, ...]:
    del fields
    return (1,)


def _sides(fields: Mapping[str, str], number: int) -> tuple[str, str]:
    del number
    (answer, *others), _hint = _typed(fields)
    back = f"**{escaped(answer)}**" if answer else ""
    if others:
        back += f"\n\nAlso right: {escaped(' · '.join(others))}"
    return fields.get("front", ""), back


def _typed(fields: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    others = (part.strip() for part in _NEXT.split(fields.get("synonyms", "")))
    return (fields.get("answer", "").strip(), *filter(None, others)), fields.get("hint", "").strip()


def _check(fields: Mapping[str, str]) -> tuple[Fault, ...]:
    faults = missing(fields, ("front", "answer"))
    answers, _hint = _typed(fields)
    if any(len(answer) > LONGEST_TYPED for answer in answers):
        field = "answer" if len(answers[0]) > LONGEST_TYPED else "synonyms"
        return (*faults, Fault(field, f"is longer than {LONGEST_TYPED} characters, too long to be typed"))
    return faults


def _headline(fields: Mapping[str, str]) -> str:
    return fields.get("front", "")


KIND = NoteKind(
    name="typed",
    title="Typed answer",
    about="A short answer to type: case, accents, punctuation and small slips are forgiven.",
    fields=(
        FieldSpec("front", "Front", required=True),
        FieldSpec("answer", "Answer", required=True, long=False),
        FieldSpec("synonyms", "Also right", required=False, long=False, hint="Separated by semicolons"),
        FieldSpec("hint", "Hint", required=False, long=False, hint="Shown when asked for"),
    ),
    ords=_ords,
    sides=_sides,
    check=_check,
    headline=_headline,
    typed=_typed,
)
