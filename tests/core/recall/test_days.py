"""Another hour at which study days begin: what is due moves with it, what was answered stays on its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.core.conftest import NOW, FakeClock
from tpmprep.core.db.check import check
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import StudyClock, today
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.settings import Settings
from tpmprep.core.profile import open_for_writing
from tpmprep.core.recall import ledger
from tpmprep.core.recall.days import begin_days
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.database import Database

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def used(stocked: Database, clock: FakeClock) -> Database:
    """Some cards answered: one comes back in minutes, the others as days begin, some after clocks change."""
    with stocked.hot_reading() as raw:
        ids = [row[0] for row in raw.execute("SELECT thing_id FROM card ORDER BY thing_id LIMIT 4")]
    for thing, rating in zip(ids, (Rating.AGAIN, Rating.EASY, Rating.EASY, Rating.GOOD), strict=True):
        give(stocked, thing, rating)
    clock.pass_by(days=20)
    for thing in ids[1:3]:
        give(stocked, thing, Rating.EASY)
    return stocked


def give(db: Database, thing: int, rating: Rating) -> None:
    with db.hot_step("card.answered", Change.MEMORY) as raw:
        ledger.grade(raw, thing, ledger.Answer(rating, "cards", 900), moment(db.clock), 0.9)


def rows(db: Database, query: str) -> list[tuple[int, ...]]:
    with db.hot_reading() as raw:
        found: list[tuple[int, ...]] = raw.execute(query).fetchall()
    return found


def dues(db: Database) -> list[datetime]:
    query = "SELECT due_at FROM memory WHERE due_at IS NOT NULL ORDER BY thing_id"
    return [datetime.fromtimestamp(ms / 1000, BERLIN) for (ms,) in rows(db, query)]


def test_what_comes_back_as_a_day_begins_moves_with_the_hour_and_the_past_stays(used: Database) -> None:
    before, log = dues(used), rows(used, "SELECT * FROM review ORDER BY id")
    moved = begin_days(used, BERLIN, 6)
    assert 0 < moved < len(before)
    assert {at.hour for at in dues(used) if at.minute == 0} == {6}
    assert [at.date() for at in dues(used)] == [at.date() for at in before]
    assert rows(used, "SELECT * FROM review ORDER BY id") == log
    assert used.undoable() is None
    assert begin_days(used, BERLIN, 6) == 0
    assert begin_days(used, BERLIN, 0) == begin_days(used, BERLIN, 4) == moved
    assert dues(used) == before
    assert check(used) == []


def test_the_chosen_hour_holds_from_the_next_start(tmp_path: Path) -> None:
    folders, clock = prepare(tmp_path / "profile"), FakeClock(datetime(2026, 3, 3, 5, 30, tzinfo=BERLIN))
    profile = open_for_writing(folders, clock=clock)
    assert today(profile.services.clock) == date(2026, 3, 3)
    profile.services.settings.put("day_begins", 6)
    assert today(profile.services.clock) == date(2026, 3, 3)
    profile.close()
    profile = open_for_writing(folders, clock=clock)
    assert today(profile.services.clock) == date(2026, 3, 2)
    assert Settings(folders.settings).number("day_begins") == 6
    clock.pass_by(minutes=30)
    assert today(profile.services.clock) == date(2026, 3, 3)
    profile.close()


@pytest.mark.parametrize("hour", [0, 6, 12])
def test_an_easy_card_comes_back_as_its_day_begins(stocked: Database, hour: int) -> None:
    stocked.clock = StudyClock(FakeClock(NOW), hour)
    ((card,),) = rows(stocked, "SELECT min(thing_id) FROM card")
    give(stocked, card, Rating.EASY)
    (due,) = dues(stocked)
    assert (due.hour, due.minute) == (hour, 0)
    assert due - NOW > timedelta(days=1)
