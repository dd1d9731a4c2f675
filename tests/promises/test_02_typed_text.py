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
# a person looks at a page before pressing its keys
BETWEEN_MS = 700
# typed after the restart: E goes into the field, Z does nothing where no field has the focus
ON = "ez"
STEP = ["ctrl+5", "Tab", "Tab", "Return", "Down", "Down", "Return"]
# where the draft lies, how to come there, what is typed to go on (a story with a name may be saved already)
FIELDS = {
    "a note": ("note:", ["Escape", "ctrl+2", "n"], ON),
    "a note edited in a sitting": ("note.edit:", ["b", "Return", "space", "space", "e"], ON),
    "an own item": ("quiz.item.", ["Escape", "ctrl+3", "n"], ON),
    "an answer note": ("interview.answer.", ["Escape", "ctrl+4", "o", "e"], ON),
    "an own question": ("interview.question.", ["Escape", "ctrl+4", "ctrl+Tab", "n"], ON),
    "a story": ("interview.story.", ["Escape", "ctrl+4", "ctrl+Tab", "ctrl+Tab", "n"], ""),
    "a part of a story": ("interview.story.", ["Escape", "ctrl+4", "ctrl+Tab", "ctrl+Tab", "n", "Tab"], ON),
    "a take": ("question.take:", ["Escape", "ctrl+4", "space", "t"], f"t{ON}"),
    "notes on a step": ("paths.step.", ["Escape", *STEP, "n"], f"n{ON}"),
}
# a story or an answer may be saved already, when the machine lets two seconds pass between two keys
KEPT = (
    "SELECT count(*) FROM (SELECT place, text FROM draft_text"
    " UNION ALL SELECT 'interview.story.', title FROM story"
    " UNION ALL SELECT 'interview.answer.', text FROM answer_note"
    " UNION ALL SELECT 'paths.step.', notes FROM step_progress)"
    " WHERE place LIKE '{place}%' AND text LIKE '%half a sentence%'"
)


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
@pytest.mark.parametrize("field", FIELDS)
def test_what_was_typed_before_a_kill_is_offered_again_after_it(
    field: str, screen: Screen, tmp_path: Path
) -> None:
    place, way, on = FIELDS[field]
    kept = KEPT.format(place=place)
    program = Program(screen, tmp_path)
    answer_the_three_questions(program)
    program.press(*way, delay_ms=BETWEEN_MS)
    type_until_kept(program, "half a sentence and on ", kept)
    program.kill()
    again = Program(screen, tmp_path)
    if on:
        type_until_kept(again, on, f"{kept} AND text LIKE '%{ON}%'")
    assert again.ask(kept) >= 1
    assert again.leave() == 0
