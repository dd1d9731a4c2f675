"""Reads today beside the window where that takes long, one read at a time; the newest state wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpmprep.ui.kit import tasks

if TYPE_CHECKING:
    from tpmprep.core.insight.faces import InsightPort
    from tpmprep.core.insight.front import TodayFace


class Reading(QObject):
    """The read that goes on, if one does; ``came`` carries its face, ``failed`` its exception."""

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.goes_on = False
        self._insight: InsightPort | None = None
        self._task: tasks.Task | None = None

    def begin(self, insight: InsightPort) -> None:
        """Reads in a thread; asked again meanwhile, it reads once more and drops what the first read saw."""
        if self.goes_on:
            self._insight = insight
            return
        self.goes_on = True
        self._task = tasks.run(lambda _task: insight.today(), self._on_read, self._on_failed)

    def _on_read(self, face: TodayFace) -> None:
        self.goes_on = False
        again, self._insight = self._insight, None
        if again is not None:
            self.begin(again)
        else:
            self.came.emit(face)

    def _on_failed(self, error: BaseException) -> None:
        self.goes_on, self._insight = False, None
        self.failed.emit(error)
