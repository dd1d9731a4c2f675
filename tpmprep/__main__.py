"""The way in: the window by default, or one command."""

from __future__ import annotations

import sys
import time

BEGAN = time.perf_counter()
COMMANDS = frozenset(
    [
        "status",
        "import",
        "export",
        "check",
        "backup",
        "restore",
        "pack",
        "demo",
        "shots",
        "self-test",
        "-h",
        "--help",
        "--version",
    ]
)


def run(arguments: list[str] | None = None) -> int:
    """Opens the window or runs one command; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if COMMANDS.intersection(given):
        from tpmprep.cli import main

        return main(given)
    from tpmprep.app import main as open_window

    return open_window(given, BEGAN)


if __name__ == "__main__":
    sys.exit(run())
