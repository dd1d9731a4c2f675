"""The log file: what happened and where, in ids and places of the code, never in a person's words."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import tighten

if TYPE_CHECKING:
    from io import TextIOWrapper

LOG: Final = logging.getLogger("tpmprep")
_SIZE, _KEPT = 1_000_000, 5
_ROOTS: Final = ("tpmprep", "tests", "site-packages")


def start_log(folder: Path) -> Path:
    """Sends everything logged under ``tpmprep`` to a rotating file (1 MB, five old ones kept); returns it.

    Where no log can be written, on a full or read-only disk, the program runs without one.
    """
    stop_log()
    file = folder / "tpmprep.log"
    try:
        handler: logging.Handler = _Private(file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Quiet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    return file


def stop_log() -> None:
    """Closes the log file."""
    for handler in tuple(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()


def note(what: str, **ids: int | bool) -> None:
    """Logs that something happened: a fixed name and numbers, by design no text."""
    LOG.info(" ".join([what, *(f"{name}={int(value)}" for name, value in ids.items())]))


def note_failure(error: BaseException) -> None:
    """Logs a bug: the types and places of an exception and of its causes, not its words."""
    LOG.error("failure", exc_info=(type(error), error, error.__traceback__))


def places(error: BaseException) -> list[str]:
    """An exception and its causes as types, codes and places in the code, one a line; never its words."""
    lines: list[str] = []
    link: BaseException | None = error
    while link is not None:
        name = getattr(getattr(link, "orig", link), "sqlite_errorname", "")
        code = link.code if isinstance(link, UserError) else name
        lines.append(f"{type(link).__module__}.{type(link).__qualname__} {code}".rstrip())
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return lines


def _short(filename: str) -> str:
    """A source file without the folders above it, which may hold a person's name."""
    parts = Path(filename).parts
    roots = [at for at, part in enumerate(parts) if part in _ROOTS]
    return "/".join(parts[roots[-1] :] if roots else parts[-1:])


class _Quiet(logging.Formatter):
    """Writes an exception as its type, code and places: a message may quote what a person wrote."""

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return "" if not isinstance(error, BaseException) else "\n".join(places(error))


class _Private(RotatingFileHandler):
    """A rotating file that only its owner reads."""

    def _open(self) -> TextIOWrapper:
        file = Path(self.baseFilename)
        file.touch(mode=0o600)
        tighten(file)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that the disk does not take is lost; nothing is said of it, least of all on the terminal."""
