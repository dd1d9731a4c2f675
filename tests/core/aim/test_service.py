from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.aim.service import Aims
from tpmprep.core.db.desk import Desk

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database

TODAY = date(2026, 3, 2)
ACME = AimDraft("interview", minutes=45, due_on=date(2026, 3, 25), company=" Acme ", round="technical")


@pytest.fixture
def aims(db: Database) -> Aims:
    return Aims(db)


def test_there_is_no_aim_at_first(aims: Aims) -> None:
    assert aims.current() is None


def test_a_chosen_aim_counts_its_days(aims: Aims, clock: FakeClock) -> None:
    face = aims.choose(ACME)
    assert (face.company, face.round, face.days_left, face.minutes) == ("Acme", "technical", 23, 45)
    clock.pass_by(days=25)
    later = aims.current()
    assert later is not None
    assert later.days_left == -2


def test_the_day_changes_at_four_in_the_morning_where_the_person_is(aims: Aims, clock: FakeClock) -> None:
    aims.choose(ACME)
    clock.pass_by(hours=17)  # 02:00 UTC, 03:00 in Berlin: still the same study day
    assert getattr(aims.current(), "days_left", None) == 23
    clock.pass_by(hours=1, minutes=1)
    assert getattr(aims.current(), "days_left", None) == 22


@pytest.mark.parametrize("minutes", [4, 241, 0, -30])
def test_minutes_outside_5_to_240_are_refused_and_the_old_aim_stays(aims: Aims, minutes: int) -> None:
    first = aims.choose(ACME)
    with refuses("aim.minutes", minutes=minutes):
        aims.choose(AimDraft("look", minutes=minutes))
    assert aims.current() == first


@pytest.mark.parametrize("minutes", [5, 240])
def test_the_ends_of_the_range_are_inside(aims: Aims, minutes: int) -> None:
    assert aims.choose(AimDraft("look", minutes=minutes)).minutes == minutes


def test_a_day_that_has_passed_is_refused_today_is_not(aims: Aims) -> None:
    with refuses("aim.past", day="2026-03-01"):
        aims.choose(AimDraft("interview", due_on=date(2026, 3, 1)))
    assert aims.choose(AimDraft("interview", due_on=TODAY)).days_left == 0
    with refuses("aim.past"):
        aims.move(date(2026, 2, 1))


def test_moving_or_changing_without_an_aim_is_refused(aims: Aims) -> None:
    with refuses("aim.none"):
        aims.move(TODAY)
    with refuses("aim.none"):
        aims.change(ACME)


def test_another_aim_ends_the_first_and_undo_brings_it_back(aims: Aims, db: Database) -> None:
    first = aims.choose(ACME)
    second = aims.choose(AimDraft("look"))
    assert second.id != first.id
    assert aims.current() == second
    undone = Desk(db).undo()
    assert undone is not None
    assert undone.name == "aim.chosen"
    assert aims.current() == first


def test_moving_and_changing_keep_the_aim(aims: Aims) -> None:
    first = aims.choose(ACME)
    assert aims.move(None).days_left is None
    changed = aims.change(AimDraft("role", minutes=20, role="program"))
    assert (changed.id, changed.what, changed.minutes, changed.role) == (first.id, "role", 20, "program")
