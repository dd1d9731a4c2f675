"""Tests of one state held by two readers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock, fill
from tpmprep.core.db import engine
from tpmprep.core.db.backups import pinning
from tpmprep.core.db.backups.copying import backup
from tpmprep.core.db.backups.pinning import pin, pin_without_trace
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.db.backups.pinning import Pinned

ADD = (
    "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
    "VALUES (1, 0, 1, 20514, 3, 0, 4000, 2)"
)
COUNT = "SELECT count(*) FROM review"


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    made = prepare(tmp_path / "profile")
    database = open_profile(made, StillClock())
    fill(made.database)
    yield made
    database.close()


def add(folders: Folders) -> None:
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as raw:
        raw.execute(ADD)


def counts(pinned: Pinned) -> list[int]:
    return [raw.execute(COUNT).fetchone()[0] for raw in (pinned.copied, pinned.checked)]


@pytest.mark.parametrize("way", [pin, pin_without_trace])
def test_both_readers_stay_with_the_state_they_were_begun_at(folders: Folders, way: object) -> None:
    with closing(way(folders.database)) as pinned:  # type: ignore[operator]
        add(folders)
        assert counts(pinned) == [3, 3]


def test_a_commit_between_the_two_beginnings_has_both_begin_anew(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [2, 1]

    class Meddled(sqlite3.Connection):
        """A reader after whose beginning somebody else commits, the first two times."""

        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
            done = super().execute(statement, *values)  # type: ignore[arg-type]
            if "sqlite_master" in statement and left:
                left.pop()
                add(folders)
            return done

    def connect(file: Path, *, writes: bool) -> sqlite3.Connection:
        return engine.connect(file, writes=writes, factory=Meddled)

    monkeypatch.setattr(pinning, "connect", connect)
    with closing(pin(folders.database)) as pinned:
        assert counts(pinned) == [5, 5]


def test_what_is_damaged_in_the_pinned_state_is_never_published(folders: Folders, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'review'").fetchone()
    with folders.database.open("r+b", buffering=0) as stream:
        stream.seek((page - 1) * 4096 + 3)
        stream.write(b"\xff\xff")
    with closing(pin(folders.database)) as pinned, pytest.raises(UserError) as refused:
        backup(folders.database, tmp_path / "copy.sqlite3", source=pinned)
    assert refused.value.code == "profile.damaged"
    assert not list(tmp_path.glob("*copy*"))
