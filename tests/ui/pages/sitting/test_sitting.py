from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.exercises.stage import open_stage
from tests.ui.kit.audit import audit
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.card import LONGEST_MS
from tpmprep.ui.exercises.end import EndView
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings.help_words import HERE
from tpmprep.ui.pages.settings.page import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage

Key = Qt.Key


def test_a_mix_runs_without_a_change_of_page(stage: Stage) -> None:
    stage.start(*stage.cards(1), stage.item(), stage.question(), stage.step())
    keys = {
        "card": (Key.Key_Space, Key.Key_4),
        "item": (Key.Key_A, Key.Key_Return, Key.Key_Space),
        "question": (Key.Key_Space, Key.Key_Space, Key.Key_3, Key.Key_Return),
        "step": (Key.Key_Space,),
    }
    seen: list[str] = []
    while (shown := stage.shown()) is not None and len(seen) < 9:
        seen.append(shown[0])
        for key in keys[shown[0]]:
            stage.press(key)
        assert stage.window.pages.current_name() == "sitting"
    assert [kind for kind in keys if kind in seen] == list(keys)
    assert isinstance(stage.player.view(), EndView)


def test_the_end_says_what_was_done_and_space_goes_to_today(stage: Stage) -> None:
    stage.start(*stage.cards(1))
    stage.press(Key.Key_Space)
    stage.press(Key.Key_4)
    end = stage.view(EndView)
    assert "1 card" in end.done.text()
    assert audit(stage.player) == []
    stage.press(Key.Key_Space)
    assert stage.window.pages.current_name() == "today"


def test_the_end_leads_back_to_the_question_it_was_begun_from(stage: Stage) -> None:
    kind, question = stage.question()
    stage.window.go(Place("interview", kind, question))
    stage.start((kind, question))
    assert stage.window.rail.chosen_name() == "interview"
    for key in (Key.Key_Space, Key.Key_Space, Key.Key_3, Key.Key_Return):
        stage.press(key)
    end = stage.view(EndView)
    assert end.next.accessibleName() == "Back to Interview (key Space)"

    stage.press(Key.Key_Space)

    assert stage.window.pages.current_place() == Place("interview", kind, question, "questions")
    stage.press(Key.Key_Escape)
    assert stage.window.pages.current_name() != "sitting"


def test_help_out_of_a_sitting_and_back_leaves_mark_and_focus_as_they_were(stage: Stage) -> None:
    stage.window.go(Place("cards"))
    stage.start(stage.item())
    stage.press(Key.Key_Tab)
    before = QApplication.focusWidget()
    assert before is not stage.player.view()
    stage.press(Key.Key_F1)
    assert stage.window.rail.chosen_name() == "settings"
    page = stage.window.pages.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.help.asked_on == "sitting"
    assert page.help.text.toPlainText().startswith("Here: a sitting")

    stage.press(Key.Key_Escape)

    assert stage.window.rail.chosen_name() == "cards"
    assert QApplication.focusWidget() is before


def test_every_page_has_a_help_of_its_own(stage: Stage) -> None:
    assert set(HERE) == set(stage.window.specs) - {"welcome"}


def test_where_a_sitting_was_begun_is_known_after_a_restart(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.window.go(Place("quiz"))
    stage.start(stage.item())
    kept = stage.services.desk.kept("place")
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    assert kept is not None
    again.window.origin.recall(kept["origin"])
    assert again.window.begun_on() == "Quiz"
    again.window.origin.recall(["gone", "", 0, ""])
    assert again.window.begun_on() == "Quiz"
    again.close()


def test_a_sitting_goes_on_where_it_stood_after_a_restart(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_3)
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    again.window.go(Place("sitting"))
    assert again.shown() == second
    again.close()


def test_an_edit_half_typed_in_a_card_is_open_again_after_a_restart(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.start(*stage.cards(2))
    stage.press(Key.Key_E)
    stage.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.type("Half a thought")
    stage.close()
    again = open_stage(tmp_path, qtbot, new=False)
    again.window.go(Place("sitting"))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.property("plainText") == "Half a thought"
    again.close()


def test_escape_leaves_to_where_one_came_from_and_the_sitting_waits(stage: Stage) -> None:
    stage.window.go(Place("today"))
    first, second = stage.cards(2)
    stage.start(first, second)
    stage.press(Key.Key_Escape)
    assert stage.window.pages.current_name() == "today"
    stage.window.go(Place("sitting"))
    assert stage.shown() == first


def test_a_change_made_elsewhere_leaves_an_answer_that_is_shown(stage: Stage) -> None:
    stage.start(*stage.cards(2))
    stage.press(Key.Key_Space)
    stage.services.cards.add_deck("Another")
    stage.press(Key.Key_3)
    assert stage.shown() == stage.cards(2)[1]


def test_without_a_sitting_it_says_what_belongs_there(stage: Stage) -> None:
    stage.window.go(Place("sitting"))
    assert stage.player.turn is None
    assert audit(stage.player) == []


def test_time_nobody_saw_does_not_count_and_a_card_counts_two_minutes_at_most(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = stage.cards(2)
    at = [0.0]
    monkeypatch.setattr(stage.player.watch, "_seconds", lambda: at[0])
    stage.start(first, second)
    at[0] = 5.0
    stage.window.go(Place("today"))
    at[0] = 500.0
    stage.window.go(Place("sitting"))
    at[0] = 502.0
    stage.press(Key.Key_Space)
    stage.press(Key.Key_3)
    assert stage.services.cards.history(first[1])[0].duration_ms == 7_000
    at[0] = 9_000.0
    stage.press(Key.Key_Space)
    stage.press(Key.Key_3)
    assert stage.services.cards.history(second[1])[0].duration_ms == LONGEST_MS


def test_a_card_deleted_under_the_sitting_is_worded_and_nothing_is_lost(stage: Stage) -> None:
    first, second = stage.cards(2)
    stage.start(first, second)
    note = stage.services.cards.card(first[1]).note_id
    stage.press(Key.Key_Space)
    stage.services.cards.delete([note])
    stage.press(Key.Key_3)
    assert stage.shown() == second


def test_no_part_of_it_flashes_as_a_window_of_its_own(stage: Stage) -> None:
    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
            if shown and watched.isWindow() and watched is not stage.window:  # type: ignore[attr-defined]
                self.seen.append(repr(watched))
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    stage.start(*stage.cards(1), stage.item(), stage.question(), stage.step())
    for key in (Key.Key_E, Key.Key_Escape, Key.Key_H, Key.Key_Space, Key.Key_4, Key.Key_A, Key.Key_Return):
        stage.press(key)
    app.removeEventFilter(watch)
    assert watch.seen == []
    assert Rating.EASY in {row.rating for row in stage.services.cards.history(stage.cards(1)[0][1])}
