"""The profile's lock: held by the operating system for one process, and gone with it."""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import TYPE_CHECKING, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class ProfileLock:
    """A lock that is held; given back by ``release``, at the end of a ``with``, or with the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Gives the lock back; its file stays, for a lock file that goes away could be locked twice."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def take(file: Path) -> ProfileLock | None:
    """Takes the lock of a profile; None when another process holds it.

    What the file holds, and who made it, means nothing: an empty or foreign file never locks anybody out,
    and what cannot be opened at all (a dangling link) is set aside.
    """
    handle = _open(file)
    try:
        _lock(handle)
    except OSError as error:
        if error.errno in _HELD:
            os.close(handle)
            return None
    return ProfileLock(handle)


def is_locked(file: Path) -> bool:
    """Whether a process holds the lock just now."""
    if not file.exists():
        return False
    held = take(file)
    if held is None:
        return True
    held.release()
    return False


def _open(file: Path) -> int:
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        try:
            return os.open(file, flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0), 0o600)
        except OSError:
            continue
    file.rename(file.with_name(f"{file.name}.odd-{time.time_ns()}"))
    return os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
