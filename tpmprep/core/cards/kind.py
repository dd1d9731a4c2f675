"""What a note kind is, and the registry of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpmprep.core.ground.fault import Fault
from tpmprep.core.ground.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tpmprep.core.cards.faces import FieldSpec


@dataclass(frozen=True, slots=True)
class NoteKind:
    """A way to make cards from fields.

    Attributes:
        name: as stored.
        title: as shown in the editor.
        about: one sentence: when to use it.
        fields: what is typed.
        ords: numbers of the cards the fields make, ascending; a number keeps its card for ever.
        sides: front and back of one of these cards, in Markdown.
        check: what is missing or wrong.
        headline: the field that names the note in lists, in Markdown.
        typed: for a card whose answer is typed: the right answers, the main one first, and a hint.
    """

    name: str
    title: str
    about: str
    fields: tuple[FieldSpec, ...]
    ords: Callable[[Mapping[str, str]], tuple[int, ...]]
    sides: Callable[[Mapping[str, str], int], tuple[str, str]]
    check: Callable[[Mapping[str, str]], tuple[Fault, ...]]
    headline: Callable[[Mapping[str, str]], str]
    typed: Callable[[Mapping[str, str]], tuple[tuple[str, ...], str]] | None = None

    def cards(self, fields: Mapping[str, str]) -> tuple[tuple[int, str, str], ...]:
        """Number, front and back of every card the fields make."""
        return tuple((number, *self.sides(fields, number)) for number in self.ords(fields))


NOTE_KINDS: Registry[NoteKind] = Registry(
    "tpmprep.core.cards.kinds", "KIND", ("basic", "cloze", "reversed", "typed")
)


def missing(fields: Mapping[str, str], names: tuple[str, ...]) -> tuple[Fault, ...]:
    """A fault for each named field without text."""
    empty = [name for name in names if not fields.get(name, "").strip()]
    return tuple(Fault(name, "is empty") for name in empty) if empty else ()
