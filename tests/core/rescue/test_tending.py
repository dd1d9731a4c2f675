"""Tending the backups while the window is open: what is thinned out, and what is spared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.db.stage import StillClock
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from pathlib import Path


def test_the_copy_that_undoes_the_last_going_back_is_spared_however_old_it_is(tmp_path: Path) -> None:
    clock, folders = StillClock(), prepare(tmp_path / "profile")
    profile = open_for_writing(folders, clock=clock)
    first = profile.services.backups.make()
    profile.go_back(first.file)
    profile.close()
    again = open_for_writing(folders, clock=clock)
    backups = again.services.backups
    back = backups.way_back()
    assert back is not None
    for _ in range(4):
        clock.move(hours=1)
        backups.make()
    old = {row.file for row in backups.rows()} - {back.file}
    clock.move(days=900)
    backups.tend()
    left = {row.file for row in backups.rows()}
    assert not old <= left
    assert back.file in left
    again.close()
