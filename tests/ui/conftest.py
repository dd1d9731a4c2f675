"""After each test the clocks of drafts stand still: what they would write to is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tpmprep.ui.kit.draft import stop_all

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _clocks_stop() -> Iterator[None]:
    yield
    if isinstance(QApplication.instance(), QApplication):
        for widget in QApplication.topLevelWidgets():
            stop_all(widget)
