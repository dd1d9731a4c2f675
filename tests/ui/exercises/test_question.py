from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.ui.exercises.stage import open_stage
from tests.ui.kit.audit import audit
from tpmprep.ui.exercises.question import QuestionView
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_space_starts_and_finishes_and_a_number_and_enter_keep_the_take(stage: Stage) -> None:
    stage.start(stage.question())
    stage.press(Key.Key_Space)
    assert stage.view(QuestionView).speaking.watch.runs
    stage.press(Key.Key_Space)
    assert stage.view(QuestionView).is_scored
    stage.press(Key.Key_4)
    stage.type("The number sooner")
    stage.press(Key.Key_Return)
    takes = stage.services.interview.question(stage.question()[1]).takes
    assert [(take.score, take.improve) for take in takes] == [(4, "The number sooner")]
    assert stage.player.turn is not None
    assert stage.player.turn.end is not None


def test_the_buttons_name_the_keys_that_work_while_one_types(stage: Stage) -> None:
    stage.start(stage.question())
    speaking = stage.view(QuestionView).speaking
    assert (speaking.main.chip.text(), speaking.later.chip.text()) == ("Space", "L")
    assert (speaking.type_button.title.text(), speaking.type_button.chip.text()) == ("Type", "T")
    stage.press(Key.Key_T)
    stage.type("I led")
    assert (speaking.main.chip.text(), speaking.pause_button.chip.text()) == ("Ctrl Enter", "Alt P")
    assert speaking.later.chip.isHidden()
    stage.press(Key.Key_Escape)
    assert (speaking.main.chip.text(), speaking.pause_button.chip.text()) == ("Space", "P")
    assert not speaking.later.chip.isHidden()


def test_numbers_tick_parts_while_speaking_and_the_take_names_them(stage: Stage) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    assert view.face is not None
    parts = view.face.parts
    for key in (Key.Key_Space, Key.Key_1, Key.Key_2, Key.Key_1, Key.Key_3, Key.Key_Space, Key.Key_3):
        stage.press(key)
    stage.press(Key.Key_Return)
    takes = stage.services.interview.question(stage.question()[1]).takes
    assert takes[0].parts == (parts[1], parts[2])


def test_p_pauses_and_goes_on(stage: Stage) -> None:
    stage.start(stage.question())
    watch = stage.view(QuestionView).speaking.watch
    stage.press(Key.Key_Space)
    stage.press(Key.Key_P)
    assert not watch.runs
    stage.press(Key.Key_P)
    assert watch.runs


def test_esc_leaves_the_text_first_and_then_space_finishes(stage: Stage) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    stage.press(Key.Key_T)
    stage.type("I said no")
    stage.press(Key.Key_Escape)
    assert stage.player.view() is view
    stage.press(Key.Key_Space)
    assert view.is_scored
    assert view.speaking.text.toPlainText() == "I said no"


def test_space_belongs_to_the_text_while_typing_and_ctrl_enter_finishes(stage: Stage) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    view.speaking.text.setFocus()
    stage.type("I said no 3 times")
    assert view.speaking.text.toPlainText() == "I said no 3 times"
    assert view.speaking.ticked() == ()
    stage.press(Key.Key_Return, CTRL)
    assert view.is_scored


def test_without_a_score_nothing_is_kept_and_it_says_so(stage: Stage) -> None:
    stage.start(stage.question())
    for key in (Key.Key_Space, Key.Key_Space, Key.Key_Return):
        stage.press(key)
    assert stage.shown() == stage.question()
    assert stage.services.interview.question(stage.question()[1]).takes == ()


def test_what_they_listen_for_is_shown_only_afterwards(stage: Stage) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    assert not view.end.isVisible()
    stage.press(Key.Key_Space)
    stage.press(Key.Key_Space)
    assert view.end.isVisible()
    assert view.face is not None
    assert view.face.rubric["4"][:20] in view.end.levels[3].words.toPlainText()


