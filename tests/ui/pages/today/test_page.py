"""Today shows what to do now, and one key begins it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.today import stage
from tests.ui.pages.today.stage import DONE, FULL, RESUMED, UNAIMED
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.today.page import TodayPage
from tpmprep.ui.shell.shortcuts import Shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.pages.stand import Stand
    from tpmprep.core.insight.front import Block, TodayFace

    Open = Callable[..., tuple[TodayPage, Stand]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def open_(face: TodayFace, **others: Block) -> tuple[TodayPage, Stand]:
        host = stage.host(face, **others)
        page = TodayPage(host)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        page.load()
        settle(page)
        Shortcuts(page).bind(page.keys(), {})
        page.setFocus()
        return page, host

    return open_


def insight(host: Stand) -> stage.FakeInsight:
    return cast("stage.FakeInsight", host.services.insight)


def mover(host: Stand) -> stage.FakeAim:
    return cast("stage.FakeAim", host.services.aim)


def clock(host: Stand) -> stage.StillClock:
    return cast("stage.StillClock", host.services.clock)


def said(page: TodayPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return " | ".join(labels)


def press(page: TodayPage, name: str) -> None:
    pressed = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    assert pressed, f"no button {name!r}"
    pressed[0].click()
    settle(page)


def test_it_shows_the_aim_the_blocks_the_rounds_the_news_and_the_dates(opened: Open) -> None:
    page, _ = opened(FULL)
    for words in (
        "23 days to Acme, technical round",
        "Tonight, 30 minutes",
        "2 cards: SLOs, caching, RICE",
        "Not yet said aloud",
        "Done by about 20:40",
        "Shaky",
        "no story told yet",
        "canary releases",
        "Mock interview with Jonas",
    ):
        assert words in said(page)


def test_space_starts_the_blocks_in_their_order(opened: Open, qtbot: QtBot) -> None:
    page, host = opened(FULL)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    (plan,) = host.started
    assert plan.things == (("card", 1), ("card", 2), ("item", 3), ("question", 4), ("step", 5))
    assert plan.minutes == 30
    assert plan.title == "Tonight"


def test_space_before_the_profile_is_open_starts_as_soon_as_it_is(qtbot: QtBot) -> None:
    host = stage.host(FULL)
    page = TodayPage(host)
    qtbot.addWidget(page)
    page.show_face(replace(FULL, blocks=(stage.recall(8),)))
    settle(page)
    Shortcuts(page).bind(page.keys(), {})
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert host.started == []
    assert "One moment …" in said(page)
    page.load()
    assert [thing for thing, _ in host.started[0].things] == ["card", "card", "item", "question", "step"]
    page.load()
    assert len(host.started) == 1


def test_5_starts_five_minutes_and_t_only_talk(opened: Open, qtbot: QtBot) -> None:
    page, host = opened(FULL)
    qtbot.keyClick(page, Qt.Key.Key_5)
    qtbot.keyClick(page, Qt.Key.Key_T)
    assert [plan.things for plan in host.started] == [(("card", 1), ("card", 2)), (("question", 4),)]
    assert insight(host).asked[-2:] == [(5, None, ()), (30, "say", ())]


def test_a_swap_asks_for_another_block_of_its_kind(opened: Open) -> None:
    page, host = opened(FULL, apply=stage.apply(30, 31))
    press(page, "Swap for something else: Apply")
    assert "2 quiz items on APIs" in said(page)
    assert insight(host).asked[-1] == (None, "apply", (("item", 3),))
    page.start()
    assert ("item", 30) in host.started[0].things
    assert ("item", 3) not in host.started[0].things


def test_a_swap_without_another_keeps_the_block_and_says_so(opened: Open) -> None:
    page, host = opened(FULL)
    press(page, "Swap for something else: Say")
    assert "Explain idempotency" in said(page)
    assert host.notices == ["There is nothing else of this kind just now."]


def test_a_skipped_block_is_left_out_and_can_be_brought_back(opened: Open) -> None:
    page, host = opened(FULL)
    press(page, "Skip today: Recall")
    assert "SLOs" not in said(page)
    page.start()
    assert ("card", 1) not in host.started[0].things
    press(page, "Bring back what was skipped")
    assert "SLOs" in said(page)


def test_with_everything_skipped_there_is_nothing_to_start(opened: Open) -> None:
    page, host = opened(replace(FULL, blocks=(stage.say(4),)))
    press(page, "Skip today: Say")
    assert "Everything is skipped for now" in said(page)
    page.start()
    assert host.started == []


def test_an_unfinished_sitting_goes_on(opened: Open, qtbot: QtBot) -> None:
    page, host = opened(RESUMED)
    assert "Go on" in said(page)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert host.places == [Place("sitting")]
    press(page, "Begin anew")
    assert len(host.started) == 1


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ((("question", 2),), "what is left is as you left it: 2 questions to say."),
        ((("card", 1), ("item", 3), ("question", 1), ("step", 1)), "1 card, 3 quiz items, 1 question to say"),
        ((("hologram", 1),), "everything is as you left it."),
        ((), "everything is as you left it."),
    ],
)
def test_what_was_stopped_says_what_it_goes_on_with(
    left: tuple[tuple[str, int], ...], told: str, opened: Open
) -> None:
    page, _ = opened(replace(RESUMED, left=left))
    assert told in said(page)


def test_the_end_of_the_day_is_calm_and_offers_a_little_more(opened: Open) -> None:
    page, host = opened(DONE)
    assert "31 minutes are done. The rest works while you sleep. See you tomorrow." in said(page)
    press(page, "A little more")
    assert insight(host).asked[-1][0] == 10


def test_without_an_aim_space_asks_what_is_ahead(opened: Open, qtbot: QtBot) -> None:
    page, host = opened(UNAIMED)
    assert "What is ahead of you?" in said(page)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert host.places == [Place("welcome")]
    press(page, "Just start, 30 minutes")
    assert len(host.started) == 1


@pytest.mark.parametrize(
    ("button", "place", "thing"),
    [
        ("Keep warm: Screening", None, ("question", 9)),
        ("Add one, 6 min: Behavioural", Place("interview", tab="stories"), None),
        ("Recall: Technical", None, ("card", 1)),
        ("Begin: Product sense", None, ("question", 7)),
    ],
)
def test_the_button_of_a_round_closes_its_gap(
    button: str, place: Place | None, thing: tuple[str, int] | None, opened: Open
) -> None:
    page, host = opened(FULL)
    press(page, button)
    assert host.places == ([] if place is None else [place])
    assert [plan.things[0] for plan in host.started] == ([] if thing is None else [thing])


def test_m_moves_the_date_and_the_notice_can_take_it_back(opened: Open, qtbot: QtBot) -> None:
    page, host = opened(FULL)
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert page.popover is not None
    assert audit(page.popover) == []
    week = next(b for b in page.popover.findChildren(QPushButton) if b.text() == "+1 week")
    week.click()
    assert "30 days to Acme, technical round" in said(page)
    assert host.notices == ["Moved to Monday 21 December"]
    assert host.undoable == [True]


def test_the_date_can_be_taken_away_and_typed(opened: Open, qtbot: QtBot) -> None:
    page, _ = opened(FULL)
    page.move_date()
    assert page.popover is not None
    next(b for b in page.popover.findChildren(QPushButton) if b.text() == "No date yet").click()
    assert "On the way to Acme, technical round" in said(page)
    page.move_date()
    page.popover.field.setDate(page.popover.field.date().addDays(3))
    qtbot.keyClick(page.popover.field, Qt.Key.Key_Return)
    assert "3 days to Acme, technical round" in said(page)


def test_enter_presses_the_choice_with_the_focus(opened: Open, qtbot: QtBot) -> None:
    page, _ = opened(FULL)
    page.move_date()
    assert page.popover is not None
    choice = next(b for b in page.popover.findChildren(QPushButton) if b.text() == "No date yet")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    assert "On the way to Acme, technical round" in said(page)


def test_the_same_day_moves_nothing_and_says_nothing(opened: Open, qtbot: QtBot) -> None:
    page, host = opened(FULL)
    page.move_date()
    assert page.popover is not None
    qtbot.keyClick(page.popover.field, Qt.Key.Key_Return)
    assert not page.popover.isVisible()
    assert host.notices == []


def test_escape_closes_the_popover_and_moves_nothing(opened: Open) -> None:
    page, host = opened(FULL)
    page.move_date()
    assert page.step_back()
    assert not page.step_back()
    assert host.notices == []


def test_a_refused_date_is_worded_by_the_window(opened: Open) -> None:
    page, host = opened(FULL)
    mover(host).refuses = True
    page.move_date()
    assert page.popover is not None
    page.popover.moved.emit(stage.DAY)
    assert len(host.failures) == 1


def test_dates_open_what_they_are_about(opened: Open) -> None:
    page, host = opened(FULL)
    press(page, "Open: Mock interview with Jonas")
    assert host.opened == [("step", 3)]
    press(page, "Open: Acme, technical round")
    assert page.popover is not None


def test_a_new_study_day_is_read_anew_when_the_page_is_seen(opened: Open) -> None:
    page, host = opened(FULL)
    clock(host).at += timedelta(hours=8)
    asked = len(insight(host).asked)
    page.hide()
    page.show()
    assert len(insight(host).asked) == asked + 1


@pytest.fixture
def zoomed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    theme.apply(qapp, "light", request.param)
    yield request.param
    theme.apply(qapp, "light")


@pytest.mark.parametrize("zoomed", [80, 100, 200], indirect=True)
def test_nothing_is_clipped_nameless_or_small(zoomed: int, opened: Open) -> None:
    page, _ = opened(FULL)
    found = []
    for width, height in ((672, 560), (816, 640), (1072, 800)):
        page.resize(width, height)
        for face in (FULL, DONE, UNAIMED, RESUMED):
            page.show_face(face)
            found += [line for line in audit(page) if zoomed >= 100 or not line.startswith("small")]
    assert found == []


@pytest.mark.parametrize(("width", "below"), [(1072, False), (420, True)])
def test_the_date_is_moved_beside_the_headline_or_below_it_where_that_is_long(
    width: int, below: bool, opened: Open
) -> None:
    page, _host = opened(FULL)
    page.resize(width, 640)
    settle(page)
    assert (page._move.y() >= page._headline.geometry().bottom()) is below


def test_the_plan_ends_at_the_same_edge_with_a_scroll_bar_and_without(opened: Open) -> None:
    page, _host = opened(FULL)
    edges = set()
    for height in (480, 2000):
        page.resize(816, height)
        settle(page)
        assert page.panel is not None
        edges.add(page.panel.mapTo(page, page.panel.rect().topRight()).x())
    assert len(edges) == 1
