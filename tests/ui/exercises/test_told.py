from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.ui.kit.audit import audit
from tpmprep.core.interview.faces import QuestionQuery, StoryDraft
from tpmprep.ui.exercises.question import QuestionView

if TYPE_CHECKING:
    from tests.ui.exercises.stage import Stage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def ask(stage: Stage) -> QuestionView:
    """Begins a take of a question about something that failed."""
    rows = stage.services.interview.questions(QuestionQuery(round="behavioural"))
    stage.start(("question", next(row.id for row in rows if "failed" in row.prompt)))
    return stage.view(QuestionView)


def tell(stage: Stage, title: str, *competencies: str, result: str = "It held.") -> None:
    draft = StoryDraft(title, situation="One night", result=result, competencies=competencies)
    stage.services.interview.add_story(draft)


def test_s_shows_the_fitting_story_first_then_the_next_and_after_the_last_none(stage: Stage) -> None:
    tell(stage, "A row", "failure and learning")
    tell(stage, "A search", "technical depth")
    view = ask(stage)
    shown = []
    for _ in range(3):
        stage.press(Key.Key_S)
        shown.append(view.stories._title.text() if view.stories.at >= 0 else "")
    assert shown == ["A row", "A search", ""]


def test_while_typing_alt_s_shows_a_story_and_the_letter_is_typed(stage: Stage) -> None:
    tell(stage, "A row", "failure and learning")
    view = ask(stage)
    view.speaking.text.setFocus()
    stage.type("said")
    assert view.stories.at == -1
    stage.press(Key.Key_S, ALT)
    assert view.stories.at == 0
    assert view.speaking.text.toPlainText() == "said"


def test_without_a_story_it_says_where_one_is_written(stage: Stage) -> None:
    view = ask(stage)
    stage.press(Key.Key_S)
    assert "Write one in Interview" in view.stories._title.text()
    stage.press(Key.Key_S)
    assert view.stories.at == -1


def test_esc_shuts_the_story_and_leaves_the_take_where_it_is(stage: Stage) -> None:
    tell(stage, "A row", "failure and learning")
    view = ask(stage)
    stage.press(Key.Key_S)
    stage.press(Key.Key_Escape)
    assert view.stories.at == -1
    assert stage.player.view() is view


def test_a_question_that_no_story_answers_offers_none(stage: Stage) -> None:
    rows = stage.services.interview.questions(QuestionQuery(round="technical"))
    face = next(
        one for row in rows if "STAR" not in (one := stage.services.interview.question(row.id)).framework
    )
    stage.start(("question", face.id))
    view = stage.view(QuestionView)
    stage.press(Key.Key_S)
    assert not view.stories.isVisible()
    assert view.stories.at == -1


def test_an_open_story_passes_the_audit(stage: Stage) -> None:
    tell(stage, "A row about a date that nobody had agreed to", "conflict", result="**Three** weeks sooner.")
    view = ask(stage)
    stage.press(Key.Key_S)
    assert audit(view) == []