def test_half_typed_text_is_there_again_after_a_restart(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    stage.start(stage.question())
    stage.view(QuestionView).speaking.text.setFocus()
    stage.type("We lost two weeks because")
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    again.window.go(Place("sitting"))
    view = again.view(QuestionView)
    assert view.speaking.text.toPlainText() == "We lost two weeks because"
    assert view.speaking.text.textCursor().atEnd()
    assert not view.speaking.watch.runs
    again.close()


def test_there_is_time_to_think_and_nothing_starts_by_itself(stage: Stage) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    speaking, face = view.speaking, view.face
    assert face is not None
    assert face.think_seconds == 30
    assert speaking.thinking.runs
    assert speaking._ring.accessibleName().endswith("to think")
    speaking.thinking.restart(gone_ms=31_000)
    speaking._show_time()
    assert speaking._how.text().startswith("Here you would begin to speak")
    assert speaking.thinks()
    stage.press(Key.Key_Space)
    assert (speaking.watch.runs, speaking.thinks()) == (True, False)


def test_parts_are_ticked_with_alt_while_typing(stage: Stage) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    view.speaking.text.setFocus()
    stage.type("First I asked")
    stage.press(Key.Key_2, ALT)
    assert view.speaking.ticked() == ("1",)
    assert view.speaking.text.toPlainText() == "First I asked"


def test_a_running_take_is_kept_while_it_is_spoken_and_is_there_after_a_kill(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.start(stage.question())
    view = stage.view(QuestionView)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_1)
    view.speaking.watch.restart(gone_ms=95_000)
    view.speaking._timer.timeout.emit()
    assert view.kept._timer.isActive()
    view.kept._timer.timeout.emit()
    killed = tmp_path / "killed"
    killed.mkdir()
    for file in tmp_path.glob("profile.sqlite3*"):
        shutil.copy(file, killed)
    again = open_stage(killed, qtbot, new=False)
    again.window.go(Place("sitting"))
    speaking = again.view(QuestionView).speaking
    assert speaking.watch.ms() >= 95_000
    assert not speaking.watch.runs
    assert speaking.ticked() == ("0",)
    again.close()


def test_undo_takes_a_take_back_and_redo_brings_it(stage: Stage) -> None:
    stage.start(stage.question(), *stage.cards(1))
    for key in (Key.Key_Space, Key.Key_Space, Key.Key_3, Key.Key_Return):
        stage.press(key)
    stage.press(Key.Key_Z, CTRL)
    assert stage.services.interview.question(stage.question()[1]).takes == ()
    assert stage.shown() == stage.question()
    stage.services.desk.redo()
    assert [take.score for take in stage.services.interview.question(stage.question()[1]).takes] == [3]


def test_a_kept_take_leaves_no_draft_behind(stage: Stage) -> None:
    stage.start(stage.question())
    stage.view(QuestionView).speaking.text.setFocus()
    stage.type("Once")
    stage.player.leave()
    place = f"question.take:{stage.question()[1]}"
    assert stage.services.desk.draft(place) is not None
    stage.press(Key.Key_Return, CTRL)
    stage.press(Key.Key_2)
    stage.press(Key.Key_Return)
    assert stage.services.desk.draft(place) is None


def test_escape_goes_from_the_score_back_to_the_take(stage: Stage) -> None:
    stage.start(stage.question())
    stage.press(Key.Key_Space)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_Escape)
    assert stage.window.pages.current_name() == "sitting"
    assert not stage.view(QuestionView).is_scored


def test_nothing_is_clipped_nameless_or_small(stage: Stage) -> None:
    stage.start(stage.question())
    assert audit(stage.player) == []
    stage.press(Key.Key_Space)
    assert audit(stage.player) == []
    stage.press(Key.Key_Space)
    stage.view(QuestionView).end.unfold("outline")
    assert audit(stage.player) == []
    stage.window.resize(1024, 640)
    assert audit(stage.player) == []
