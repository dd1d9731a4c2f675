"""The first evening, from an empty profile, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.screens.stage import MISSING, Program, Screen, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

RESPONSES = "SELECT count(*) FROM response WHERE undone_at IS NULL"
REVIEWS = "SELECT count(*) FROM review WHERE undone_at IS NULL AND room = 0"
SITTING = "SELECT count(*) FROM sitting_place WHERE ended_at IS NULL"


@pytest.fixture
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    made.close()


def answer_the_three_questions(program: Program) -> None:
    until(lambda: program.ask("SELECT count(*) FROM item") > 0, "the shipped content")
    program.press("1", "2", "3", "1", "space")
    until(lambda: program.ask(SITTING) == 1, "the first scenario")


def press_on(program: Program) -> bool:
    """Space: the reasons read, the concept read, the card turned, the card graded."""
    program.press("space")
    return program.ask(REVIEWS) > 0


def test_a_new_user_answers_the_first_item_by_keyboard(screen: Screen, tmp_path: Path) -> None:
    program = Program(screen, tmp_path)
    answer_the_three_questions(program)
    program.press("b", "Return")
    until(lambda: program.ask(RESPONSES) == 1, "the first answer")
    program.press("ctrl+z")
    until(lambda: program.ask(RESPONSES) == 0, "the answer taken back")
    program.press("ctrl+shift+z")
    until(lambda: program.ask(RESPONSES) == 1, "the answer again")
    assert program.leave() == 0
    again = Program(screen, tmp_path)
    assert again.ask(RESPONSES) == 1
    assert again.ask("SELECT count(*) FROM aim WHERE ended_at IS NULL AND what = 'interview'") == 1
    assert again.leave() == 0


def test_a_card_graded_before_a_kill_is_graded_after_it(screen: Screen, tmp_path: Path) -> None:
    program = Program(screen, tmp_path)
    answer_the_three_questions(program)
    program.press("b", "Return")
    until(lambda: program.ask(RESPONSES) == 1, "the first answer")
    until(lambda: press_on(program), "the first card graded")
    graded = program.ask(REVIEWS)
    program.kill()
    again = Program(screen, tmp_path)
    assert again.ask(REVIEWS) == graded
    assert again.ask(SITTING) >= 1
    assert again.leave() == 0
