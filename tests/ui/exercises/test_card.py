from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.core.media.samples import wav
from tests.ui.kit.audit import audit
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.card import CardView
from tpmprep.ui.kit import sound

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage

Key = Qt.Key


def test_pressing_3_grades_the_card_and_shows_the_next(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_3)
    assert stage.shown() == second
    assert [row.rating for row in stage.services.cards.history(first[1])] == [Rating.GOOD]
    assert not stage.view(CardView).is_turned


def test_space_shows_the_answer_and_then_means_good(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    assert stage.view(CardView).is_turned
    assert stage.shown() == first
    stage.press(Key.Key_Space)
    assert [row.rating for row in stage.services.cards.history(first[1])] == [Rating.GOOD]


def test_the_next_card_is_read_while_the_front_is(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(Sittings, "look_ahead", lambda _: looked.append(True))
    stage.start(*stage.cards(2))
    qtbot.waitUntil(lambda: looked == [True])
    assert not stage.view(CardView).is_turned


def test_a_rating_before_the_answer_is_shown_does_nothing(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_3)
    assert stage.shown() == first
    assert stage.services.cards.history(first[1]) == ()


@pytest.mark.parametrize(
    ("key", "rating"),
    [(Key.Key_1, Rating.AGAIN), (Key.Key_2, Rating.HARD), (Key.Key_3, Rating.GOOD), (Key.Key_4, Rating.EASY)],
)
def test_each_number_is_its_rating(stage: Stage, key: Key, rating: Rating) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    stage.press(key)
    assert [row.rating for row in stage.services.cards.history(first[1])] == [rating]


@pytest.mark.parametrize(
    ("key", "rating"), [(Key.Key_1, Rating.AGAIN), (Key.Key_2, Rating.GOOD), (Key.Key_3, Rating.GOOD)]
)
def test_with_two_buttons_there_is_again_and_good(stage: Stage, key: Key, rating: Rating) -> None:
    stage.services.settings.put("rating_buttons", 2)
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    assert list(stage.view(CardView).foot.ratings.buttons) == [Rating.AGAIN, Rating.GOOD]
    stage.press(key)
    assert [row.rating for row in stage.services.cards.history(first[1])] == [rating]


def test_undo_brings_the_card_back_and_takes_the_answer_out_of_its_history(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_1)
    stage.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.window.pages.current_name() == "sitting"
    assert stage.shown() == first
    assert all(row.undone for row in stage.services.cards.history(first[1]))


def test_the_ratings_say_when_the_card_comes_next(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    ratings = stage.view(CardView).foot.ratings
    assert [made.below.text() for made in ratings.buttons.values()][::2] == ["1 min", "10 min"]


def test_minus_hides_the_card_until_tomorrow_and_undo_brings_it_back(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Minus)
    assert stage.shown() == second
    assert stage.services.cards.card(first[1]).memory.buried
    stage.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.shown() == first


def test_an_exclamation_mark_takes_the_card_out_of_the_schedule(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Exclam)
    assert stage.shown() == second
    assert stage.services.cards.card(first[1]).memory.suspended


def test_a_note_is_edited_in_place_and_the_card_shows_the_new_text(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_E)
    stage.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.type("Why so late, 3?")
    stage.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view = stage.view(CardView)
    assert view.front.toPlainText() == "Why so late, 3?"
    assert stage.shown() == first
    stage.press(Key.Key_Space)
    assert view.is_turned


def test_escape_leaves_the_editor_and_the_note_is_as_it_was(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    before = stage.view(CardView).front.toPlainText()
    stage.press(Key.Key_E)
    stage.type("nonsense ")
    stage.press(Key.Key_Escape)
    assert stage.window.pages.current_name() == "sitting"
    assert stage.view(CardView).front.toPlainText() == before
    stage.press(Key.Key_Space)
    assert stage.view(CardView).is_turned


def test_what_escape_left_unsaved_is_there_again_and_can_be_discarded(stage: Stage) -> None:
    stage.start(*stage.cards(2))
    view = stage.view(CardView)
    before = view.front.toPlainText()
    stage.press(Key.Key_E)
    stage.type("Half a thought ")
    stage.press(Key.Key_Escape)
    assert "Not saved" in stage.window.notices.text()

    stage.press(Key.Key_E)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert str(focused.property("plainText")).startswith("Half a thought")
    assert isinstance(focused, QPlainTextEdit)
    assert focused.textCursor().atEnd()
    editor = view._need_editor()
    assert editor.discard.isVisible()
    editor.discard.click()

    assert view.front.toPlainText() == before
    stage.press(Key.Key_E)
    assert not editor.discard.isVisible()


def test_a_note_without_a_front_is_refused_and_the_editor_stays_open(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_E)
    stage.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.press(Key.Key_Delete)
    stage.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "not saved" in stage.window.notices.text()
    keys = stage.player.keys()
    assert [key.action for key in keys] == ["card.save"]


def test_h_lists_the_reviews_and_escape_shuts_them(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_H)
    assert stage.player.step_back() is True
    assert stage.player.step_back() is False


def test_nothing_is_clipped_nameless_or_small(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    assert audit(stage.player) == []
    stage.press(Key.Key_Space)
    assert audit(stage.player) == []
    stage.window.resize(1024, 640)
    assert audit(stage.player) == []


def test_a_cloze_shows_its_gap_and_then_its_words(stage: Stage) -> None:
    rows = stage.services.cards.notes(NoteQuery())
    note = next(row for row in rows if row.kind == "cloze")
    stage.start(("card", stage.services.cards.note(note.id).cards[0]))
    view = stage.view(CardView)
    assert "[…]" in view.front.toPlainText()
    stage.press(Key.Key_Space)
    assert "[…]" not in view.back.toPlainText()


def test_p_plays_and_pauses_the_sound_of_a_card(stage: Stage) -> None:
    class Heard:
        on = False

        def length_ms(self, _file: Path) -> int:
            return 1_000

        def play(self, _file: Path, _from_ms: int = 0) -> None:
            self.on = True

        def stop(self) -> None:
            self.on = False

        def at_ms(self) -> int:
            return 500

        def plays(self) -> bool:
            return self.on

    heard = Heard()
    sound.use(heard)
    face = stage.services.media.keep(wav())
    deck = stage.services.cards.add_deck("Sounds")
    draft = NoteDraft("basic", deck, {"front": f"Who speaks?\n\n{face.markdown('The call')}", "back": "Ada"})
    stage.start(("card", stage.services.cards.note(stage.services.cards.add(draft)).cards[0]))
    stage.press(Key.Key_P)
    assert heard.plays()
    assert audit(stage.player) == []
    stage.press(Key.Key_P)
    assert not heard.plays()
    stage.press(Key.Key_P)
    stage.press(Key.Key_Space)
    assert heard.plays()
    stage.press(Key.Key_Space)
    assert not heard.plays()
    sound.use(None)
