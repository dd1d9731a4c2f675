"""Days of use by keys in the real window end in the state that a model of its own foretells."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.ui.week.comparing import (
    Table,
    compare_counts,
    compare_history,
    compare_memories,
    compare_progress,
    compare_readiness,
    compare_rooms,
)
from tests.ui.week.foretold import Almanac
from tests.ui.week.learner import Learner
from tests.ui.week.living import Life
from tests.ui.week.window import Program
from tpmprep.core.demo.person import MovedClock
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.exercises.stopwatch import Stopwatch
from tpmprep.ui.shell import failures

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 3, 24)  # summer time begins in the fifth night
SKIPPED, LATE = 3, 4
RESTARTED, REDONE, EDITED, REDECIDED = 2, 4, 5, 6


def evening(number: int, minutes: int = 0) -> datetime:
    """When study begins on a day: after 18:00, once shortly before midnight."""
    hour = 23 if number == LATE else 18
    day = FIRST + timedelta(days=number)
    return datetime(day.year, day.month, day.day, hour, minutes, tzinfo=BERLIN).astimezone(UTC)


@pytest.fixture(scope="module")
def new_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with the shipped pack and nothing else, made once."""
    root = tmp_path_factory.mktemp("new") / "profile"
    open_for_writing(prepare(root)).close()
    return root


@pytest.fixture
def life(new_profile: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A new user before a closed program; the time an answer takes is that of the moved clock."""
    clock = MovedClock(evening(0), BERLIN)
    monkeypatch.setattr("tpmprep.core.profile.SystemClock", lambda: clock)
    monkeypatch.setattr(failures, "catch_all", lambda _tell: None)
    monkeypatch.setattr(Stopwatch.__init__, "__defaults__", (lambda: clock.now().timestamp(),))
    shutil.copytree(new_profile, tmp_path / "profile")
    return Life(Program(prepare(tmp_path / "profile"), clock, qtbot), Learner(seed=3))


@pytest.mark.parametrize("days", [8, pytest.param(31, marks=pytest.mark.soak)])
def test_days_of_use_end_in_the_state_the_model_foretells(life: Life, days: int) -> None:
    go = life.program
    first_evening(life)
    for number in range(1, days):
        if number % 7 == SKIPPED:
            continue
        if number == 1:
            go.sleep_till(evening(number))
        else:
            go.clock.at = evening(number, minutes=life.learner.seconds(0, 40))
            go.open()
        least, most = Almanac(life.book, BERLIN).due(go.clock.now())
        assert least <= go.services.insight.status().cards_due <= most
        one_evening(life, number % 7)
        go.close()
    go.clock.at = evening(days)
    go.open()
    told, table = Almanac(life.book, BERLIN), Table(go.folders.database)
    compare_memories(table, told)
    compare_history(table, told)
    compare_rooms(table, go.services, told)
    compare_counts(table, go.services, told, go.clock.now())
    compare_progress(go.services, told)
    compare_readiness(table, go.services, told, max(FIRST + timedelta(weeks=3), FIRST + timedelta(days=days)))
    assert go.services.care.check().problems == ()
    go.close()
    assert (go.told, go.strays) == ([], [])


def first_evening(life: Life) -> None:
    """Welcome, the first scenario, a path to follow, and the first sitting of Today."""
    life.program.open()
    life.welcome()
    life.study()
    life.leave()
    life.follow_a_path()
    life.begin()
    life.study()
    life.leave()


def one_evening(life: Life, number: int) -> None:
    """Today's sitting from Space to its end, with what happens on the way on that day of the week."""
    go = life.program
    life.begin()
    if number == RESTARTED:
        shown = life.study_till_card()
        go.close()
        go.open()
        assert go.page == "sitting"
        assert go.shown() == shown
    if number in {REDONE, REDECIDED}:
        card = life.study_till_card()
        life.answer(card)
        after = go.shown()
        life.undo()
        assert go.shown() == card
        if number == REDONE:
            life.redo()
            assert go.shown() == after
    if number == EDITED:
        card = life.study_till_card()
        assert card.card is not None
        life.edit(card.card)
    life.study()
    life.leave()
