from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.exercises.stage import open_stage
from tests.ui.kit.audit import audit, settle
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.quiz.faces import Confidence
from tpmprep.ui.exercises.item import ItemView
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage

Key = Qt.Key
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "held", "confidence"),
    [
        (Key.Key_Return, PLAIN, Confidence.THINK),
        (Key.Key_Return, SHIFT, Confidence.SURE),
        (Key.Key_G, PLAIN, Confidence.GUESS),
    ],
)
def test_answer_and_confidence_are_one_gesture(
    stage: Stage, key: Key, held: Qt.KeyboardModifier, confidence: Confidence
) -> None:
    stage.start(stage.item())
    stage.press(Key.Key_B)
    given = stage.view(ItemView).chosen()
    stage.press(key, held)
    verdict = stage.view(ItemView).verdict
    assert verdict is not None
    assert (verdict.given, verdict.confidence) == (given, confidence)


def test_a_number_chooses_as_its_letter_does_and_a_second_choice_replaces_the_first(stage: Stage) -> None:
    stage.start(stage.item())
    view = stage.view(ItemView)
    stage.press(Key.Key_A)
    stage.press(Key.Key_3)
    assert [option.isChecked() for option in view.options[:4]] == [False, False, True, False]


def test_a_click_chooses(stage: Stage) -> None:
    stage.start(stage.item())
    view = stage.view(ItemView)
    words = view.options[1].words
    at = words.mapTo(stage.window, words.rect().center())
    QTest.mouseClick(stage.window.windowHandle(), Qt.MouseButton.LeftButton, PLAIN, at)
    settle(stage.window)
    assert view.options[1].isChecked()


def test_enter_answers_also_when_tab_stands_on_an_option(stage: Stage) -> None:
    stage.start(stage.item())
    view = stage.view(ItemView)
    stage.press(Key.Key_C)
    view.options[0].setFocus(Qt.FocusReason.TabFocusReason)
    stage.press(Key.Key_Return)
    assert view.verdict is not None


def test_without_a_choice_nothing_is_answered_and_it_says_so(stage: Stage) -> None:
    stage.start(stage.item())
    stage.press(Key.Key_Return)
    assert stage.view(ItemView).verdict is None
    assert stage.services.sittings.resume() == stage.player.turn


def test_every_option_says_why_after_the_answer(stage: Stage) -> None:
    stage.start(stage.item())
    view = stage.view(ItemView)
    stage.press(Key.Key_A)
    stage.press(Key.Key_Return)
    shown = [option for option in view.options if option.isVisible()]
    assert all(option.why.isVisible() and option.why.toPlainText() for option in shown)
    assert sum("ight answer" in option.accessibleName() for option in shown) == 1 or view.verdict is not None


def test_sure_but_wrong_comes_back_first(stage: Stage) -> None:
    stage.start(stage.item())
    view = stage.view(ItemView)
    wrong = next(at for at, option in enumerate(view.options) if option.face and not option.face.right)
    stage.press(Key(Key.Key_A.value + wrong))
    stage.press(Key.Key_Return, SHIFT)
    assert view.note.words.text() == "Sure but wrong: comes back first"
    assert view.note.when.text().endswith("before anything new")


def test_space_goes_on_from_the_verdict(stage: Stage) -> None:
    stage.start(stage.item(), *stage.cards(1))
    stage.press(Key.Key_A)
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Space)
    assert stage.shown() is not None
    assert stage.shown() != stage.item()


def test_several_answers_are_ticked_and_taken_back(stage: Stage) -> None:
    stage.start(stage.item("multiple_response"))
    view = stage.view(ItemView)
    for key in (Key.Key_A, Key.Key_C, Key.Key_D, Key.Key_C):
        stage.press(key)
    assert [option.isChecked() for option in view.options[:4]] == [True, False, False, True]


def test_what_is_ticked_but_not_answered_is_there_again_after_a_restart(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.start(stage.item(kind="multiple_response"))
    stage.press(Key.Key_A)
    stage.press(Key.Key_C)
    chosen = stage.view(ItemView).chosen()
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    again.window.go(Place("sitting"))
    view = again.view(ItemView)
    assert view.chosen() == chosen
    assert len(chosen) == 2
    place = view.kept.place
    again.press(Key.Key_Return)
    assert view.verdict is not None
    assert again.services.desk.draft(place) is None
    again.close()


def test_a_card_is_made_of_the_item_without_leaving_the_sitting(stage: Stage) -> None:
    stage.start(stage.item())
    stage.press(Key.Key_A)
    stage.press(Key.Key_Return)
    stage.press(Key.Key_M)
    stage.press(Key.Key_Return, CTRL)
    own = stage.services.cards.notes(NoteQuery(own_only=True))
    assert len(own) == 1
    assert stage.services.cards.note(own[0].id).deck == "My cards"
    assert stage.view(ItemView).verdict is not None
    stage.press(Key.Key_Space)
    assert stage.player.turn is not None
    assert stage.player.turn.end is not None


def test_undo_takes_the_answer_back_and_asks_again(stage: Stage) -> None:
    stage.start(stage.item())
    stage.press(Key.Key_A)
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Z, CTRL)
    assert stage.shown() == stage.item()
    assert stage.view(ItemView).verdict is None
    stage.press(Key.Key_B)
    stage.press(Key.Key_Return)
    assert stage.view(ItemView).verdict is not None


def test_nothing_is_clipped_nameless_or_small(stage: Stage) -> None:
    stage.start(stage.item())
    assert audit(stage.player) == []
    stage.press(Key.Key_A)
    stage.press(Key.Key_Return)
    assert audit(stage.player) == []
    stage.window.resize(1024, 640)
    assert audit(stage.player) == []
