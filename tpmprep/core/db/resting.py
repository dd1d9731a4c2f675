"""Does what can wait, in a thread of its own, once nothing was written for a while."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Resting:
    """Calls ``act`` each time after a quiet span that follows a stir; sleeps without waking otherwise.

    Args:
        act: what can wait; called in the thread.
        quiet_s: how long nothing must stir, in seconds.
    """

    def __init__(self, act: Callable[[], None], quiet_s: float) -> None:
        self._act = act
        self._quiet_s = quiet_s
        self._last = 0.0
        self._stirred = Event()
        self._ended = Event()
        self._thread: Thread | None = None

    def stir(self) -> None:
        """Says that something was done; the first time starts the thread."""
        self._last = time.monotonic()
        if self._stirred.is_set():
            return
        self._stirred.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="resting", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Ends the thread and waits for it; nothing is called after."""
        self._ended.set()
        self._stirred.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            self._stirred.wait()
            while (left := self._last + self._quiet_s - time.monotonic()) > 0 and not self._ended.is_set():
                self._ended.wait(left)
            if self._ended.is_set():
                return
            self._stirred.clear()
            self._act()
