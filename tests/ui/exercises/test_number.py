"""Tests of answering a number and of judging a statement, through the player's real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.core.quiz.stage import downtime
from tests.ui.exercises.stage import Stage, open_stage
from tests.ui.kit.audit import audit
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.quiz.faces import Confidence, ItemDraft, NumberKey, Slip
from tpmprep.ui.exercises.item import ItemView
from tpmprep.ui.exercises.number_words import hint_words
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Key = Qt.Key
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(stage: Stage) -> ItemView:
    stage.start(("item", stage.services.quiz.add(downtime())))
    return stage.view(ItemView)


def shown(view: ItemView) -> list[str]:
    return [option.accessibleName() for option in view.options if option.isVisible()]


@pytest.mark.parametrize(
    ("key", "held", "confidence"),
    [
        (Key.Key_Return, PLAIN, Confidence.THINK),
        (Key.Key_Return, SHIFT, Confidence.SURE),
        (Key.Key_G, PLAIN, Confidence.GUESS),
        (Key.Key_G, CTRL, Confidence.GUESS),
    ],
)
def test_a_number_and_its_confidence_are_one_gesture(
    stage: Stage, view: ItemView, key: Key, held: Qt.KeyboardModifier, confidence: Confidence
) -> None:
    stage.type("43,2")
    stage.press(key, held)
    assert view.verdict is not None
    assert (view.verdict.given, view.verdict.right, view.verdict.confidence) == (("43,2",), True, confidence)
    assert len(shown(view)) == 1
    assert "43.2 min" in shown(view)[0]


def test_other_names_of_the_same_unit_are_not_offered_as_other_units() -> None:
    key = NumberKey("15", unit="months", units=(("month", "1"), ("years", "12"), ("year", "12")))
    assert hint_words(key).endswith("Another unit: years.")
    assert "unit" not in hint_words(NumberKey("3", unit="days", units=(("day", "1"),)))


def test_what_cannot_be_read_is_said_once_and_the_field_keeps_the_focus(stage: Stage, view: ItemView) -> None:
    stage.type("1,234")
    stage.press(Key.Key_Return)
    assert view.verdict is None
    said = [
        one.text() for one in view.findChildren(QLabel) if one.isVisible() and "1234 or 1.234" in one.text()
    ]
    assert said == [view.entry.told.text()]
    assert view.entry.line.hasFocus()


def test_it_says_how_the_number_was_read_while_typing(stage: Stage, view: ItemView) -> None:
    stage.type("0,72 h")
    assert view.entry.told.text() == "Reads as 43.2 min"


def test_separators_are_refused_with_a_hint_and_nothing_is_answered(stage: Stage, view: ItemView) -> None:
    stage.type("43,200")
    assert view.entry.told.text().startswith("Is this 43200 or 43.200?")
    stage.press(Key.Key_Return)
    assert view.verdict is None
    assert view.entry.text() == "43,200"


def test_without_a_number_nothing_is_answered(stage: Stage, view: ItemView) -> None:
    stage.press(Key.Key_Return)
    assert view.verdict is None
    assert not view.next.isVisible()


def test_a_common_wrong_value_is_told_what_was_forgotten(stage: Stage, view: ItemView) -> None:
    stage.type("4.32")
    stage.press(Key.Key_Return)
    assert "Your answer" in shown(view)[0]
    assert "one nine more" in view.options[0].why.toPlainText()
    assert "43.2 min" in shown(view)[1]
    assert "Right answer" in shown(view)[1]


def test_g_belongs_to_a_unit_that_has_one(stage: Stage) -> None:
    key = NumberKey("54", "2%", "TB", (("GB", "1/1000"),), (Slip("18", "Three copies."),))
    draft = ItemDraft(
        "numeric", "How many terabytes come together in a month?", (), "It adds up.", number=key
    )
    stage.start(("item", stage.services.quiz.add(draft)))
    view = stage.view(ItemView)
    stage.type("54000 GB")
    assert view.entry.text() == "54000 GB"
    assert view.guess.chip.text() == "Ctrl G"
    stage.press(Key.Key_G, CTRL)
    assert view.verdict is not None
    assert view.verdict.right


def test_space_goes_on_from_a_number_and_undo_asks_again(stage: Stage, view: ItemView) -> None:
    stage.type("43")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Z, CTRL)
    assert view.verdict is None
    assert view.entry.isVisible()
    assert shown(view) == []
    stage.type("43")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Space)
    assert stage.player.turn is not None
    assert stage.player.turn.end is not None


def test_a_half_typed_number_is_there_again_after_a_restart(
    stage: Stage, view: ItemView, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.type("43,")
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    again.window.go(Place("sitting"))
    assert again.view(ItemView).entry.text() == "43,"
    again.press(Key.Key_2)
    again.press(Key.Key_Return)
    assert again.services.desk.draft(again.view(ItemView).kept.place) is None
    again.close()
    assert view is not None


def test_a_card_made_of_a_number_holds_it(stage: Stage, view: ItemView) -> None:
    stage.type("43.2")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_M)
    stage.press(Key.Key_Return, CTRL)
    own = stage.services.cards.notes(NoteQuery(own_only=True))
    assert stage.services.cards.note(own[0].id).fields["back"].startswith("43.2 min")
    assert view.verdict is not None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key.Key_T, "True"),
        (Key.Key_A, "True"),
        (Key.Key_1, "True"),
        (Key.Key_F, "False"),
        (Key.Key_2, "False"),
    ],
)
def test_a_statement_is_judged_by_t_and_f_or_as_any_option(stage: Stage, key: Key, text: str) -> None:
    stage.start(stage.item("true_false"))
    view = stage.view(ItemView)
    stage.press(key)
    stage.press(Key.Key_Return, SHIFT)
    assert view.verdict is not None
    given = next(option for option in view.options if option.face and option.face.key in view.verdict.given)
    assert given.face is not None
    assert given.face.text == text
    assert [option.letter for option in view.options if option.isVisible()] == ["T", "F"]
    assert all(option.why.isVisible() for option in view.options if option.isVisible())


def test_letters_come_back_after_a_statement(stage: Stage) -> None:
    stage.start(stage.item("true_false"), stage.item())
    for key in (Key.Key_T, Key.Key_Return, Key.Key_Space):
        stage.press(key)
    view = stage.view(ItemView)
    assert [option.letter for option in view.options if option.isVisible()] == ["A", "B", "C", "D"]


@pytest.mark.parametrize("kind", ["numeric", "true_false"])
def test_nothing_is_clipped_nameless_or_small(stage: Stage, kind: str) -> None:
    stage.start(stage.item(kind))
    assert audit(stage.player) == []
    stage.press(Key.Key_1)
    stage.press(Key.Key_Return)
    assert stage.view(ItemView).verdict is not None
    assert audit(stage.player) == []
    stage.window.resize(1024, 640)
    assert audit(stage.player) == []
