"""Builds the one-folder program that runs without Python; the same source gives the same bytes."""

from __future__ import annotations

import os
import sys

from tools.programs import ROOT, call, capture, say

WITHOUT_HISTORY = "1767225600"
"""The build's date where git knows none: the start of 2026, in seconds of Unix time."""


def main() -> int:
    """Runs PyInstaller over build.spec; the program is in dist/tpmprep afterwards."""
    committed = capture(["git", "-C", str(ROOT), "log", "-1", "--format=%ct"])[1].strip()
    fixed = {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": committed if committed.isdigit() else WITHOUT_HISTORY,
    }
    folders = ["--distpath", "dist", "--workpath", "build/work"]
    pyinstaller = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    code = call([*pyinstaller, *folders, "build.spec"], environ={**os.environ, **fixed})
    if code == 0:
        say(f"Built {ROOT / 'dist' / 'tpmprep'}")
    return code


if __name__ == "__main__":
    sys.exit(main())
