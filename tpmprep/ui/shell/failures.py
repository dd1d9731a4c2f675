"""Words what went wrong: a person's error, or a fault of ours with the log's place; never a traceback."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

_log = logging.getLogger("tpmprep")
_log.addHandler(logging.NullHandler())  # before the log file is open, nothing goes to the terminal

_DAMAGED = (
    "A part of your file cannot be read any more. What you had saved is in the backups. "
    "Close tpmprep and start it again: it offers the newest good one."
)


class NotYetError(RuntimeError):
    """Something asked for services before there are any."""


def words_for(error: BaseException, log: Path | None) -> str:
    """What a person reads about an error."""
    if isinstance(error, UserError):
        return _DAMAGED if error.code == "profile.damaged" else str(error)
    where = f" Details are in {log}." if log else ""
    return f"Something went wrong in tpmprep; what was saved before is safe.{where}"


def details(error: BaseException) -> str:
    """What helps to find a fault of ours: versions, kinds of error, places in the code; no person's word."""
    import platform

    import tpmprep
    from tpmprep.core.ground.logs import places

    head = f"tpmprep {tpmprep.__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join([head, *places(error)])


def copy_details(error: BaseException) -> None:
    """Puts the details of a fault on the clipboard."""
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(details(error))


def note(error: BaseException) -> None:
    """Writes a fault of ours to the log; a person's error is no fault."""
    if not isinstance(error, UserError):
        _log.error("fault", exc_info=error)


def catch_all(tell: Callable[[BaseException], None]) -> None:
    """Routes every uncaught exception to ``tell``; an interrupt still ends the program.

    What goes wrong in a thread is only logged: nobody waits for it.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(error)

    def in_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and not isinstance(given.exc_value, SystemExit):
            note(given.exc_value)

    sys.excepthook = hook
    threading.excepthook = in_thread
