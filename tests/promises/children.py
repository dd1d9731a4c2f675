"""Child processes that are killed for a proof: forked from one that has imported everything once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


def run_module(module: str, *args: object, timeout: float, env: dict[str, str] | None = None) -> Any:
    """Runs ``python -m module args`` from the repository and returns the JSON of its last line."""
    done = subprocess.run(
        [sys.executable, "-m", module, *(str(arg) for arg in args)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Runs ``work(pipe)`` in a forked child; returns its process id and the reading end of the pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(writing)
        code = 0
    finally:
        os._exit(code)


def kill(child: int) -> None:
    """As ``kill -9``, and waits until it is gone."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def outcome(work: Callable[[], None]) -> int:
    """Runs work in a forked child to its end: 0, its exit code, or minus the signal that killed it."""
    child, reading = fork(lambda _: work())
    os.close(reading)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
