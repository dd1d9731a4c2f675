"""Owns the time a person spends on one thing: a clock that stands still while nobody can see it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Stopwatch:
    """Counts milliseconds by a monotonic clock, from ``restart`` on, without its pauses.

    Args:
        seconds: the monotonic clock; tests bring their own.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._gone = 0.0
        self._since: float | None = None

    def restart(self, *, gone_ms: int = 0, runs: bool = True) -> None:
        """Begins anew at ``gone_ms``."""
        self._gone = gone_ms / 1000
        self._since = self._seconds() if runs else None

    def pause(self) -> None:
        """Stands still; a second call changes nothing."""
        if self._since is not None:
            self._gone += self._seconds() - self._since
            self._since = None

    def go_on(self) -> None:
        """Counts on; a second call changes nothing."""
        if self._since is None:
            self._since = self._seconds()

    @property
    def runs(self) -> bool:
        """Whether it counts now."""
        return self._since is not None

    def ms(self) -> int:
        """Milliseconds counted so far."""
        now = 0.0 if self._since is None else self._seconds() - self._since
        return round((self._gone + now) * 1000)
