#!/usr/bin/env python3
"""Sets tpmprep up in this folder, once, and opens it; needs nothing but Python itself.

    python3 start.py                    open the window
    python3 start.py COMMAND …          any command of tpmprep (a "--" before it forces this reading)
    python3 start.py test [PYTEST …]    run the tests
    python3 start.py gates [PYTEST …]   run every check, the tests among them
    python3 start.py build              build the program for people without Python, into dist/

It stays readable for Python 3.8, so that an old Python gets a sentence and not a syntax error.
"""

from __future__ import annotations

import os
import sys

from tools.programs import ROOT, WINDOWS, Stop, call, capture
from tools.system import provide_system_packages
from tools.venv import is_ready, provide_venv

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
DEVELOPER_MODES = ("test", "gates", "build")


def main(argv: Sequence[str]) -> int:
    """Sets up what `argv` needs, runs it, and returns its exit code."""
    try:
        mode, rest = split_mode(argv)
        use_fitting_python()
        window = mode == "run" and opens_window(rest)
        if window and lacks_screen(os.environ, sys.platform):
            raise Stop(
                "There is no screen here to open the window on. Log in to a desktop and run this again;\n"
                "commands such as `python3 start.py status` work without one."
            )
        provide_system_packages(
            window=window and wants_x11(os.environ), venv=not is_ready(mode), build=mode == "build"
        )
        return run_mode(mode, rest, provide_venv(mode))
    except Stop as reason:
        print(f"tpmprep: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("tpmprep: stopped. Nothing is left half-done; run the same again.", file=sys.stderr)
        return 130


def split_mode(argv: Sequence[str]) -> tuple[str, list[str]]:
    """`("run" | "test" | "gates" | "build", the arguments to pass on)`."""
    rest = list(argv)
    if rest and rest[0] in DEVELOPER_MODES:
        return rest[0], rest[1:]
    return "run", rest[1:] if rest[:1] == ["--"] else rest


def opens_window(args: Sequence[str]) -> bool:
    """Whether tpmprep shows its window for these arguments: only options, no command."""
    waiting = False
    for arg in args:
        if waiting:
            waiting = False
        elif arg == "--profile":
            waiting = True
        elif not (arg == "--exit-when-ready" or arg.startswith("--profile=")):
            return False
    return True


def wants_x11(environ: Mapping[str, str]) -> bool:
    """Whether Qt will look for a screen, rather than draw into memory."""
    return environ.get("QT_QPA_PLATFORM", "xcb").split(":")[0] not in ("offscreen", "minimal")


def lacks_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window would have nowhere to open."""
    if platform != "linux" or "QT_QPA_PLATFORM" in environ:
        return False
    return not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def fits(version: tuple[int, int]) -> bool:
    """Whether tpmprep runs on this Python version."""
    return OLDEST <= version <= NEWEST


def use_fitting_python() -> None:
    """Goes on under a Python that fits: this one, else one found on PATH."""
    if fits(sys.version_info[:2]):
        return
    other = find_python()
    if other is None:
        raise Stop(
            "it needs Python {}.{} to {}.{}, and this is {}.{}. Install one ({}) and run this again.".format(
                *OLDEST, *NEWEST, *sys.version_info[:2], install_python_hint(sys.platform)
            )
        )
    hand_over([*other, str(ROOT / "start.py"), *sys.argv[1:]])


def install_python_hint(platform: str) -> str:
    """How a person gets a fitting Python on this system."""
    if platform == "win32":
        return "`winget install Python.Python.3.13`, or the installer of the Python site"
    if platform == "darwin":
        return "`brew install python@3.13`, or the installer of the Python site"
    return "your system's package python3.13, python3.12 or python3.11"


def find_python() -> list[str] | None:
    """The command of the newest fitting Python on PATH, or None; a shim that does not run is passed over."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        command = ["py", f"-3.{minor}"] if sys.platform == "win32" else [f"python3.{minor}"]
        ask = [*command, "-c", "import sys; print(*sys.version_info[:2])"]
        try:
            if capture(ask)[1].split() == ["3", str(minor)]:
                return command
        except OSError:
            continue
    return None


def run_mode(mode: str, rest: Sequence[str], python: Path) -> int:
    """Runs what was asked for under the environment's Python."""
    if mode == "run":
        return hand_over([str(python), "-P", "-m", "tpmprep", *rest])
    module = "tools.build" if mode == "build" else "tools.checks"
    words = rest if mode == "build" else [mode, *rest]
    return call([str(python), "-m", module, *words])


def hand_over(command: list[str]) -> int:
    """Becomes the command (or waits for it, on Windows) and returns its exit code."""
    if not WINDOWS:
        os.execvp(command[0], command)  # noqa: S606 - no shell is wanted
    return call(command, folder=None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
