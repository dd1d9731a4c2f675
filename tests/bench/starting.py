"""Starts the program and an empty window in turn, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

HOUSE = Path(__file__).resolve().parents[2]
ALIVE = """
def alive_ms():
    fields = open("/proc/self/stat").read().rsplit(")", 1)[1].split()
    return (float(open("/proc/uptime").read().split()[0]) - float(fields[19]) / 100) * 1000
"""
EMPTY = f"""{ALIVE}
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1280, 800)
window.show()
def ready():
    QApplication.processEvents()
    print(json.dumps({{"ready_ms": alive_ms()}}))
    app.quit()
QTimer.singleShot(0, ready)
app.exec()
"""
RESTING = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take
from tpmprep.ui.shell.session import Session
folders = prepare(Path(sys.argv[1]))
session = Session(folders, take(folders.lock))
def tell():
    rows = open("/proc/self/smaps_rollup").read().splitlines()
    pss = next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    print(json.dumps({"pss_mib": pss / 1024}))
    session.window.close()
session.opened.connect(lambda _profile: QTimer.singleShot(2500, tell))
session.run(0)
"""


def run(*words: str) -> dict[str, float]:
    """The JSON a program of ours prints last."""
    environ = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's Python keeps what it compiled
    environ["PYTHONPYCACHEPREFIX"] = _compiled()
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=HOUSE,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return told


@cache
def _compiled() -> str:
    return mkdtemp(prefix="tpmprep-bench-")


def start_ms(profile: Path, runs: int = 5) -> tuple[float, float, float, float]:
    """Medians over alternating runs: ours to the window, ours ready, ours grading, the empty window.

    A first grade is possible when the services are there and today was read from them.
    """
    windows, ours, grades, empty = [], [], [], []
    run("-m", "tpmprep", "--exit-when-ready", "--profile", str(profile))  # the first start compiles
    for _ in range(runs):
        empty.append(run("-c", EMPTY)["ready_ms"])
        told = run("-m", "tpmprep", "--exit-when-ready", "--profile", str(profile))
        windows.append(told["window_ms"])
        ours.append(told["ready_ms"])
        grades.append(max(told["services_ms"], told["today_ms"]))
    return median(windows), median(ours), median(grades), median(empty)


def memory_mib(profile: Path) -> float:
    """The proportional set size of the resting window, services open."""
    return run("-c", RESTING, str(profile))["pss_mib"]
