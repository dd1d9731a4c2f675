"""The composition root of the window: what opens before the first paint, and what follows in a thread."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from tpmprep.core.ground.errors import UserError

USAGE = "usage: tpmprep [--profile DIR] [--exit-when-ready] | tpmprep COMMAND … (tpmprep --help)"


def main(arguments: list[str], began: float) -> int:
    """Opens the window and stays until it is closed; returns the exit code.

    Where a window has the profile open, that one comes forward: 0, or 1 where it does not answer.

    Args:
        arguments: ``--profile DIR`` and ``--exit-when-ready``, which prints one line of JSON.
        began: ``time.perf_counter()`` when the program began to run.
    """
    given = _read(arguments)
    if given is None:
        sys.stderr.write(USAGE + "\n")
        return 2
    root, exit_when_ready = given
    gc.disable()  # nothing of the start is garbage; the session turns it on again
    from tpmprep.core.ground.folders import prepare
    from tpmprep.core.ground.lock import take

    try:
        folders = prepare(root)
    except UserError as error:
        return main(arguments, began) if _say(error) else 1
    lock = take(folders.lock)
    if lock is None:
        from tpmprep.ui.shell.first import raise_first

        came = raise_first(folders.root)
        if exit_when_ready:
            sys.stdout.write(json.dumps({"ready": False, "already_open": True}) + "\n")
        if came:
            return 0
        silent = UserError("profile.in_use", folder=folders.root)
        if exit_when_ready:
            sys.stderr.write(f"{silent}\n")
            return 1
        return main(arguments, began) if _say(silent) else 1
    from tpmprep.ui.binding import import_plainly

    import_plainly()
    from tpmprep.ui.shell.session import Session

    session = Session(folders, lock, exit_when_ready=exit_when_ready)
    code = session.run(began - _before(began))
    if exit_when_ready:
        sys.stdout.write(json.dumps(session.times) + "\n")
    return code


def _read(arguments: list[str]) -> tuple[Path | None, bool] | None:
    root: Path | None = None
    exit_when_ready = False
    words = iter(arguments)
    for word in words:
        if word == "--exit-when-ready":
            exit_when_ready = True
        elif word == "--json":
            continue
        elif word == "--profile":
            folder = next(words, None)
            if not folder:
                return None
            root = Path(folder)
        elif word.startswith("--profile=") and word != "--profile=":
            root = Path(word.partition("=")[2])
        else:
            return None
    return root, exit_when_ready


def _say(error: UserError) -> bool:
    """Says on stderr, and in a small window where there is a screen, why nothing opens; True to try again."""
    sys.stderr.write(f"{error}\n")
    from tpmprep.ui.shell.refusal import show_refusal

    return show_refusal(error)


def _before(began: float) -> float:
    """Seconds the process ran before ``began``; 0 where the system does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text("ascii").rsplit(")", 1)[1].split()
        uptime = float(Path("/proc/uptime").read_text("ascii").split()[0])
        started = float(fields[19]) / 100
    except (OSError, ValueError, IndexError):
        return 0.0
    alive = uptime - started
    return max(0.0, alive - (time.perf_counter() - began))
