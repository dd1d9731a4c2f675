"""Promise 23: imported text opens no local file, runs nothing, and is nowhere taken for HTML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.promises.children import ROOT, run_module

if TYPE_CHECKING:
    from pathlib import Path

# one that never ends: whoever opens it hangs, and the watchdog tells
ENDLESS = "/dev/urandom"
WATCHDOG_S = 300
NEEDS_STRACE = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
CARELESS = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel(f'<img src="{sys.argv[1]}">')
label.show()
app.processEvents()
"""


def opened(words: list[str], name: str, trace: Path) -> list[str]:
    """Runs Python under strace; every call that names a file so called."""
    calls = "trace=open,openat,openat2,stat,lstat,newfstatat,statx,access,faccessat2,readlink,execve"
    watched = ["strace", "-f", "-qq", "-s", "4096", "-e", calls, "-o", str(trace)]
    done = subprocess.run(
        [*watched, sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=WATCHDOG_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = trace.read_text(errors="replace").splitlines()
    return [line for line in lines if name in line and "execve(" not in line]


def test_hostile_texts_on_every_screen_are_shown_as_words_and_nothing_hangs(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = run_module("tests.promises.hostile", tmp_path / "p", ENDLESS, timeout=WATCHDOG_S, env=env)
    assert done["found"] == []
    assert done["screens"] > 35
    assert done["seen"] > 3_000
    assert done["hostile"] > 200


@NEEDS_STRACE
def test_the_watch_sees_a_careless_label_open_a_file(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    assert opened(["-c", CARELESS, str(canary)], canary.name, tmp_path / "trace")


@NEEDS_STRACE
def test_no_file_that_a_text_names_is_opened_on_any_screen(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    words = ["-m", "tests.promises.hostile", str(tmp_path / "p"), str(canary)]
    assert opened(words, canary.name, tmp_path / "trace") == []


def test_only_the_kit_makes_tips_and_it_escapes_them() -> None:
    calls, ours = (".setToolTip(", "QToolTip.showText("), ("tip(", 'setToolTip(f"Ctrl+', "setToolTip(say(")
    home = ROOT / "tpmprep" / "ui" / "kit" / "layout.py"
    lines = (
        (file, line)
        for file in sorted((ROOT / "tpmprep" / "ui").rglob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if file != home and any(call in line for call in calls)
    )
    assert [(file.name, line) for file, line in lines if not any(words in line for words in ours)] == []
