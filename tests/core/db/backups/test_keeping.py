"""Which backups retention keeps, by example."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.core.db.stage import NOON
from tpmprep.core.db.backups.keeping import Copy, to_keep


def copies(*ago: timedelta, why: str = "use") -> list[Copy]:
    """Copies made so long before noon, numbered in the order of time."""
    ordered = sorted(ago, reverse=True)
    return [Copy(f"{number}", NOON - past, why, number + 1) for number, past in enumerate(ordered)]


def ages(kept: dict[str, str], made: list[Copy]) -> list[float]:
    return sorted((NOON - copy.at) / timedelta(days=1) for copy in made if copy.name in kept)


def every(step: timedelta, days: float) -> list[Copy]:
    count = int(timedelta(days=days) / step)
    return copies(*(step * number for number in range(count)))


def test_everything_of_two_days_is_kept() -> None:
    made = every(timedelta(minutes=30), 2)
    assert len(to_keep(made, NOON)) == len(made)


def test_then_twelve_days_ten_weeks_and_nine_months() -> None:
    made = every(timedelta(hours=6), 3 * 365)
    kept = to_keep(made, NOON)
    rules = list(kept.values())
    assert rules.count("daily") == 12
    assert rules.count("weekly") == 10
    assert rules.count("monthly") in range(9, 13)
    assert max(ages(kept, made)) > 300
    assert len(kept) < 50


def test_the_newest_three_stay_however_old_they_are() -> None:
    made = copies(*(timedelta(days=3000 + number / 100) for number in range(9)))
    assert len(to_keep(made, NOON)) == 3


def test_a_copy_of_the_future_stays_and_takes_no_place() -> None:
    made = every(timedelta(hours=6), 400)
    future = [Copy(f"f{n}", NOON + timedelta(days=n * 40), "use", 10_000 + n) for n in range(1, 9)]
    kept = to_keep([*made, *future], NOON)
    assert {copy.name for copy in future} <= set(kept)
    alone = to_keep(made[:-3], NOON)
    assert {name for name, rule in alone.items() if rule != "newest"} <= set(kept)


def test_a_clock_that_jumps_ahead_empties_no_shelf() -> None:
    made = every(timedelta(hours=6), 400)
    kept = to_keep(made, NOON + timedelta(days=40_000))
    days = {copy.at.date() for copy in made if copy.name in kept}
    assert len([day for day in days if NOON.date() - day < timedelta(days=12)]) == 12


def test_the_copies_before_the_last_three_upgrades_stay_one_each() -> None:
    made = [
        Copy(
            f"{version}{again}", NOON - timedelta(days=2000 - version, hours=again), why, version * 3 + again
        )
        for version in range(1, 6)
        for again in range(2)
        for why in [f"before-upgrade-from-{version}"]
    ]
    made += [Copy(f"x{n}", NOON - timedelta(hours=n), "use", 100 - n) for n in range(40)]
    kept = [name for name, rule in to_keep(made, NOON).items() if rule == "upgrade"]
    assert sorted(kept) == ["31", "41", "51"]


def test_the_only_copy_of_a_month_survives_a_week_that_reaches_into_the_next() -> None:
    lonely = Copy("january", datetime(2026, 1, 31, 12, tzinfo=NOON.tzinfo), "use", 1)
    after = [
        Copy(f"{n}", datetime(2026, 2, 1, 12, tzinfo=NOON.tzinfo) + timedelta(days=n), "use", n + 2)
        for n in range(60)
    ]
    now = after[-1].at
    assert to_keep([lonely, *after], now).get("january") == "monthly"
