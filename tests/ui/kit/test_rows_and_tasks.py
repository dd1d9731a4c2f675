"""Rows sort and speak, tasks hand back on the main thread, charts state their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event, get_ident
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter

from tests.ui.kit.audit import settle
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.charts.bars import Bar, Bars
from tpmprep.ui.kit.charts.burn import Burn, BurnData, named
from tpmprep.ui.kit.charts.heat import Heat
from tpmprep.ui.kit.rows import ROW_ROLE, ColumnSpec, RowsModel, table
from tpmprep.ui.kit.tasks import BusyBar, Task, run

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Deck:
    name: str
    cards: int


DECKS = (Deck("b", 20), Deck("a", 100), Deck("c", 3))


@pytest.fixture
def model() -> RowsModel[Deck]:
    return RowsModel[Deck](
        [
            ColumnSpec("Name", lambda deck: deck.name, spoken=lambda deck: f"Deck {deck.name}"),
            ColumnSpec("Cards", lambda deck: str(deck.cards), key=lambda deck: deck.cards, number=True),
        ],
        DECKS,
    )


def test_rows_stand_as_they_came_and_sort_by_value(model: RowsModel[Deck]) -> None:
    assert [deck.name for deck in model.rows()] == ["b", "a", "c"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [deck.cards for deck in model.rows()] == [100, 20, 3]
    model.set_rows((*DECKS, Deck("d", 50)))
    assert [deck.cards for deck in model.rows()] == [100, 50, 20, 3]


def test_a_cell_shows_says_and_holds_its_row(model: RowsModel[Deck]) -> None:
    cell = model.index(0, 0)
    assert model.data(cell) == "b"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Deck b"
    assert model.data(cell, ROW_ROLE) == DECKS[0]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Cards"


def test_a_selected_row_stays_selected_when_sorted(model: RowsModel[Deck]) -> None:
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(0)
    assert model.row(held) == DECKS[0]


def test_a_table_begins_unsorted_and_is_named(model: RowsModel[Deck], qtbot: QtBot) -> None:
    view = table(model, "Decks")
    qtbot.addWidget(view)
    assert view.accessibleName() == "Decks"
    assert [deck.name for deck in model.rows()] == ["b", "a", "c"]


def test_the_model_keeps_the_rules_of_qt(model: RowsModel[Deck], qtmodeltester: object) -> None:
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.rowCount() == 3


def test_a_task_hands_its_result_to_the_main_thread(qtbot: QtBot) -> None:
    threads: list[int] = []
    got: list[object] = []
    progress: list[tuple[float, str]] = []

    def work(task: Task) -> int:
        threads.append(get_ident())
        task.report(0.5, "half")
        return 42

    task = Task(work)
    task.succeeded.connect(lambda value: got.extend((value, get_ident())))
    task.progressed.connect(lambda share, text: progress.append((share, text)))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert got == [42, get_ident()]
    assert threads != [get_ident()]
    assert progress == [(0.5, "half")]


def test_a_failing_task_hands_over_its_exception(qtbot: QtBot) -> None:
    wrong: list[object] = []

    def work(_task: Task) -> None:
        raise ValueError("no")

    task = run(work, wrong=wrong.append)
    qtbot.waitUntil(lambda: bool(wrong))
    assert isinstance(wrong[0], ValueError)
    assert not task.running


def test_a_cancelled_task_ends_at_its_next_report(qtbot: QtBot) -> None:
    begun, go = Event(), Event()

    def work(task: Task) -> None:
        begun.set()
        go.wait(10)
        task.report(0.5)

    task = Task(work)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        begun.wait(10)
        task.cancel()
        go.set()
    assert not task.running


def test_a_busy_bar_shows_itself_when_work_takes_long(qtbot: QtBot) -> None:
    go = Event()
    bar = BusyBar("Importing")
    qtbot.addWidget(bar)
    task = Task(lambda _task: go.wait(10))
    bar.follow(task)
    task.start()
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    go.set()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert not task.running


BEGIN = date(2026, 9, 1)
ENDS = (date(2027, 2, 20), date(2027, 3, 12), date(2027, 3, 26))
BURN = BurnData(((BEGIN, 0), (date(2026, 11, 20), 49)), 129, *ENDS)
BARS = (Bar("APIs", 0.42, 0.3, 0.55, "shaky"), Bar("Delivery", 0.8, 0.7, 0.9))
COUNTS = {BEGIN: 12, BEGIN + timedelta(days=1): 0, BEGIN + timedelta(days=2): 40}


def test_each_chart_states_its_finding_and_holds_its_table(qtbot: QtBot) -> None:
    charts = (
        Burn("Done by 12 March", BURN),
        Bars("APIs first", BARS),
        Heat("Two days", COUNTS, date(2026, 9, 6)),
    )
    for chart in charts:
        qtbot.addWidget(chart)
        settle(chart)
        assert chart.title.text() == chart.canvas.accessibleName()
        assert all(len(line) == len(chart.table().titles) for line in chart.table().rows)
        assert chart.canvas.accessibleDescription()
    assert charts[1].table().rows[0] == ("APIs", "42 %", "30–55 %", "shaky")
    assert [line[1] for line in charts[2].table().rows] == ["40", "12"]


def test_a_chart_tells_the_value_under_the_mouse(qtbot: QtBot) -> None:
    chart = Bars("APIs first", BARS)
    qtbot.addWidget(chart)
    settle(chart)
    assert chart.canvas.words_at(QPointF(20, 10)) == "APIs: 42 % (30–55 %)"
    assert chart.canvas.words_at(QPointF(20, 5_000)) == ""


def test_a_bar_of_what_is_not_begun_stays_empty(qtbot: QtBot) -> None:
    chart = Bars("Nothing yet", (Bar("APIs", 0, 0, 0, "not begun"),))
    qtbot.addWidget(chart)
    picture = QImage(700, 32, QImage.Format.Format_RGB32)
    picture.fill(theme.color("surface"))
    painter = QPainter(picture)
    chart.draw(painter, QRectF(picture.rect()))
    painter.end()
    track = {picture.pixelColor(x, 16).name() for x in range(160, 560)}
    assert track <= {theme.color("surface").name(), theme.color("raised").name()}


def test_a_chart_saves_itself_as_a_picture(qtbot: QtBot, tmp_path: Path) -> None:
    chart = Heat("Two days", COUNTS, date(2026, 9, 6))
    qtbot.addWidget(chart)
    settle(chart)
    assert chart.save_png(tmp_path / "heat.png")
    assert (tmp_path / "heat.png").read_bytes().startswith(b"\x89PNG")


def test_a_chart_without_data_paints_nothing_and_does_not_fail(qtbot: QtBot) -> None:
    for chart in (Bars("", ()), Heat("", {}, BEGIN), Burn("", BurnData((), 1, BEGIN, BEGIN, BEGIN))):
        qtbot.addWidget(chart)
        settle(chart)
        assert chart.canvas.words_at(QPointF(5_000, 5)) == ""


def test_rows_of_a_table_follow_the_live_zoom(
    model: RowsModel[Deck], qtbot: QtBot, qapp: QApplication
) -> None:
    view = table(model, "Decks")
    qtbot.addWidget(view)
    theme.apply(qapp, "light", 100)
    view.show()
    before = view.rowHeight(0)
    theme.apply(qapp, "light", 150)
    assert view.rowHeight(0) == round(before * 1.5)
    theme.apply(qapp, "light", 100)
    assert view.rowHeight(0) == before


def test_a_drawing_in_a_line_is_shown_as_large_as_drawn_and_keeps_its_colour(qtbot: QtBot) -> None:
    columns = [
        ColumnSpec[Deck]("Deck", lambda deck: deck.name, drawing=lambda _deck: ("circle-check", "good"))
    ]
    rows = RowsModel[Deck](columns, DECKS)
    view = table(rows, "Decks")
    qtbot.addWidget(view)
    drawn = rows.index(0, 0).data(Qt.ItemDataRole.DecorationRole)
    size, modes = view.iconSize(), QIcon.Mode
    assert drawn.actualSize(size) == size == drawn.availableSizes()[0]
    assert drawn.pixmap(size, modes.Selected).toImage() == drawn.pixmap(size, modes.Normal).toImage()


def test_a_day_below_the_line_names_its_year_where_the_line_passes_into_another() -> None:
    assert named(date(2026, 9, 22), date(2027, 9, 22)) == "22 Sep 2026"
    assert named(date(2026, 9, 22), date(2026, 11, 3)) == "22 Sep"
