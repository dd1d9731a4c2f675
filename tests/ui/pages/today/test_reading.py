"""Where today takes long it is read beside the window: what was there stays, and keys wait for what comes."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QLabel

from tests.ui.kit.audit import settle
from tests.ui.pages.today import stage
from tests.ui.pages.today.stage import FULL
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.pages.today.page import TodayPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.stand import Stand
    from tpmprep.core.insight.front import TodayFace

OLD, NEW = replace(FULL, minutes=30), replace(FULL, minutes=45, blocks=(stage.recall(8, 9),))


class SlowInsight(stage.FakeInsight):
    """Answers in a thread once it is let go; counts how often it was asked."""

    def __init__(self, face: TodayFace) -> None:
        super().__init__(face)
        self.let_go = Event()
        self.refuses = False

    def today(self, *given: object, **others: object) -> TodayFace:
        if self.long:
            assert self.let_go.wait(60)
        if self.refuses:
            raise UserError("profile.busy", file="the file")
        return super().today(*given, **others)  # type: ignore[arg-type]


@pytest.fixture
def insight() -> Iterator[SlowInsight]:
    made = SlowInsight(OLD)
    yield made
    made.let_go.set()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def host(insight: SlowInsight) -> Stand:
    made = stage.host(OLD)
    made.services.insight = insight  # type: ignore[assignment, misc]
    return made


@pytest.fixture
def page(host: Stand, insight: SlowInsight, qtbot: QtBot) -> TodayPage:
    """A page that shows the old face, while the insight has come to hold a long history and a new face."""
    made = TodayPage(host)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.load()
    settle(made)
    insight.long, insight.face = True, NEW
    return made


def said(page: TodayPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_what_was_there_stays_until_the_new_figures_come(
    page: TodayPage, insight: SlowInsight, qtbot: QtBot
) -> None:
    page.load()
    settle(page)
    assert "Tonight, 30 minutes" in said(page)
    insight.let_go.set()
    qtbot.waitUntil(lambda: "Tonight, 45 minutes" in said(page), timeout=20_000)


def test_a_key_pressed_meanwhile_begins_what_comes_not_what_was_there(
    page: TodayPage, insight: SlowInsight, host: Stand, qtbot: QtBot
) -> None:
    page.load()
    page.start()
    assert host.started == []
    insight.let_go.set()
    qtbot.waitUntil(lambda: bool(host.started), timeout=20_000)
    assert host.started[0].things == (("card", 8), ("card", 9))


def test_a_change_while_it_is_read_has_it_read_once_more(
    page: TodayPage, insight: SlowInsight, qtbot: QtBot
) -> None:
    asked = len(insight.asked)
    page.load()
    page.load()
    page.load()
    insight.let_go.set()
    qtbot.waitUntil(lambda: "Tonight, 45 minutes" in said(page), timeout=20_000)
    assert len(insight.asked) == asked + 2


def test_a_read_that_fails_says_so_and_the_page_can_be_used(
    page: TodayPage, insight: SlowInsight, host: Stand, qtbot: QtBot
) -> None:
    page.load()
    page.start()
    insight.refuses = True
    insight.let_go.set()
    qtbot.waitUntil(lambda: bool(host.failures), timeout=20_000)
    assert cast("UserError", host.failures[0]).code == "profile.busy"
    assert host.started == []
    page.start()
    assert host.started[0].things == tuple(thing for block in OLD.blocks for thing in block.things)
