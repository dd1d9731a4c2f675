"""Single choice: one right option among several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.quiz.kind import Fault, ItemKind, option_faults, right_ones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def _check(body: Mapping[str, Any]) -> tuple[Fault, ...]:
    faults = option_faults(body)
    if len(right_ones(body)) != 1:
        faults.append(Fault("options", "need exactly one right one"))
    return tuple(faults)


def _score(body: Mapping[str, Any], given: Sequence[int]) -> float:
    return 1.0 if set(given) == right_ones(body) else 0.0


KIND = ItemKind(name="single_choice", title="One right answer", pick=1, check=_check, score=_score)
