"""A fresh file with all tables and guards, and a clock that tests move by hand."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tpmprep.core.db.base import Base
from tpmprep.core.db.database import Database
from tpmprep.core.db.engine import Writer, connect
from tpmprep.core.db.guards import make_guards
from tpmprep.core.db.sessions import Sessions
from tpmprep.core.ground.resources import resource
from tpmprep.core.ground.settings import Settings
from tpmprep.core.packs.service import Packs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime, zone: str = "Europe/Berlin") -> None:
        self.at = now
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        return self.at

    def zone(self) -> ZoneInfo:
        return self._zone

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


def make_file(file: Path) -> None:
    raw = connect(file, writes=True, factory=Writer)
    sessions = Sessions(file, raw)
    with sessions.writing() as session:
        Base.metadata.create_all(session.connection())
    make_guards(raw)
    sessions.close()
    raw.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def profile_settings() -> Settings:
    return Settings(None)


@pytest.fixture
def db(tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    file = tmp_path / "profile.db"
    make_file(file)
    database = Database(file, clock)
    yield database
    database.close()


@pytest.fixture(scope="session")
def stocked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the shipped content, installed once a run; tests work on copies."""
    file = tmp_path_factory.mktemp("stocked") / "profile.db"
    make_file(file)
    database = Database(file, FakeClock(NOW))
    Packs(database).install(resource("packs", "tpm-core"))
    database.close()
    return file


@pytest.fixture
def stocked(stocked_file: Path, tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    """A database with the shipped content."""
    file = tmp_path / "stocked.db"
    shutil.copyfile(stocked_file, file)
    database = Database(file, clock)
    yield database
    database.close()
