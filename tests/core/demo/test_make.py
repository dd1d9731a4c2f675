from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.core.refusals import refuses
from tpmprep.core.db.check import check
from tpmprep.core.demo.make import make_demo
from tpmprep.core.demo.person import MovedClock, evening
from tpmprep.core.ground.clock import day_start
from tpmprep.core.ground.folders import prepare
from tpmprep.core.insight import snapshot
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.profile import Profile

ON, BERLIN = date(2026, 3, 2), ZoneInfo("Europe/Berlin")
DAYS = 26


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo")
    make_demo(place, ON, BERLIN, DAYS)
    return place


@pytest.fixture(scope="module")
def profile(folder: Path) -> Iterator[Profile]:
    clock = MovedClock(evening(day_start(ON, BERLIN), 10), BERLIN)
    opened = open_for_writing(prepare(folder), clock=clock)
    yield opened
    opened.close()


def test_the_demo_has_history_in_every_room(profile: Profile) -> None:
    status = profile.services.insight.status()
    counts = (status.reviews, status.responses, status.rehearsals, status.stories, status.cards_due)
    assert min(counts) > 0
    assert 0.05 < status.readiness < 0.95


def test_the_demo_ends_before_an_interview_at_acme_with_something_to_do_today(profile: Profile) -> None:
    face = profile.services.insight.today()
    assert face.aim is not None
    assert (face.aim.company, face.aim.round, face.aim.days_left) == ("Acme", "technical", 23)
    assert [block.kind for block in face.blocks] == ["recall", "apply", "say", "do"]
    assert face.minutes_done == 0


def test_steps_were_worked_on_with_hours_logged(profile: Profile) -> None:
    learning = profile.services.learning
    path = learning.path(learning.paths()[0].id)
    begun = [step for stage in path.milestones for step in stage.steps if step.status != "next"]
    assert path.followed
    assert path.minutes_spent > 60
    assert begun


def test_the_demos_file_is_whole(profile: Profile) -> None:
    assert check(profile.database) == []


def test_the_front_page_of_the_demo_can_be_painted_at_once(folder: Path, profile: Profile) -> None:
    face = snapshot.read((folder / "snapshot.json").read_bytes())
    assert face == profile.services.insight.today()


def test_the_same_days_are_lived_every_time(tmp_path: Path) -> None:
    first = make_demo(tmp_path / "a", ON, BERLIN, 5)
    assert make_demo(tmp_path / "b", ON, BERLIN, 5) == first
    assert (tmp_path / "a" / "snapshot.json").read_bytes() == (tmp_path / "b" / "snapshot.json").read_bytes()


def test_a_profile_that_is_there_is_never_lived_in(folder: Path, profile: Profile) -> None:
    before = profile.services.insight.status()
    with refuses("demo.not_empty"):
        make_demo(folder, ON, BERLIN)
    assert profile.services.insight.status() == before
