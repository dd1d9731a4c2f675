"""Today is on the start path: it brings little with it, and nothing flashes up while it is made."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tests.ui.pages.today import stage
from tests.ui.pages.today.stage import DONE, FULL, RESUMED, UNAIMED
from tpmprep.ui.pages.today.page import TodayPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LATER = (
    "sqlalchemy",
    "alembic",
    "markdown",
    "fsrs",
    "nh3",
    "yaml",
    "tpmprep.core.services",
    "tpmprep.ui.kit.rich",
    "tpmprep.ui.kit.charts",
    "tpmprep.ui.kit.dialogs",
    "tpmprep.ui.kit.fields",
    "tpmprep.ui.kit.markdown_edit",
    "tpmprep.ui.pages.today.move_date",
)


def test_the_page_imports_only_what_its_first_paint_needs() -> None:
    code = "import sys, tpmprep.ui.pages.today.page; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert loaded.isdisjoint(LATER)


class _Shows(QObject):
    """Remembers every widget shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_is_shown_as_a_window_of_its_own_while_the_page_is_painted(
    qapp: QApplication, qtbot: QtBot
) -> None:
    shows = _Shows()
    qapp.installEventFilter(shows)
    try:
        page = TodayPage(stage.host(FULL))
        qtbot.addWidget(page)
        for face in (FULL, DONE, UNAIMED, RESUMED):
            page.show_face(face)
    finally:
        qapp.removeEventFilter(shows)
    assert shows.seen == []
