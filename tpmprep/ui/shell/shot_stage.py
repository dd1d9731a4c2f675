"""The process that takes the pictures: one window over one profile, at a clock that stands still."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QThreadPool
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog

from tpmprep.core.ground import clock as clocks
from tpmprep.core.ground.folders import Folders
from tpmprep.core.ground.settings import Settings
from tpmprep.ui.exercises.stopwatch import Stopwatch
from tpmprep.ui.kit import theme
from tpmprep.ui.shell.concept_panel import ConceptPanel
from tpmprep.ui.shell.shot_list import SHOTS
from tpmprep.ui.shell.shots import CHILD
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from PySide6.QtGui import QPixmap

EVENING = time(18, 10)
ROUNDS = 12


def run() -> int:
    """Takes all pictures that the environment asks for; prints their names as JSON."""
    told: Mapping[str, Any] = json.loads(os.environ[CHILD])
    at = datetime.combine(date.fromisoformat(told["on"]), EVENING, UTC)
    _stand_still(at)
    app = QApplication.instance() or QApplication(["tpmprep"])
    if not isinstance(app, QApplication):
        return 1
    app.setCursorFlashTime(0)
    theme.apply(app, told["theme"])
    folders = Folders(Path(told["profile"]))
    names = _take(folders, Path(told["out"]), tuple(told["size"]))
    sys.stdout.write(json.dumps(names) + "\n")
    return 0


def _take(folders: Folders, out: Path, size: tuple[int, ...]) -> list[str]:
    from tpmprep.core.profile import open_for_writing

    settings = Settings(folders.settings)
    settings.put("reduced_motion", value=True)
    profile = open_for_writing(folders, clock=clocks.SystemClock(), settings=settings)
    window = Window(page_specs())
    window.failed = _fail  # type: ignore[method-assign]  # a fault must end the pictures, not be shown
    window.resize(size[0], size[1])
    window.give(profile.services)
    window.show()
    names: list[str] = []
    for name, act in SHOTS:
        act(window)
        settle()
        file = f"{len(names) + 1:02}-{name}.png"
        if not picture(window).save(str(out / file)):
            raise OSError(file)
        names.append(file)
        close_dialogs(window)
    window.close()
    profile.close()
    return names


def settle() -> None:
    """Lets everything that was asked for happen: events, tasks, deletions."""
    for _ in range(ROUNDS):
        QApplication.processEvents()
        QThreadPool.globalInstance().waitForDone()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def picture(window: Window) -> QPixmap:
    """The window with the dialogs over it."""
    shown = window.grab()
    painter = QPainter(shown)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter.drawPixmap(dialog.pos() - window.mapToGlobal(QPoint(0, 0)), dialog.grab())
    painter.end()
    return shown


def close_dialogs(window: Window) -> None:
    """Closes what was opened over the window."""
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.notices.hide()
    for panel in window.findChildren(ConceptPanel):
        panel.shut()
    settle()


def _stand_still(at: datetime) -> None:
    """In this process every clock shows the same instant in the same zone, and no watch runs."""

    def now(_clock: clocks.SystemClock) -> datetime:
        return at

    def zone(_clock: clocks.SystemClock) -> ZoneInfo:
        return ZoneInfo("UTC")

    def ms(_watch: Stopwatch) -> int:
        return 0

    for method in (now, zone):
        setattr(clocks.SystemClock, method.__name__, method)
    setattr(Stopwatch, ms.__name__, ms)


def _fail(error: BaseException) -> None:
    raise error
