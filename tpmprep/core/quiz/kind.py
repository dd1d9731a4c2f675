"""What an item kind is, and the registry of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tpmprep.core.ground.fault import Fault
from tpmprep.core.ground.registry import Registry
from tpmprep.core.quiz.body import options_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tpmprep.core.quiz.faces import Answer, ItemDraft, Lint


@dataclass(frozen=True, slots=True)
class ItemKind:
    """A way to ask and to score.

    Attributes:
        name: as stored.
        title: as shown in the editor.
        pick: how many options to choose; 0 is any number.
        check: what is missing or wrong in a body.
        score: 0–1 for what was given; only 1.0 is right. Raises ValueError for an option that is not there,
            ``number.…`` for a number that cannot be read.
        lint: writing faults beyond those of every stem.
        shuffled: whether the options come in another order each time.
    """

    name: str
    title: str
    pick: int
    check: Callable[[Mapping[str, Any]], tuple[Fault, ...]]
    score: Callable[[Mapping[str, Any], Sequence[Answer]], float]
    lint: Callable[[ItemDraft], Iterable[Lint]]
    shuffled: bool = True


ITEM_KINDS: Registry[ItemKind] = Registry(
    "tpmprep.core.quiz.kinds", "KIND", ("multiple_response", "numeric", "single_choice", "true_false")
)


def right_ones(body: Mapping[str, Any]) -> set[int]:
    """The places of the right options."""
    return {place for place, option in enumerate(options_of(body)) if option.get("right")}


def picked(body: Mapping[str, Any], given: Sequence[Answer]) -> set[int]:
    """The places of the options given; raises ValueError for one that is not there."""
    known = set(range(len(options_of(body))))
    if known and not known.issuperset(given):
        msg = f"no option {given}"
        raise ValueError(msg)
    return {place for place in known if place in given}


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
