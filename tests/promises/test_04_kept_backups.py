"""Promise 4: two days of backups are kept whole, then days, weeks and months; the newest good never go."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.db.stage import fill
from tpmprep.core.db.backups.card import read_card
from tpmprep.core.db.backups.keeping import Copy, to_keep
from tpmprep.core.db.backups.shelf import put_one_more, standing
from tpmprep.core.db.backups.thinning import thin_out
from tpmprep.core.db.migrate import upgrade
from tpmprep.core.ground.folders import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=3 * 365)
TWO_DAYS = timedelta(hours=48)
SHELVES: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (12, lambda at: at.date()),
    (10, lambda at: at.isocalendar()[:2]),
    (9, lambda at: (at.year, at.month)),
)
gaps = st.integers(1, 60 * 24 * 9)
# how many minutes the clock is off, and for how many backups
jumps = st.tuples(st.integers(-4_000_000, 40_000_000), st.integers(1, 12))
story = st.lists(st.one_of(gaps, gaps, gaps, jumps), min_size=20, max_size=160)


class Shelf:
    """Backups made one after another and thinned out after each, as the app does it."""

    def __init__(self) -> None:
        self.made: list[Copy] = []
        self.kept: list[Copy] = []

    def add(self, now: datetime, why: str) -> list[Copy]:
        """Makes one more; returns what went."""
        copy = Copy(f"{len(self.made)}", now, why, len(self.made) + 1)
        self.made.append(copy)
        self.kept.append(copy)
        stays = to_keep(self.kept, now)
        gone = [copy for copy in self.kept if copy.name not in stays]
        self.kept = [copy for copy in self.kept if copy.name in stays]
        return gone


def live(parts: list[int | tuple[int, int]]) -> list[tuple[datetime, bool]]:
    """The times the clock showed at each backup over at most three years, and whether it was right."""
    real, off, wrong, seen = BEGIN, timedelta(), 0, []
    for part in parts:
        if isinstance(part, tuple):
            off, wrong = timedelta(minutes=part[0]), part[1]
            continue
        real += timedelta(minutes=part)
        if real > BEGIN + YEARS:
            break
        seen.append((real + off if wrong else real, not wrong))
        wrong = max(wrong - 1, 0)
    return seen


def check_always(shelf: Shelf, gone: list[Copy], now: datetime) -> None:
    """What holds after every backup, whatever the clock did."""
    names = {copy.name for copy in shelf.kept}
    assert {copy.name for copy in shelf.made[-3:]} <= names
    assert all(copy.at <= now - TWO_DAYS for copy in gone)
    upgrades: dict[str, Copy] = {}
    for copy in reversed(shelf.made):
        if copy.why.startswith("before-upgrade"):
            upgrades.setdefault(copy.why, copy)
    assert {copy.name for copy in list(upgrades.values())[:3]} <= names


def check_shelves(shelf: Shelf, now: datetime) -> None:
    """Each of the latest days, weeks and months that ever had a copy still has its newest one."""
    old = sorted((copy for copy in shelf.made if copy.at <= now - TWO_DAYS), key=lambda copy: copy.at)
    names = {copy.name for copy in shelf.kept}
    for count, bucket in SHELVES:
        last: dict[Hashable, Copy] = {}
        for copy in old:
            last.pop(bucket(copy.at), None)
            last[bucket(copy.at)] = copy
        assert {copy.name for copy in list(last.values())[-count:]} <= names


def run(parts: list[int | tuple[int, int]]) -> None:
    shelf = Shelf()
    seen = live(parts)
    for number, (now, _) in enumerate(seen):
        why = f"before-upgrade-from-{number // 31}" if number % 31 == 30 else "use"
        check_always(shelf, shelf.add(now, why), now)
    if seen and all(right for _, right in seen):
        check_shelves(shelf, seen[-1][0])


@pytest.mark.parametrize("runs", [40, pytest.param(6_000, marks=pytest.mark.soak)])
def test_over_three_years_with_clock_jumps_what_must_stay_stays(runs: int) -> None:
    seen: dict[str, int] = defaultdict(int)

    @settings(max_examples=runs, deadline=None, suppress_health_check=list(HealthCheck))
    @given(story)
    def lived(parts: list[int | tuple[int, int]]) -> None:
        seen["runs"] += 1
        run(parts)

    lived()
    assert seen["runs"] >= runs // 2


@pytest.mark.parametrize("runs", [15, pytest.param(2_000, marks=pytest.mark.soak)])
def test_with_a_right_clock_every_shelf_holds_its_newest_copies(runs: int) -> None:
    seen: dict[str, int] = defaultdict(int)

    @settings(max_examples=runs, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(gaps, min_size=60, max_size=400))
    def lived(parts: list[int | tuple[int, int]]) -> None:
        seen["runs"] += 1
        run(parts)

    lived()
    assert seen["runs"] >= runs // 2


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 900 * 24), min_size=1, max_size=200, unique=True),
    st.lists(st.integers(1, 900 * 24), max_size=30, unique=True),
)
def test_copies_of_the_future_cost_no_copy_its_place(past: list[int], future: list[int]) -> None:
    now = BEGIN + YEARS
    old = [
        Copy(f"p{n}", now - timedelta(hours=hours), "use", n) for n, hours in enumerate(sorted(past)[::-1])
    ]
    new = [Copy(f"f{n}", now + timedelta(hours=hours), "use", 1000 + n) for n, hours in enumerate(future)]
    alone, together = to_keep(old, now), to_keep([*old, *new], now)
    assert {copy.name for copy in new} <= set(together)
    assert {name for name, rule in alone.items() if rule != "newest"} <= set(together)


def test_on_the_disk_too_the_newest_three_good_ones_stay_and_damaged_ones_never_count(tmp_path: Path) -> None:
    folders = prepare(tmp_path / "profile")
    upgrade(folders.database)
    fill(folders.database)
    for day in range(40):
        put_one_more(folders, "use", BEGIN + timedelta(days=day, hours=day % 3))
    newest = [stands.face.file for stands in standing(folders.backups)][:2]
    for file in newest:
        content = bytearray(file.read_bytes())
        content[5000] ^= 1
        file.write_bytes(bytes(content))
    gone = thin_out(folders, BEGIN + timedelta(days=400))
    left = {stands.face.file.name for stands in standing(folders.backups)}
    assert gone
    assert {
        f"{(BEGIN + timedelta(days=d, hours=d % 3)):%Y%m%dT%H%M%SZ}-use.sqlite3" for d in (35, 36, 37)
    } <= left
    assert {file.name for file in newest} <= left
    for name in left - {file.name for file in newest}:
        card = read_card(folders.backups / name)
        assert card is not None
        assert card.bytes == (folders.backups / name).stat().st_size


def test_damaged_copies_are_read_before_a_good_one_goes_for_them(tmp_path: Path) -> None:
    folders = prepare(tmp_path / "profile")
    upgrade(folders.database)
    fill(folders.database)
    for hour in range(6):
        put_one_more(folders, "use", BEGIN + timedelta(hours=hour))
    made = [stands.face.file for stands in standing(folders.backups)]
    for file in made[:3]:
        content = bytearray(file.read_bytes())
        content[5000] ^= 1
        file.write_bytes(bytes(content))
    gone = thin_out(folders, BEGIN + timedelta(days=400))
    assert gone == ()
    assert {stands.face.file for stands in standing(folders.backups)} == set(made)
