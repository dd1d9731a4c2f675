"""Every check of the project in one place: `python -m tools.checks gates`, or `test` for the tests alone."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tools.programs import call, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
GATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("layers", ("-c", _LINT_IMPORTS)),
    ("pack", ("-m", "tpmprep", "pack", "check", "resources/packs/tpm-core")),
)
"""Every check but the tests: its name and the arguments of Python."""


def main(argv: Sequence[str]) -> int:
    """Runs the gates and the tests (`gates`) or the tests (`test`); further words go to pytest."""
    mode, rest = argv[0], argv[1:]
    tests = ("tests", tuple(pytest_arguments(rest)))
    wanted = (tests,) if mode == "test" else (*GATES, tests)
    failed = [name for name, arguments in wanted if not passes(name, arguments)]
    if mode == "gates":
        say("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


def passes(name: str, arguments: Sequence[str]) -> bool:
    """Runs one check without a screen and shows what it prints."""
    say(f"== {name}")
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return call([sys.executable, *arguments], environ=environ) == 0


def pytest_arguments(args: Sequence[str]) -> list[str]:
    """The given arguments, on all cores unless they choose otherwise."""
    chosen = any(arg.startswith(("-n", "--numprocesses")) or arg in {"--pdb", "no:xdist"} for arg in args)
    return ["-m", "pytest", *([] if chosen else ["-n", "auto"]), *args]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
