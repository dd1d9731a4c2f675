"""A screen of its own and the program on it: keys go in from outside, the file tells what was saved."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


def until(true: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
    """Waits for something to become true; fails loudly when it does not within a minute."""
    pause, end = threading.Event(), time.monotonic() + patience_s
    while not true():
        if time.monotonic() > end:
            msg = f"waited in vain: {what}"
            raise AssertionError(msg)
        pause.wait(0.05)


class Screen:
    """An X server without a monitor."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
        # one press of a key held by a busy machine; no new begin between two who look at it
        command += ["-r", "-noreset"]
        self._server = subprocess.Popen(
            command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as stream:
            self.display = f":{stream.readline().strip()}"
        self.programs: list[subprocess.Popen[bytes]] = []

    def environment(self) -> dict[str, str]:
        """The environment of a program on this screen."""
        changed = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        return {**os.environ, **changed}

    def do(self, *words: str) -> str:
        """Runs xdotool on this screen."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        return done.stdout.strip()

    def close(self) -> None:
        """Ends the server, and before it what a failed test left running on it."""
        for program in self.programs:
            if program.poll() is None:
                program.kill()
                program.wait(10)
        self._server.terminate()
        self._server.wait(10)


class Program:
    """tpmprep running on a screen over one profile."""

    def __init__(self, screen: Screen, profile: Path) -> None:
        self._screen = screen
        self.file = profile / "tpmprep.sqlite3"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tpmprep", "--profile", str(profile)], cwd=ROOT, env=screen.environment()
        )
        screen.programs.append(self.process)
        until(self._is_shown, "its window")
        screen.do("windowfocus", "--sync", self._window)

    def press(self, *keys: str, delay_ms: int = 60) -> None:
        """Presses keys one after another, each let go at once."""
        pause = ("sleep", str(delay_ms / 1000))
        self._screen.do(*(word for key in keys for word in ("key", key, *pause)))

    def type(self, text: str) -> None:
        """Types a text."""
        self._screen.do("type", "--delay", "20", text)

    def ask(self, query: str) -> int:
        """One number read from the profile's file, 0 while there is none."""
        if not self.file.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=5)) as raw:
                row = raw.execute(query).fetchone()
        except sqlite3.OperationalError:
            return 0
        return int(row[0] or 0) if row else 0

    def kill(self) -> None:
        """Ends the process as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def _is_shown(self) -> bool:
        try:
            found = self._screen.do("search", "--onlyvisible", "--name", "^tpmprep$")
        except subprocess.CalledProcessError:  # none yet, or one that went while it was looked at
            return False
        self._window = found.split()[0]
        return True

    def leave(self) -> int:
        """Quits by the key and returns the exit code."""
        self.press("ctrl+q")
        return self.process.wait(PATIENCE_S)
