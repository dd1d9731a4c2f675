"""Lets processes reach for one lock at the same moment, and counts how many got it each time."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from tests.promises.children import fork, kill
from tpmprep.core.ground.lock import take

RACERS = 6


def reach(file: Path, start: int, pipe: int) -> None:
    """Waits for the start, reaches for the lock, tells, and holds on until it is killed."""
    os.read(start, 1)
    held = take(file)
    os.write(pipe, b"1" if held else b"0")
    signal.pause()


def race(file: Path) -> int:
    """How many of the racers got the lock."""
    waiting, starting = os.pipe()
    racers = [fork(lambda pipe: reach(file, waiting, pipe)) for _ in range(RACERS)]
    os.write(starting, b"x" * RACERS)
    got = sum(os.read(reading, 1) == b"1" for _, reading in racers)
    for child, reading in racers:
        kill(child)
        os.close(reading)
    os.close(waiting)
    os.close(starting)
    return got


if __name__ == "__main__":
    sys.stdout.write(json.dumps([race(Path(sys.argv[1])) for _ in range(int(sys.argv[2]))]) + "\n")
