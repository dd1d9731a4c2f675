"""Makes the demo profile in a folder: the same days every time, ending today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tpmprep.core.demo.life import AIM_AFTER, DAYS_AHEAD, Life
from tpmprep.core.demo.person import MovedClock, Person, evening
from tpmprep.core.ground.clock import SystemClock, day_start, today
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import prepare, write_atomically
from tpmprep.core.insight import snapshot
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from tpmprep.core.insight.faces import Status

DAYS = 90


def make_demo(folder: Path, on: date | None = None, zone: ZoneInfo | None = None, days: int = DAYS) -> Status:
    """Lives 90 days in a new profile, up to the evening before ``on``; returns the counts on that day.

    Args:
        folder: where the profile is made; one that holds a profile already is refused.
        on: the day it ends on, at 18:10; the present day by default.
        zone: where the days are counted; the machine's zone by default.
        days: how many of the days are lived; fewer for a quick look.

    Raises:
        UserError: ``demo.not_empty`` when the folder holds a profile already.
    """
    folders = prepare(folder)
    if folders.database.exists():
        raise UserError("demo.not_empty", folder=folders.root)
    last = on or today(SystemClock())
    first = last - timedelta(days=DAYS)
    clock = MovedClock(evening(day_start(first, zone), 10), zone)
    profile = open_for_writing(folders, clock=clock)
    try:
        person = Person()
        life = Life(profile.services, person, clock)
        life.begin()
        for day in range(DAYS - days, DAYS):
            clock.at = evening(day_start(first + timedelta(days=day), zone), person.seconds(5, 100))
            if day == AIM_AFTER:
                life.aim_at_acme(last + timedelta(days=DAYS_AHEAD))
            if life.studies(day):
                life.live(day)
        clock.at = evening(day_start(last, zone), 10)
        write_atomically(folders.snapshot, snapshot.write(profile.services.insight.today()))
        return profile.services.insight.status()
    finally:
        profile.close()
