"""A file with the shipped pack, made once and copied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock
from tests.ui.pages.interview.stage import FakeHost, services_over
from tests.ui.pages.stand import close_stands
from tpmprep.core.db.database import Database
from tpmprep.core.db.migrate import upgrade
from tpmprep.core.ground.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _no_stand_stays_open() -> Iterator[None]:
    yield
    close_stands()


@pytest.fixture(scope="session")
def shipped_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tpmprep.core.packs.service import Packs

    file = tmp_path_factory.mktemp("shipped") / "profile.db"
    upgrade(file)
    db = Database(file, StillClock())
    Packs(db).install(resource("packs", "tpm-core"))
    db.close()
    return file


@pytest.fixture
def host(qapp: QApplication, shipped_file: Path, tmp_path: Path) -> Iterator[FakeHost]:
    """A window over the shipped content."""
    assert qapp
    file = tmp_path / "profile.db"
    shutil.copy(shipped_file, file)
    db = Database(file, StillClock())
    made = FakeHost(services_over(db))
    yield made
    made.shut()
    db.close()


@pytest.fixture
def bare_host(qapp: QApplication, tmp_path: Path) -> Iterator[FakeHost]:
    """A window over an empty profile."""
    assert qapp
    file = tmp_path / "bare.db"
    upgrade(file)
    db = Database(file, StillClock())
    made = FakeHost(services_over(db))
    yield made
    made.shut()
    db.close()
