"""Buttons, fields, notices and dialogs do what they say, by key, by mouse and aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.kit.audit import audit, settle
from tests.ui.kit.gallery import SCENES
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.dialogs import Decision
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.fields import Field, NumberField, SearchField, line_edit
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import (
    Column,
    holder,
    label,
    page,
    phrase_html,
    row,
    scroll,
    set_tip,
    stack,
    steady,
)
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.kit.menus import MenuButton, add, menu
from tpmprep.ui.kit.notice import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def zoomed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    theme.apply(qapp, "light", request.param)
    yield request.param
    theme.apply(qapp, "light")


@pytest.mark.parametrize("zoomed", [80, 100, 200], indirect=True)
@pytest.mark.parametrize("scene", [name for name in SCENES if name != "dialog"])
def test_every_widget_passes_the_audit_at_every_zoom(scene: str, zoomed: int, qtbot: QtBot) -> None:
    shown = page(stack(Column(SCENES[scene](), 1400), margins=(32, 32, 32, 32)))
    qtbot.addWidget(shown)
    shown.resize(max(1400, 14 * zoomed), max(900, 10 * zoomed))
    found = audit(shown)
    if zoomed < 100:
        found = [line for line in found if not line.startswith("small target")]
    assert found == []


def test_a_key_button_is_pressed_by_a_click_on_its_words(qtbot: QtBot) -> None:
    pressed: list[int] = []
    made = KeyButton("Good", "3", "primary", second="6 d", then=lambda: pressed.append(3))
    window = holder(row(made))
    qtbot.addWidget(window)
    settle(window)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.title.geometry().center())
    assert pressed == [3]


def test_a_key_button_says_its_words_and_its_key(qtbot: QtBot) -> None:
    made = KeyButton("Good", "3", second="6 d")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Good, 6 d (key 3)"
    made.set_words("Good", "14 d")
    assert made.accessibleName() == "Good, 14 d (key 3)"


@pytest.mark.parametrize("second", [None, "in 14 days, about two weeks"])
def test_a_key_button_has_room_for_words_forty_per_cent_longer(second: str | None, qtbot: QtBot) -> None:
    made = KeyButton("Begin the sitting of tonight now please", "Strg+Umschalt", second=second, icon="play!")
    window = page(stack(row(made, None), None))
    qtbot.addWidget(window)
    window.resize(300, 200)
    assert audit(window) == []


def test_words_with_an_ampersand_are_shown_whole(qtbot: QtBot) -> None:
    made = button("R&D")
    qtbot.addWidget(made)
    assert made.text() == "R&&D"
    assert made.accessibleName() == "R&D"


def test_chips_hold_one_choice(qtbot: QtBot) -> None:
    chips = SegmentedChips([("g", "Guessing"), ("s", "Sure")], chosen=["g"])
    qtbot.addWidget(chips)
    with qtbot.waitSignal(chips.changed) as told:
        chips.chip("s").click()
    assert told.args == [("s",)]
    assert chips.chosen() == ("s",)


def test_right_goes_on_to_the_chip_in_the_next_line(qtbot: QtBot) -> None:
    chips = SegmentedChips([("g", "Guessing"), ("f", "Fairly sure"), ("s", "Sure")], chosen=["g"])
    qtbot.addWidget(chips)
    chips.resize(120, 200)
    chips.show()
    for key, expected in (("g", "f"), ("f", "s"), ("s", "g")):
        qtbot.keyClick(chips.chip(key), Qt.Key.Key_Right)
        assert chips.chosen() == (expected,)
    qtbot.keyClick(chips.chip("g"), Qt.Key.Key_Left)
    assert chips.chosen() == ("s",)


def test_what_stands_in_one_line_of_a_flow_is_level_in_its_middle(qtbot: QtBot) -> None:
    flow, made = FlowLayout(), [button("Say it now", "primary"), button("Another one", "quiet")]
    for one in made:
        flow.addWidget(one)
    held = holder(flow)
    qtbot.addWidget(held)
    held.resize(600, 80)
    held.show()
    settle(held)
    tall, low = (one.geometry() for one in made)
    assert tall.height() > low.height()
    assert tall.center().y() == low.center().y()
    held.resize(tall.width() + 2, 120)
    settle(held)
    assert made[1].geometry().topLeft().toTuple() == (0, tall.height() + 8)


def test_a_scroll_bar_moves_nothing_that_is_steady(qtbot: QtBot) -> None:
    tall = QWidget()
    lines = stack(Column(tall), margins=(40, 16, 40, 40))
    area = steady(scroll(holder(lines)), lines)
    qtbot.addWidget(area)
    area.resize(1000, 400)
    area.show()
    settle(area)
    before = tall.mapTo(area, QPoint()), tall.width()
    tall.setMinimumHeight(900)
    settle(area)
    assert area.verticalScrollBar().isVisible()
    assert (tall.mapTo(area, QPoint()), tall.width()) == before


def test_chips_with_many_can_be_ticked_and_unticked(qtbot: QtBot) -> None:
    chips = SegmentedChips([("s", "Situation"), ("t", "Task")], many=True)
    qtbot.addWidget(chips)
    chips.choose("s", "t")
    chips.chip("s").click()
    assert chips.chosen() == ("t",)


def test_labels_never_read_text_as_html(qtbot: QtBot) -> None:
    made = label("<b>x</b>")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    set_tip(made, "<img src=/dev/urandom>")
    assert "&lt;img" in made.toolTip()


def test_values_in_a_phrase_are_escaped_and_not_bold() -> None:
    html = phrase_html("You know **{a}**.", a="<img src=x> **y** {b}")
    assert "&lt;img src=x&gt; **y** {b}</span>" in html


def test_a_field_tells_its_problem_and_forgets_it(qtbot: QtBot) -> None:
    field = Field("Date", line_edit("Date"), explained="The day of the round.")
    qtbot.addWidget(field)
    field.set_problem("There is no 31 February.")
    assert field.control.accessibleDescription() == "There is no 31 February."
    field.set_problem("")
    assert field.problem() == ""
    assert field.control.accessibleDescription() == "The day of the round."


def test_fields_in_a_scrolled_page_keep_their_room_however_small_the_window(qtbot: QtBot) -> None:
    fields = [Field("Date", line_edit("Date"), explained="A long explanation. " * 9) for _number in range(6)]
    window = holder(stack(scroll(page(stack(*fields, spacing=16)))))
    qtbot.addWidget(window)
    window.resize(320, 300)
    assert audit(window) == []


def test_a_search_speaks_once_after_the_typing_rests(qtbot: QtBot) -> None:
    search = SearchField("Search")
    qtbot.addWidget(search)
    heard: list[str] = []
    search.searched.connect(heard.append)
    with qtbot.waitSignal(search.searched):
        qtbot.keyClicks(search, "slo")
    assert heard == ["slo"]


def test_escape_empties_a_search_before_it_leaves(qtbot: QtBot) -> None:
    search = SearchField("Search")
    qtbot.addWidget(search)
    search.setText("slo")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    with qtbot.waitSignal(search.searched) as told:
        qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert search.text() == ""


def test_a_number_field_steps_by_its_buttons(qtbot: QtBot) -> None:
    field = NumberField("Minutes", 5, 180, 30, " min")
    qtbot.addWidget(field)
    settle(field)
    more = next(child for child in field.findChildren(QWidget) if child.accessibleName() == "More")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert field.value() == 31


def test_a_decision_gives_the_pressed_verb_and_escape_gives_none(qtbot: QtBot) -> None:
    asked = Decision(None, "Delete?", "It can be taken back.", [("delete", "Delete 14 cards", "danger")])
    qtbot.addWidget(asked)
    assert audit(asked) == []
    asked.buttons["delete"].click()
    assert asked.answer == "delete"
    again = Decision(None, "Delete?", "It can be taken back.", [("delete", "Delete 14 cards", "danger")])
    qtbot.addWidget(again)
    settle(again)
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert again.answer == ""


def test_a_notice_offers_its_action_once(qtbot: QtBot) -> None:
    bar = NoticeBar()
    window = page(stack(None, bar))
    qtbot.addWidget(window)
    window.resize(640, 480)
    settle(window)
    done: list[str] = []
    bar.say("14 cards moved to the trash.", "good", "Undo", lambda: done.append("undone"))
    assert bar.isVisible()
    assert audit(window) == []
    undo = next(child for child in bar.findChildren(QWidget) if child.accessibleName() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not bar.isVisible()


def test_a_notice_hides_by_itself_but_a_problem_stays(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpmprep.ui.kit.notice.SHOWN_MS", 1)
    elsewhere = line_edit("Elsewhere")
    bar = NoticeBar()
    window = page(stack(elsewhere, bar))
    window.resize(640, 480)
    qtbot.addWidget(window)
    settle(window)
    elsewhere.setFocus()
    bar.say("The disk is full.", "bad")
    settle(window)
    assert bar.isVisible()
    bar.say("Saved.", "good")
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.text() == "Saved."


def test_what_has_the_focus_stays_in_sight_when_a_notice_comes(qtbot: QtBot) -> None:
    lines = [line_edit(f"Line {at}") for at in range(30)]
    bar, area = NoticeBar(), scroll(holder(stack(*lines)))
    window = page(stack(area, bar))
    window.resize(640, 480)
    qtbot.addWidget(window)
    settle(window)
    lines[-1].setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    bar.say("Saved.")
    qtbot.waitUntil(lambda: lines[-1].visibleRegion().boundingRect() == lines[-1].rect())
    assert bar.isVisible()


def test_escape_in_a_notice_closes_it(qtbot: QtBot) -> None:
    bar = NoticeBar()
    window = page(stack(bar))
    qtbot.addWidget(window)
    settle(window)
    bar.say("Saved.")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_an_empty_state_offers_the_first_action(qtbot: QtBot) -> None:
    begun: list[int] = []
    empty = EmptyState("mic", "Say one answer aloud.", "Record take 1", lambda: begun.append(1))
    qtbot.addWidget(empty)
    empty.action.click()
    assert begun == [1]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_menu_button_drops_its_menu_by_space_and_by_down(qtbot: QtBot) -> None:
    opens = menu(None, "Time")
    add(opens, "30 minutes")
    made = MenuButton("Log time", opens)
    window = holder(stack(made, None))
    qtbot.addWidget(window)
    qtbot.addWidget(opens)
    window.show()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down):
        qtbot.keyClick(made, key)
        assert opens.isVisible()
        assert opens.activeAction() is opens.actions()[0]
        opens.close()
    assert made.sizeHint().width() > made.fontMetrics().horizontalAdvance("Log time") + 40


def test_a_menu_button_is_as_narrow_as_before_once_the_zoom_is_back(qtbot: QtBot, qapp: QApplication) -> None:
    made = MenuButton("Go", menu(None, "Go"))
    qtbot.addWidget(made)
    before = made.sizeHint()
    theme.apply(qapp, "light", 200)
    assert made.sizeHint().width() > before.width()
    theme.apply(qapp, "light", 100)
    assert made.minimumSizeHint() == made.sizeHint() == before


def test_the_tools_of_a_text_break_into_the_next_line_where_the_width_ends(qtbot: QtBot) -> None:
    edit = MarkdownEdit("Text", "word")
    window = holder(stack(edit))
    qtbot.addWidget(window)
    window.resize(300, 400)
    window.show()
    tools = [tool for tool in edit.findChildren(QPushButton) if tool.isVisible()]
    places = [tool.mapTo(window, tool.rect().bottomRight()) for tool in tools]
    assert window.width() == 300
    assert all(place.x() < 300 for place in places)
    assert len({place.y() for place in places}) > 1


def test_down_leaves_a_search_for_the_list_it_leads_to(qtbot: QtBot) -> None:
    search, found = SearchField("Find"), line_edit("Found")
    search.leads_to = found
    window = holder(stack(search, found))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    search.setFocus()
    told: list[str] = []
    search.searched.connect(told.append)
    qtbot.keyClicks(search, "slo")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert (told, found.hasFocus()) == (["slo"], True)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Qt.Key.Key_C, "`word`"),
        (Qt.Key.Key_L, "- word"),
        (Qt.Key.Key_N, "1. word"),
        (Qt.Key.Key_Q, "> word"),
        (Qt.Key.Key_K, "[word]()"),
    ],
)
def test_every_tool_of_a_text_has_a_key(key: Qt.Key, text: str, qtbot: QtBot) -> None:
    edit = MarkdownEdit("Text", "word")
    qtbot.addWidget(edit)
    edit.field.selectAll()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(edit.field, key, held)
    assert edit.text() == text
