"""A furnished profile, made once a module and copied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock
from tests.core.rescue.stage import Room
from tpmprep.core.db.check import check
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folders = prepare(tmp_path_factory.mktemp("furnished"))
    open_for_writing(folders, clock=StillClock()).close()
    return folders.root


@pytest.fixture
def room(furnished: Path, tmp_path: Path) -> Iterator[Room]:
    shutil.copytree(furnished, tmp_path / "profile")
    clock = StillClock()
    made = Room(open_for_writing(prepare(tmp_path / "profile"), clock=clock), clock)
    yield made
    assert check(made.profile.database) == []
    made.profile.close()
