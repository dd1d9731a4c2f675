"""How long the app has been used since the last backup: neither sleep nor a jumping clock counts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

EVERY: Final = timedelta(minutes=30)
AGAIN: Final = timedelta(minutes=25)
LONGEST_TICK: Final = timedelta(minutes=2)


class Use:
    """The time of use, told about once a minute."""

    def __init__(self) -> None:
        self._used = timedelta()
        self._told_at: datetime | None = None

    @property
    def is_long(self) -> bool:
        """Whether it is time for a backup."""
        return self._used >= EVERY

    def tell(self, now: datetime, *, in_use: bool) -> None:
        """Counts the time since the last call, at most two minutes of it, and only in use."""
        if in_use and self._told_at is not None:
            self._used += min(max(now - self._told_at, timedelta()), LONGEST_TICK)
        self._told_at = now

    def begin_anew(self) -> None:
        """A backup was made."""
        self._used = timedelta()

    def try_again_soon(self) -> None:
        """A backup is being tried; should it fail, the next try comes in five minutes."""
        self._used = AGAIN
