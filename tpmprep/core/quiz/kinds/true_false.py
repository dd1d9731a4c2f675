"""True or false: one statement, and a reason for each of the two answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tpmprep.core.ground.fault import Fault
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.quiz.body import options_of
from tpmprep.core.quiz.faces import Lint
from tpmprep.core.quiz.kind import ItemKind, picked, right_ones
from tpmprep.core.quiz.lint import lint_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tpmprep.core.quiz.faces import Answer, ItemDraft

TEXTS: Final = ["True", "False"]
_ABSOLUTE = re.compile(r"\b(?:always|never|all|none|only|every)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|no|cannot|\w{2,12}n['’]t)\b", re.IGNORECASE)


def _check(body: Mapping[str, Any]) -> tuple[Fault, ...]:
    faults = []
    if [option.get("text") for option in options_of(body)] != TEXTS:
        faults.append(Fault("options", "must be True, then False"))
    if len(right_ones(body)) != 1:
        faults.append(Fault("options", "need exactly one right one"))
    return tuple(faults)


def _score(body: Mapping[str, Any], given: Sequence[Answer]) -> float:
    return 1.0 if picked(body, given) == right_ones(body) != set() else 0.0


def _lint(draft: ItemDraft) -> Iterator[Lint]:
    plain = to_plain(draft.stem).strip()
    if plain.endswith("?"):
        yield Lint("statement.question", "a statement to be judged does not end in a question mark")
    absolute = _ABSOLUTE.search(plain)
    if absolute:
        yield Lint("statement.absolute", f"“{absolute[0]}” gives a statement away as false")
    if _NEGATIVE.search(plain):
        yield Lint("statement.negative", "a negated statement is easily misread; say it the other way round")
    yield from lint_reasons(draft)


KIND = ItemKind(
    name="true_false",
    title="True or false",
    pick=1,
    check=_check,
    score=_score,
    lint=_lint,
    shuffled=False,
)
