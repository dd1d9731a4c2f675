"""Multiple response: several right options; wrong picks cost as much as right ones bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.ground.fault import Fault
from tpmprep.core.quiz.kind import ItemKind, option_faults, picked, right_ones
from tpmprep.core.quiz.lint import lint_options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpmprep.core.quiz.faces import Answer


def _check(body: Mapping[str, Any]) -> tuple[Fault, ...]:
    faults = option_faults(body)
    if len(right_ones(body)) < 2:
        faults.append(Fault("options", "need at least two right ones"))
    return tuple(faults)


def _score(body: Mapping[str, Any], given: Sequence[Answer]) -> float:
    right, chosen = right_ones(body), picked(body, given)
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right)) if right else 0.0


KIND = ItemKind(
    name="multiple_response",
    title="Several right answers",
    pick=0,
    check=_check,
    score=_score,
    lint=lint_options,
)
