"""What an item kind is, and the registry of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tpmprep.core.ground.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing or wrong in an item."""

    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.field} {self.why}"


@dataclass(frozen=True, slots=True)
class ItemKind:
    """A way to ask and to score.

    Attributes:
        name: as stored.
        title: as shown in the editor.
        pick: how many options to choose; 0 is any number.
        check: what is missing or wrong in a body.
        score: 0–1 for the options given; only 1.0 is right.
    """

    name: str
    title: str
    pick: int
    check: Callable[[Mapping[str, Any]], tuple[Fault, ...]]
    score: Callable[[Mapping[str, Any], Sequence[int]], float]


ITEM_KINDS: Registry[ItemKind] = Registry(
    "tpmprep.core.quiz.kinds", "KIND", ("multiple_response", "single_choice")
)


def options_of(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options of a body; an item of an unknown kind may have none."""
    found = body.get("options", [])
    return [option for option in found if isinstance(option, dict)] if isinstance(found, list) else []


def right_ones(body: Mapping[str, Any]) -> set[int]:
    """The places of the right options."""
    return {place for place, option in enumerate(options_of(body)) if option.get("right")}


def option_faults(body: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the options whatever the kind: too few, empty, or twice the same."""
    texts = [str(option.get("text", "")).strip() for option in options_of(body)]
    faults = []
    if len(texts) < 2:
        faults.append(Fault("options", "are fewer than two"))
    if not all(texts):
        faults.append(Fault("options", "hold an empty one"))
    if len({text.casefold() for text in texts}) < len(texts):
        faults.append(Fault("options", "hold the same text twice"))
    return faults
