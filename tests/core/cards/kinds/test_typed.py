"""A typed note asks for a short answer, and takes what else is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.cards.faces import LONGEST_TYPED
from tpmprep.core.cards.kinds.typed import KIND
from tpmprep.core.ground.markup import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping


def answers(fields: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    assert KIND.typed is not None
    return KIND.typed(fields)


def test_semicolons_or_lines_part_what_is_also_right() -> None:
    fields = {
        "front": "?",
        "answer": " SLO ",
        "synonyms": "service level objective;\n; target ",
        "hint": " T ",
    }
    assert answers(fields) == (("SLO", "service level objective", "target"), "T")


def test_the_back_shows_the_answer_and_what_is_also_right() -> None:
    ((number, front, back),) = KIND.cards({"front": "Which?", "answer": "SLO", "synonyms": "a; b"})
    assert (number, front, back) == (1, "Which?", "**SLO**\n\nAlso right: a · b")


@pytest.mark.parametrize(
    "answer", ["__init__", "C*", "<T>", "a & b", "1. one", "`x`", "[a](b)", "![x](y)", "#1"]
)
def test_an_answer_is_shown_as_it_is_written(answer: str) -> None:
    _, _, back = KIND.cards({"front": "?", "answer": answer})[0]
    safe = answer.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert to_html(back) == f"<p><strong>{safe}</strong></p>"


def test_an_answer_too_long_to_be_typed_is_refused() -> None:
    (fault,) = KIND.check({"front": "?", "answer": "x" * (LONGEST_TYPED + 1)})
    assert fault.field == "answer"
    (fault,) = KIND.check({"front": "?", "answer": "x", "synonyms": "y" * (LONGEST_TYPED + 1)})
    assert fault.field == "synonyms"
