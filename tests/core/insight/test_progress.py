from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.insight import snapshot
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tests.core.insight.conftest import Learner


def test_days_minutes_and_reviews_add_up(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[0].things)
    clock.pass_by(days=1)
    learner.work(learner.insight.today().blocks[1].things)
    face = learner.insight.progress()
    assert len(face.days) == 2
    assert (face.days[1][0] - face.days[0][0]).days == 1
    assert {room for room, _ in face.minutes_by_room} == {"cards", "quiz"}
    assert face.reviews == learner.insight.status().reviews > 0


def test_the_load_counts_every_due_card_on_its_day(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    cards = learner.insight.today().blocks[0].things
    learner.work(cards)
    load = dict(learner.insight.progress().load)
    assert len(load) == 30
    assert sum(load.values()) == len(cards)
    clock.pass_by(days=20)
    overdue = learner.insight.progress().load
    assert overdue[0] == (clock.now().date(), len(cards))


def test_retention_is_the_share_remembered_in_review(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    cards = learner.insight.today().blocks[0].things[:4]
    learner.work(cards, Rating.EASY)
    assert learner.insight.progress().retention is None
    clock.pass_by(days=30)
    learner.work(cards[:3], Rating.GOOD)
    assert learner.insight.progress().retention == 1.0


def test_an_aim_says_what_it_means_before_it_is_chosen(learner: Learner, clock: FakeClock) -> None:
    due = clock.now().date() + timedelta(days=20)
    short = learner.insight.consequence(AimDraft("interview", minutes=15, due_on=due))
    long = learner.insight.consequence(AimDraft("interview", minutes=60, due_on=due))
    assert (short.days, short.hours, long.hours) == (20, 5.0, 20.0)
    assert 0 < short.concepts < long.concepts
    assert short.cards_a_day < long.cards_a_day
    assert len(short.left_out) >= len(long.left_out)
    assert learner.insight.consequence(AimDraft("look")).days is None


@pytest.mark.parametrize("days", [0, 1])
def test_an_aim_of_today_or_tomorrow_still_says_something(
    learner: Learner, clock: FakeClock, days: int
) -> None:
    due = clock.now().date() + timedelta(days=days)
    assert learner.insight.consequence(AimDraft("interview", due_on=due)).hours > 0


def test_status_counts_what_is_there(learner: Learner) -> None:
    status = learner.insight.status()
    assert status.concepts >= 80
    assert status.cards > status.notes >= 80
    assert (status.cards_due, status.reviews, status.readiness) == (0, 0, 0.0)


def test_the_snapshot_gives_back_the_very_page(learner: Learner) -> None:
    for days in (None, 23):
        learner.aim(days=days)
        learner.work(learner.insight.today().blocks[0].things[:3])
        face = learner.insight.today()
        assert snapshot.read(snapshot.write(face)) == face


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"format": 99}', b'{"format": 1}', b'{"format": 1, "today": 3}'],
)
def test_a_damaged_or_foreign_snapshot_is_no_page(data: bytes) -> None:
    assert snapshot.read(data) is None


def test_a_snapshot_cut_anywhere_is_no_page(learner: Learner) -> None:
    data = snapshot.write(learner.insight.today())
    assert [n for n in range(0, len(data), 97) if snapshot.read(data[:n]) is not None] == []
