"""Multiple response: several right options; wrong picks cost as much as right ones bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.quiz.kind import Fault, ItemKind, option_faults, right_ones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def _check(body: Mapping[str, Any]) -> tuple[Fault, ...]:
    faults = option_faults(body)
    if len(right_ones(body)) < 2:
        faults.append(Fault("options", "need at least two right ones"))
    return tuple(faults)


def _score(body: Mapping[str, Any], given: Sequence[int]) -> float:
    right, picked = right_ones(body), set(given)
    return max(0.0, (len(picked & right) - len(picked - right)) / len(right)) if right else 0.0


KIND = ItemKind(name="multiple_response", title="Several right answers", pick=0, check=_check, score=_score)
