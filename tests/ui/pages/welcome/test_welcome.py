from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.exercises.stage import settle_all
from tests.ui.kit.audit import audit, settle
from tpmprep.core.ground.clock import today
from tpmprep.ui.exercises.item import ItemView
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.welcome.page import WelcomePage
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage

Key = Qt.Key


def welcome(window: Window) -> WelcomePage:
    page = window.pages.page("welcome")
    assert isinstance(page, WelcomePage)
    return page


@pytest.fixture
def begun(stage: Stage) -> Stage:
    stage.window.go(Place("welcome"))
    settle(stage.window)
    return stage


def test_the_first_item_is_answered_by_keyboard_alone(begun: Stage) -> None:
    for key in (Key.Key_1, Key.Key_3, Key.Key_3, Key.Key_1, Key.Key_Space):
        begun.press(key)
        settle_all()
    begun.window.go(Place("sitting"))
    view = begun.view(ItemView)
    begun.press(Key.Key_A)
    begun.press(Key.Key_Return)
    assert view.verdict is not None
    aim = begun.services.aim.current()
    assert aim is not None
    assert (aim.what, aim.minutes, aim.role) == ("interview", 30, "product")
    assert aim.due_on == today(begun.services.clock) + timedelta(weeks=4)


def test_the_consequence_is_one_sentence_with_hours_and_numbers(begun: Stage) -> None:
    for key in (Key.Key_1, Key.Key_4, Key.Key_3, Key.Key_1):
        begun.press(key)
    said = welcome(begun.window).means.text()
    assert "21 hours until then" in said
    assert "core concepts" in said
    assert "stories" in said


def test_hours_too_few_for_every_core_concept_promise_only_some_of_them(begun: Stage) -> None:
    for key in (Key.Key_1, Key.Key_3, Key.Key_1, Key.Key_1):
        begun.press(key)
    said = welcome(begun.window).means.text()
    assert "not for every core concept" in said
    assert " of the core concepts" in said


def test_looking_around_chooses_a_light_aim_and_shows_today(begun: Stage) -> None:
    begun.press(Key.Key_4)
    aim = begun.services.aim.current()
    assert aim is not None
    assert (aim.what, aim.minutes) == ("look", 15)
    assert begun.window.pages.current_name() == "today"


def test_escape_goes_one_question_back_and_never_past_the_first(begun: Stage) -> None:
    begun.press(Key.Key_1)
    begun.press(Key.Key_2)
    begun.press(Key.Key_Escape)
    begun.press(Key.Key_Escape)
    begun.press(Key.Key_Escape)
    page = welcome(begun.window)
    assert begun.window.pages.current_name() == "welcome"
    keys = page.keys()
    assert keys[0].title == "An interview"


def test_arrows_and_enter_choose_as_well(begun: Stage, qtbot: QtBot) -> None:
    page = welcome(begun.window)
    begun.press(Key.Key_Down)
    begun.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.draft.what == "role")
    assert page.draft.what == "role"


def test_another_day_is_typed_by_digits_and_enter_takes_it(begun: Stage) -> None:
    begun.press(Key.Key_1)
    begun.press(Key.Key_5)
    page = welcome(begun.window)
    assert page.date_field.isVisible()
    for key in (Key.Key_0, Key.Key_5, Key.Key_0, Key.Key_1):
        begun.press(key)
    year = today(begun.services.clock).year + 1
    assert page.date_field.text() == f"5 Jan {year}"
    begun.press(Key.Key_Return)
    settle_all()
    assert page.draft.due_on == date(year, 1, 5)


def test_escape_in_another_day_goes_one_step_back(begun: Stage) -> None:
    begun.press(Key.Key_1)
    begun.press(Key.Key_5)
    page = welcome(begun.window)
    begun.press(Key.Key_Escape)
    assert not page.date_field.isVisible()
    assert len(page.keys()) == 7
    focused = begun.window.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith("On another day")
    begun.press(Key.Key_5)
    assert page.date_field.isVisible()
    begun.press(Key.Key_Escape)
    begun.press(Key.Key_Escape)
    assert page.keys()[0].title == "An interview"


def test_the_first_screen_needs_no_services_and_the_last_click_waits_for_them(
    stage: Stage, qtbot: QtBot
) -> None:
    window = Window(page_specs())
    qtbot.addWidget(window)
    window.go(Place("welcome"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page = welcome(window)
    for number in (1, 1, 3, 1):
        page.keys()[number - 1].run()
    assert "One moment" in page.means.text()
    assert isinstance(page.draft.due_on, date)
    window.give(stage.services)
    settle(window)
    assert "hours until then" in page.means.text()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_nothing_is_clipped_nameless_or_small(begun: Stage, size: tuple[int, int]) -> None:
    begun.window.resize(*size)
    page = welcome(begun.window)
    found = audit(page)
    for key in (Key.Key_1, Key.Key_5, Key.Key_6, Key.Key_2, Key.Key_3):
        begun.press(key)
        found += audit(page)
    assert found == []
