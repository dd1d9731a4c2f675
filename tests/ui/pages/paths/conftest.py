"""A stand and the page Paths upon it, one path followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.pages.stand import Stand, open_stand, put_up
from tpmprep.ui.pages.paths.page import PathsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return open_stand(tmp_path)


@pytest.fixture
def path_id(stand: Stand) -> int:
    return next(row.id for row in stand.services.learning.paths() if row.ref.endswith("pm-to-tpm"))


@pytest.fixture
def page(stand: Stand, path_id: int, qtbot: QtBot) -> PathsPage:
    """The page with its one followed path open."""
    stand.services.learning.follow(path_id, followed=True)
    made = PathsPage(stand)
    put_up(made, qtbot)
    return made
