"""Words what went wrong: a person's error, or a fault of ours with the log's place; never a traceback."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

_log = logging.getLogger("tpmprep")
_log.addHandler(logging.NullHandler())  # before the log file is open, nothing goes to the terminal


def words_for(error: BaseException, log: Path | None) -> str:
    """What a person reads about an error."""
    if isinstance(error, UserError):
        return str(error)
    where = f" Details are in {log}." if log else ""
    return f"Something went wrong in tpmprep; what was saved before is safe.{where}"


def note(error: BaseException) -> None:
    """Writes a fault of ours to the log; a person's error is no fault."""
    if not isinstance(error, UserError):
        _log.error("fault", exc_info=error)


def catch_all(tell: Callable[[BaseException], None]) -> None:
    """Routes every uncaught exception to ``tell``; an interrupt still ends the program."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(error)

    sys.excepthook = hook
