"""Runs other programs for the set-up, and says what happens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
WINDOWS: bool = os.name == "nt"


def last_lines(output: str, count: int = 8) -> str:
    """The end of a program's output, indented."""
    lines = [line for line in output.splitlines() if line.strip()]
    return "\n".join("  " + line for line in lines[-count:])


def call(command: Sequence[str], folder: Path | None = ROOT, environ: Mapping[str, str] | None = None) -> int:
    """Runs a command with its output shown, in the project's folder by default; returns its exit code."""
    return subprocess.call(list(command), cwd=folder, env=environ)


def run_quietly(command: Sequence[str]) -> tuple[int, str]:
    """Runs a set-up command; returns its exit code and all it printed."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PIP_USER": "0"}
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME", "PYTHONPATH"):
        environ.pop(name, None)
    return capture(command, environ)


def capture(command: Sequence[str], environ: Mapping[str, str] | None = None) -> tuple[int, str]:
    """`(exit code, output)` of a command; 127 where there is no such program."""
    try:
        done = subprocess.run(
            list(command), env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except FileNotFoundError:
        return 127, ""
    return done.returncode, done.stdout.decode("utf-8", "replace")


def say(sentence: str) -> None:
    """Tells the person what happens now, on the error stream so that a command's output stays clean."""
    print(sentence, file=sys.stderr, flush=True)


class Stop(Exception):  # noqa: N818 - it ends the set-up with a sentence, it is not a fault
    """The set-up cannot go on; its text says what happened and what to do."""
