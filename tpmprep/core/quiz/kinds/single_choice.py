"""Single choice: one right option among several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.ground.fault import Fault
from tpmprep.core.quiz.kind import ItemKind, option_faults, picked, right_ones
from tpmprep.core.quiz.lint import lint_clang, lint_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tpmprep.core.quiz.faces import Answer, ItemDraft, Lint


def _check(body: Mapping[str, Any]) -> tuple[Fault, ...]:
    faults = option_faults(body)
    if len(right_ones(body)) != 1:
        faults.append(Fault("options", "need exactly one right one"))
    return tuple(faults)


def _score(body: Mapping[str, Any], given: Sequence[Answer]) -> float:
    return 1.0 if picked(body, given) == right_ones(body) != set() else 0.0


def _lint(draft: ItemDraft) -> Iterator[Lint]:
    yield from lint_options(draft)
    yield from lint_clang(draft)


KIND = ItemKind(
    name="single_choice", title="One right answer", pick=1, check=_check, score=_score, lint=_lint
)
