"""The page Progress: findings, the numbers behind them, and what to do about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, open_stand, put_up, words_of
from tpmprep.core.insight import readiness
from tpmprep.core.insight.faces import (
    DomainReadiness,
    MonthRetention,
    ProgressFace,
    SureShare,
    TakeWeek,
    WeekTime,
)
from tpmprep.core.insight.figures import tenths
from tpmprep.core.insight.front import Reason, RoundRow
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.progress import findings, words
from tpmprep.ui.pages.progress.page import ProgressPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TODAY = date(2026, 3, 2)
STORIES = Reason("gap.stories", (("told", 1), ("wanted", 3)))
ROUNDS = (
    RoundRow(
        "screening", "ready", Reason("gap.none", (("takes", 4),)), Reason("action.warm"), None, 0.8, 0.7, 0.9
    ),
    RoundRow(
        "behavioural",
        "shaky",
        STORIES,
        Reason("action.add_story", (("minutes", 6),)),
        ("story", 0),
        0.4,
        0.2,
        0.6,
    ),
    RoundRow(
        "technical", "shaky", Reason("gap.fading"), Reason("action.say_again"), ("question", 7), 0.5, 0.4, 0.6
    ),
)
FACE = ProgressFace(
    days=tuple((TODAY - timedelta(days=n), 25) for n in range(0, 35, 2)),
    minutes_by_room=(("cards", 90), ("quiz", 30)),
    rounds=ROUNDS,
    domains=(
        DomainReadiness("APIs", 0.3, 0.2, 0.4, 0.2, 0.5, None),
        DomainReadiness("Delivery", 0.7, 0.6, 0.8, 0.7, 0.9, 0.8),
        DomainReadiness("Data", 0.0, 0.0, 0.4, None, 0.0, None),
    ),
    load=tuple((TODAY + timedelta(days=n), 40 if n == 3 else 10) for n in range(30)),
    retention=0.84,
    reviews=300,
    fresh=tuple((TODAY + timedelta(days=n), 5) for n in range(30)),
    months=(
        MonthRetention(date(2026, 1, 1), 0.9, 0.5, 1.0, 8),
        MonthRetention(date(2026, 2, 1), 0.84, 0.8, 0.88, 292),
    ),
    weeks=(
        WeekTime(TODAY - timedelta(days=7), (("cards", 60), ("quiz", 30))),
        WeekTime(TODAY, (("cards", 30),)),
    ),
    sureness=(SureShare(1, 0.7, 0.5, 0.8, 30), SureShare(2, 0.95, 0.85, 0.99, 40)),
    takes=(TakeWeek(TODAY - timedelta(days=7), 2.5, 2, 3, 2), TakeWeek(TODAY, 4.0, 4, 4, 1)),
)
ALL_BOXES = 7


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return open_stand(tmp_path)


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> ProgressPage:
    """The page, full of numbers."""
    made = ProgressPage(stand)
    put_up(made, qtbot)
    qtbot.waitUntil(lambda: made._task is not None and not made._task.running)
    made.show_face(FACE)
    return made


def test_before_the_first_evening_it_offers_todays_plan(stand: Stand, qtbot: QtBot) -> None:
    page = ProgressPage(stand)
    put_up(page, qtbot)
    qtbot.waitUntil(lambda: "Your progress begins today" in words_of(page))
    assert stand.failures == []
    page._empty.action.click()
    assert stand.places == [Place("today")]


def test_the_headline_says_what_is_ready_and_what_needs_most(page: ProgressPage) -> None:
    assert page.headline.text() == "Ready: Screening. Behavioural needs most"
    assert page.gap.text() == "What it lacks: 1 of 3 stories told."


def test_each_round_has_its_word_its_gap_and_its_action(page: ProgressPage) -> None:
    told = words_of(page.rounds)
    for expected in ("Screening", "Ready", "said aloud 4 times", "Shaky", "what you learned is fading"):
        assert expected in told
    assert "Add one, 6 min" in told


@pytest.mark.parametrize(
    ("opens", "place", "thing"),
    [
        (("question", 7), [], [("question", 7)]),
        (("story", 0), [Place("interview", tab="stories")], []),
        (None, [Place("today")], []),
    ],
)
def test_an_action_opens_what_closes_the_gap(
    opens: object, place: list[Place], thing: list[tuple[str, int]], page: ProgressPage, stand: Stand
) -> None:
    page.rounds.wanted.emit(opens)
    assert stand.places == place
    assert stand.opened == thing


def test_t_shows_the_numbers_behind_every_chart_and_hides_them_again(
    page: ProgressPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "T")
    settle(page)
    shown = [view for view in page.findChildren(QTableView) if view.isVisible()]
    assert len(shown) == ALL_BOXES
    assert "40 % (20 % – 60 %)" in words_of(page).replace("\u00a0", " ")
    qtbot.keyClick(page, "T")
    assert not any(view.isVisible() for view in page.findChildren(QTableView))


def test_every_chart_states_its_finding(page: ProgressPage) -> None:
    findings = [box.chart.title.text().replace("\u00a0", " ") for box in page.boxes]
    assert findings == [
        "APIs is the weakest area you have begun",
        "You studied on 15 of the last 30 days, most on Mondays",
        "16 cards a day ahead, at most 45 on 5 Mar",
        "You remember 84 % of what comes back; you asked for 90 %",
        "2 h in 2 weeks, 75 % of it with Cards",
        "When you are sure, you are right 95 % of the time: trust it",
        "Your takes rose from 2.5 to 4.0 of 5 over 3 takes",
    ]


def test_a_chart_is_saved_as_a_picture(
    page: ProgressPage, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "load.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    page.boxes[2].save()
    assert file.read_bytes().startswith(b"\x89PNG")
    assert stand.notices == [f"Picture saved: {file}"]


@pytest.mark.parametrize(
    ("true", "reviews", "advice"),
    [
        (0.84, 300, "Split or reword"),
        (0.97, 300, "ask for less in Settings"),
        (0.91, 300, "nothing to change"),
        (0.50, 10, "After 50 reviews"),
        (None, 0, "You asked for 90"),
    ],
)
def test_memory_comes_with_what_to_do(true: float | None, reviews: int, advice: str) -> None:
    month = replace(FACE.months[-1], reviews=reviews)
    face = replace(FACE, retention=true, months=(month,) if reviews else ())
    assert advice in findings.retention(face, 0.9)[1]


def test_the_formula_is_told_with_the_numbers_it_uses() -> None:
    told = " ".join(text for _, text in words.FORMULA)
    for weight in (readiness.WEIGHT_MET, readiness.WEIGHT_RECALL, readiness.WEIGHT_QUIZ):
        assert f"weigh {round(weight * 100)}" in told
    assert "one quarter" in told
    assert readiness.WEIGHT_SAID == 0.25
    assert f"{round(readiness.READY_SCORE * 100)} %" in told
    assert f"{round(readiness.READY_LOW * 100)} %" in told


def test_headlines_for_none_and_for_all_ready() -> None:
    assert words.headline(()) == "Your progress"
    assert words.headline(ROUNDS[:1]) == "You are ready for every round"
    assert words.headline(ROUNDS[1:]) == "Behavioural is the round that needs most"


def test_seconds_in_several_places_are_no_minute_each() -> None:
    week = WeekTime(TODAY, (("cards", tenths(53_346)), ("quiz", tenths(19_509)), ("interview", tenths(606))))
    said = findings.weeks_finding([week])
    assert said.startswith("1 min in ")
    assert ", 75" in said
    assert said.endswith("with Cards")
    assert tenths(650_000) == 11


def test_findings_with_nothing_in_them_are_kind() -> None:
    assert findings.load_finding([(TODAY, 0)]) == "No card comes back in the next 30 days"
    assert findings.weeks_finding(()) == "No time counted yet"
    assert findings.domains_finding(FACE.domains[2:]) == "No area has answers yet"
    assert findings.heat_finding((), TODAY) == "No study day in the last 30; today can be one"
    assert findings.takes_finding(()) == "How your takes went"
    assert findings.sure_finding(()) == "How far you can trust your “sure”"


def test_the_weekday_is_named_where_one_stands_out() -> None:
    days = [(TODAY - timedelta(days=n), 20) for n in (0, 7, 14, 3, 40)]
    assert findings.heat_finding(days, TODAY) == "You studied on 4 of the last 30 days, most on Mondays"
    assert findings.heat_finding(days[:2], TODAY) == "You studied on 2 of the last 30 days"


@pytest.mark.parametrize(
    ("share", "answers", "told"),
    [
        (0.95, 40, "trust it"),
        (0.8, 40, "Sure, yet wrong 20"),
        (1.0, 5, "15 more answers given as sure"),
    ],
)
def test_being_sure_is_measured_only_where_there_is_enough(share: float, answers: int, told: str) -> None:
    assert told in findings.sure_finding([SureShare(2, share, 0.0, 1.0, answers)]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(2.0, 3.0, "rose from 2.0 to 3.0"), (3.0, 2.0, "stand at 2.0"), (3.0, 3.1, "hold at 3.1")],
)
def test_takes_are_told_kindly_whichever_way_they_went(first: float, last: float, told: str) -> None:
    weeks = [TakeWeek(TODAY - timedelta(days=7), first, 1, 5, 3), TakeWeek(TODAY, last, 1, 5, 2)]
    assert told in findings.takes_finding(weeks)


def test_a_chart_without_numbers_says_when_it_will_fill(page: ProgressPage) -> None:
    page.show_face(replace(FACE, months=(), sureness=(), takes=(), weeks=()))
    empty = [box for box in page.boxes if box.is_empty()]
    assert len(empty) == 4
    assert not any(box.chart.canvas.isVisible() or box.numbers.isVisible() for box in empty)
    assert all("It fills" in words_of(box) for box in empty)
    page.turn_numbers()
    page.show_face(FACE)
    assert not any(box.is_empty() for box in page.boxes)


@pytest.mark.parametrize(
    ("at", "keys", "told"),
    [
        (0, ("Down",), "Delivery: 70 % (60–80 %)"),
        (1, (), "Mon 2 Mar: 25 minutes"),
        (1, ("Left",), "Mon 23 Feb: 0 minutes"),
        (1, ("Up",), "Sun 1 Mar: 0 minutes"),
        (2, ("Right", "Right", "Right"), "5 Mar: 45 cards (due 40, new by your plan 5)"),
        (3, ("End",), "Feb: 84 % (80 % – 88 %), 292 reviews"),
        (4, ("Right", "Left"), "23 Feb: 90 min (Cards 60, Quiz 30)"),
        (5, ("Home",), "Thought so: 70 % (50 % – 80 %), 30 answers"),
        (6, ("End",), "2 Mar: 4.0 (4 – 4), 1 take"),
    ],
)
def test_every_value_is_reached_by_arrow_keys_and_read_aloud(
    page: ProgressPage, qtbot: QtBot, at: int, keys: tuple[str, ...], told: str
) -> None:
    canvas = page.boxes[at].chart.canvas
    page.grab()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for key in keys:
        qtbot.keyClick(canvas, Qt.Key[f"Key_{key}"])
    assert canvas.told().replace("\u00a0", " ") == told
    assert canvas.accessibleDescription() == canvas.told()
    assert canvas.accessibleName() == page.boxes[at].chart.title.text()
    assert not canvas.grab().isNull()


def test_leaving_a_chart_gives_its_description_back(page: ProgressPage) -> None:
    canvas = page.boxes[2].chart.canvas
    page.grab()
    before = canvas.accessibleDescription()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    page.rounds.numbers.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.accessibleDescription() == before
    assert "45 cards" not in before
    assert "40 cards" in before


@pytest.mark.parametrize(("width", "zoom"), [(672, 100), (1072, 100), (816, 200)])
def test_progress_passes_the_audit(width: int, zoom: int, page: ProgressPage, qapp: QApplication) -> None:
    theme.apply(qapp, "light", zoom)
    page.resize(width, 640)
    found = audit(page)
    page.turn_numbers()
    found += audit(page)
    theme.apply(qapp, "light", 100)
    assert found == []


def height_of_what_was_asked_for(page: ProgressPage) -> int:
    """Where the dashed line of the months lies: the row in which most differs from a picture without it."""
    months, pictures = page.charts.months, list[QImage]()
    settle(page)
    for wanted in (months._wanted, None):
        months._wanted = wanted
        pictures.append(months.canvas.grab().toImage())
    with_line, without = pictures
    across = range(with_line.width())
    rows = [
        sum(with_line.pixel(x, y) != without.pixel(x, y) for x in across) for y in range(with_line.height())
    ]
    return round(rows.index(max(rows)) / with_line.devicePixelRatio())


@pytest.mark.parametrize("asked", [0.75, 0.97])
def test_the_line_of_memory_lies_at_what_was_asked_for(
    asked: float, page: ProgressPage, stand: Stand
) -> None:
    usual = height_of_what_was_asked_for(page)
    stand.services.settings.put("desired_retention", asked)
    page.show_face(FACE)
    field = page.charts.months.canvas.height() - 40 - 10  # all but the foot and the top
    raised = usual - height_of_what_was_asked_for(page)
    assert raised == pytest.approx((asked - 0.9) / 0.5 * field, abs=2)
    assert f"asked for {words.per_cent(asked)}" in page.charts.months.title.text()
