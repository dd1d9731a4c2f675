"""Promise 2: of text being typed at most the last five seconds are lost, and the rest is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.screens.stage import MISSING, Program, Screen, until
from tests.screens.test_story import answer_the_three_questions
from tpmprep.ui.kit import draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIVE_SECONDS_MS = 5_000
# E goes into the answer's field, Z does nothing where no field has the focus
ON = "ez"
KEPT = "SELECT count(*) FROM draft_text WHERE place LIKE '{place}%' AND text LIKE '%half a sentence%'"


@pytest.fixture
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    made.close()


def type_until_kept(program: Program, typed: str, query: str) -> None:
    """Types on without a pause until the query finds it."""

    def typed_on() -> bool:
        program.type(typed)
        return program.ask(query) > 0

    until(typed_on, f"kept while the typing goes on: {query}")


def test_no_field_waits_longer_than_five_seconds() -> None:
    assert 0 < draft.EVERY_MS <= FIVE_SECONDS_MS


@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
@pytest.mark.parametrize(
    ("place", "way"),
    [
        ("note:", ["ctrl+2", "n"]),
        ("interview.answer.", ["ctrl+4", "o", "e"]),
    ],
)
def test_what_was_typed_before_a_kill_is_on_the_same_page_after_it(
    place: str, way: list[str], screen: Screen, tmp_path: Path
) -> None:
    kept = KEPT.format(place=place)
    program = Program(screen, tmp_path)
    answer_the_three_questions(program)
    program.press("Escape", *way)
    type_until_kept(program, "half a sentence and on ", kept)
    program.kill()
    again = Program(screen, tmp_path)
    type_until_kept(again, ON, f"{kept} AND text LIKE '%{ON}%'")
    assert again.ask(kept) == 1
    assert again.leave() == 0
