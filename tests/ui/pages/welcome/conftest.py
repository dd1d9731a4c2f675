"""An open window for every test of the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.exercises.stage import Stage, open_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = open_stage(tmp_path, qtbot)
    yield made
    made.close()
