"""Owns work beside the window: run, report, cancel, and hand the result back to the main thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import label, row, stack
from tpmprep.ui.kit.progress import ThinBar

if TYPE_CHECKING:
    from collections.abc import Callable

BUSY_AFTER_MS = 300
_log = logging.getLogger(__name__)
_running: set[Task] = set()


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Raised inside the work when the person has cancelled it."""


class Task(QObject):
    """One piece of work on the thread pool.

    The work is called with the task and may call :meth:`report`, which also ends it when cancelled.
    ``succeeded`` carries what it returned, ``failed`` the exception, ``cancelled`` nothing; exactly
    one of the three comes, on the main thread, then ``ended``. ``busy`` comes once after 300 ms.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    busy = Signal()
    _came = Signal(str, object)

    def __init__(self, work: Callable[[Task], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = False
        self.running = False
        self._came.connect(self._on_came)
        self._busy = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._busy.timeout.connect(self.busy)

    def start(self, pool: QThreadPool | None = None) -> Task:
        """Begin; keeps itself alive until it has ended."""
        self.running = True
        _running.add(self)
        self._busy.start()
        (pool or QThreadPool.globalInstance()).start(_Run(self))
        return self

    def report(self, share: float, text: str = "") -> None:
        """Tell how far the work is (0–1, below 0 = unknown); raises ``Cancelled`` where asked to stop."""
        if self._stop:
            raise Cancelled
        self.progressed.emit(share, text)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop = True

    def run_now(self) -> None:
        """Called on the worker thread."""
        try:
            outcome, value = "succeeded", self._work(self)
        except Cancelled:
            outcome, value = "cancelled", None
        except BaseException as problem:
            outcome, value = "failed", problem
        self._came.emit(outcome, value)

    def _on_came(self, outcome: str, value: object) -> None:
        self._busy.stop()
        self.running = False
        _running.discard(self)
        if outcome == "succeeded":
            self.succeeded.emit(value)
        elif outcome == "cancelled":
            self.cancelled.emit()
        else:
            _log.debug("task failed: %r", value)
            self.failed.emit(value)
        self.ended.emit()


def run(
    work: Callable[[Task], object],
    then: Callable[[Any], object] | None = None,
    wrong: Callable[[Any], object] | None = None,
) -> Task:
    """Start ``work`` on the pool; ``then`` gets its result, ``wrong`` its exception."""
    task = Task(work)
    if then is not None:
        task.succeeded.connect(then)
    if wrong is not None:
        task.failed.connect(wrong)
    return task.start()


def run_held(
    part: QWidget,
    enable: Callable[..., None],
    work: Callable[[], object],
    then: Callable[[Any], object],
    wrong: Callable[[Any], object],
    busy: BusyBar | None = None,
) -> Task:
    """Start work during which the controls of ``part`` rest; then the keys go on where they were.

    A control that cannot be used loses the focus, and Qt gives it to whatever comes next in the window.

    Args:
        part: what the controls are on.
        enable: called with ``enabled=False`` now and with ``enabled=True`` as soon as the work is over.
        work: runs on the pool.
        then: gets its result, the controls being of use again.
        wrong: gets its exception, likewise.
        busy: shows the work from 300 ms on.
    """
    window = part.window()
    before = window.focusWidget()
    enable(enabled=False)
    lost = before is not None and before is not window.focusWidget()
    if lost:
        part.setFocus()  # on a button of elsewhere the key that began this would press it

    def go_on() -> None:
        enable(enabled=True)
        if lost and before is not None and window.focusWidget() in {part, None}:
            before.setFocus()

    task = Task(lambda _task: work(), part)
    for outcome in (task.succeeded, task.failed, task.cancelled):
        outcome.connect(go_on)
    task.succeeded.connect(then)
    task.failed.connect(wrong)
    if busy is not None:
        busy.follow(task)
    return task.start()


class BusyBar(QWidget):
    """Says what is going on and offers to cancel; shows itself from 300 ms on, hides at the end."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._task: Task | None = None
        self._words = label(name, "muted")
        self._bar = ThinBar(0, name)
        self._cancel = button(self.tr("Cancel"), "quiet", then=self._on_cancel)
        self.setLayout(row(stack(self._words, 6, self._bar), 12, self._cancel))
        self.hide()

    def follow(self, task: Task) -> None:
        """Show the progress of this task."""
        self._task = task
        self._cancel.setEnabled(True)
        task.busy.connect(self.show)
        task.progressed.connect(self._on_progressed)
        task.ended.connect(self.hide)

    def _on_progressed(self, share: float, text: str) -> None:
        self._bar.setRange(0, 0 if share < 0 else 1000)
        if share >= 0:
            self._bar.set_share(share)
        if text:
            self._words.setText(text)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        if self._task is not None:
            self._task.cancel()


class _Run(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run_now()
