"""A typed card asks for its answer, says how near it was, and leaves the rating to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.exercises.stage import Stage, open_stage
from tests.ui.kit.audit import audit
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.card import CardView
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.flows.faces import ExerciseKind

Key = Qt.Key
FIELDS = {"front": "What is it?", "answer": "Idempotency", "synonyms": "safe retry", "hint": "same, power"}


def typed(stage: Stage, **fields: str) -> tuple[ExerciseKind, int]:
    decks = stage.services.cards.decks()
    own = [deck.id for deck in decks if not deck.shipped]
    deck = own[0] if own else stage.services.cards.add_deck("Mine")
    note = stage.services.cards.add(NoteDraft("typed", deck, {**FIELDS, **fields}, explanation="Because."))
    return "card", stage.services.cards.note(note).cards[0]


def ratings(stage: Stage, card: tuple[ExerciseKind, int]) -> list[Rating]:
    return [row.rating for row in stage.services.cards.history(card[1])]


def verdict(stage: Stage) -> str:
    return stage.view(CardView).typed.beside.verdict.text()


@pytest.mark.parametrize(
    ("answer", "says", "rating"),
    [
        ("idempotency", "Right. Good", Rating.GOOD),
        ("SAFE-RETRY", "Right. Good", Rating.GOOD),
        ("idempotancy", "Almost. Hard", Rating.HARD),
        ("canary", "Not this time. Again", Rating.AGAIN),
        ("", "Nothing typed. Again", Rating.AGAIN),
    ],
)
def test_enter_checks_and_enter_again_takes_the_rating_that_fits(
    stage: Stage, answer: str, says: str, rating: Rating
) -> None:
    card, following = typed(stage), stage.cards(1)[0]
    stage.start(card, following)
    stage.type(answer)
    stage.press(Key.Key_Return)
    assert verdict(stage).startswith(says)
    assert stage.shown() == card
    stage.press(Key.Key_Return)
    assert ratings(stage, card) == [rating]
    assert stage.shown() == following


@pytest.mark.parametrize(
    ("key", "rating"),
    [(Key.Key_1, Rating.AGAIN), (Key.Key_2, Rating.HARD), (Key.Key_3, Rating.GOOD), (Key.Key_4, Rating.EASY)],
)
def test_any_other_rating_can_be_taken_by_its_number(stage: Stage, key: Key, rating: Rating) -> None:
    card = typed(stage)
    stage.start(card)
    stage.type("wrong 12 3")
    assert stage.view(CardView).typed.asking.line.text() == "wrong 12 3"
    stage.press(Key.Key_Return)
    stage.press(key)
    assert ratings(stage, card) == [rating]


def test_with_two_buttons_a_slip_is_good(stage: Stage) -> None:
    stage.services.settings.put("rating_buttons", 2)
    card = typed(stage)
    stage.start(card)
    stage.type("idempotancy")
    stage.press(Key.Key_Return)
    assert verdict(stage).startswith("Almost. Good")
    stage.press(Key.Key_Space)
    assert ratings(stage, card) == [Rating.GOOD]


def test_the_rating_that_fits_is_the_primary_one_and_only_on_this_card(stage: Stage) -> None:
    card, following = typed(stage), stage.cards(1)[0]
    stage.start(card, following)
    stage.type("canary")
    stage.press(Key.Key_Return)

    def primary() -> list[Rating]:
        buttons = stage.view(CardView).foot.ratings.buttons
        return [rating for rating, made in buttons.items() if made.property("kind") == "primary"]

    assert primary() == [Rating.AGAIN]
    stage.press(Key.Key_1)
    stage.press(Key.Key_Space)
    assert primary() == [Rating.GOOD]


def test_a_slip_is_told_by_colour_sign_and_voice(stage: Stage) -> None:
    stage.start(typed(stage))
    stage.type("idempotancy")
    stage.press(Key.Key_Return)
    beside = stage.view(CardView).typed.beside
    assert "line-through" in beside.yours.text()
    assert "underline" in beside.right.text()
    assert beside.yours.accessibleName() == "You wrote: idempotancy. too much: a"
    assert beside.right.accessibleName() == "Answer: Idempotency. missing: e"


def test_what_is_typed_is_never_markup(stage: Stage) -> None:
    stage.start(typed(stage, answer="<img src='/dev/urandom'>x"))
    stage.type("<img src='/dev/zero'>x")
    stage.press(Key.Key_Return)
    beside = stage.view(CardView).typed.beside
    assert "<img" not in beside.yours.text() + beside.right.text()
    assert "&lt;img" in beside.yours.text()


def test_the_hint_comes_when_asked_for_and_typing_goes_on(stage: Stage) -> None:
    stage.start(typed(stage))
    asking = stage.view(CardView).typed.asking
    stage.type("ide")
    stage.press(Key.Key_F2)
    assert asking._shown.text() == "same, power"
    assert asking._shown.isVisible()
    stage.type("m")
    assert asking.line.text() == "idem"


def test_a_card_without_a_hint_offers_none(stage: Stage) -> None:
    stage.start(typed(stage, hint=""))
    assert not stage.view(CardView).typed.asking.hint.isVisible()


def test_a_half_typed_answer_is_there_again_after_a_kill(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    card = typed(stage)
    stage.start(card)
    stage.type("idem")
    stage.view(CardView).typed.kept._keep()
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    again.window.go(Place("sitting"))
    assert again.view(CardView).typed.asking.line.text() == "idem"
    assert QApplication.focusWidget() is again.view(CardView).typed.asking.line
    again.close()


def test_once_graded_nothing_typed_is_kept(stage: Stage) -> None:
    card = typed(stage)
    stage.start(card, stage.cards(1)[0])
    stage.type("idem")
    stage.view(CardView).leave()
    place = f"card.typed:{card[1]}"
    assert stage.services.desk.draft(place) is not None
    stage.press(Key.Key_Return)
    stage.press(Key.Key_1)
    assert stage.services.desk.draft(place) is None


def test_undo_asks_again_with_an_empty_line(stage: Stage) -> None:
    card = typed(stage)
    stage.start(card, stage.cards(1)[0])
    stage.type("idempotency")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_3)
    stage.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.shown() == card
    assert stage.view(CardView).typed.asking.line.text() == ""
    assert stage.view(CardView).typed.asking.line.hasFocus()


def test_two_typed_cards_in_a_row_are_typed_without_a_click(stage: Stage) -> None:
    first, second = typed(stage), typed(stage, front="And this?", answer="canary")
    stage.start(first, second)
    for answer in ("idempotency", "canary"):
        stage.type(answer)
        stage.press(Key.Key_Return)
        stage.press(Key.Key_Return)
    assert (ratings(stage, first), ratings(stage, second)) == ([Rating.GOOD], [Rating.GOOD])


def test_a_note_edited_after_the_check_is_checked_anew(stage: Stage) -> None:
    stage.start(typed(stage))
    stage.type("canary")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_E)
    view = stage.view(CardView)
    assert view._editor is not None
    answer = view._editor.field("answer")
    assert answer.accessibleName() == "Answer"
    answer.setFocus()
    stage.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.type("canary")
    stage.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert verdict(stage).startswith("Right")


def test_nothing_is_clipped_nameless_or_small(stage: Stage) -> None:
    stage.start(typed(stage))
    assert audit(stage.player) == []
    stage.type("idempotancy")
    stage.press(Key.Key_Return)
    assert audit(stage.player) == []
    stage.window.resize(1024, 640)
    assert audit(stage.player) == []
