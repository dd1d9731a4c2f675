"""Promise 1: what was shown as saved survives a kill and a power cut."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock
from tests.promises.children import ROOT, run_module
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.folders import prepare

if TYPE_CHECKING:
    from pathlib import Path

COMMITS = 25
WRITER = f"""
import sys
from pathlib import Path
from tests.promises.killing import REVIEW, prepare
from tests.core.db.stage import StillClock
from tpmprep.core.db.database import Database
from tpmprep.core.ground.change import Change
file = Path(sys.argv[1])
prepare(file)
database = Database(file, StillClock())
print("begin", file=sys.stderr, flush=True)
for number in range({COMMITS}):
    with database.hot_step("card.answered", Change.MEMORY) as raw:
        raw.execute(REVIEW, (number,))
print("end", file=sys.stderr, flush=True)
"""


@pytest.mark.parametrize("kills", [100, pytest.param(1000, marks=pytest.mark.soak)])
def test_nothing_saved_is_lost_by_a_kill(tmp_path: Path, kills: int) -> None:
    done = run_module("tests.promises.killing", tmp_path, kills, timeout=60 + kills * 2)
    assert done["losses"] == []
    assert done["kills"] == kills
    assert done["saved"] >= kills


def test_each_connection_syncs_in_full_and_keeps_a_log(tmp_path: Path) -> None:
    database = open_profile(prepare(tmp_path), StillClock())
    found = []
    with database.hot_step("look", Change.NOTHING) as raw:
        found.append(raw.execute("PRAGMA synchronous").fetchone()[0])
        found.append(raw.execute("PRAGMA journal_mode").fetchone()[0])
    for _ in range(6):
        with database.reading() as session:
            found.append(session.connection().exec_driver_sql("PRAGMA synchronous").scalar())
    database.close()
    assert found == [2, "wal", 2, 2, 2, 2, 2, 2]


def test_each_commit_waits_until_the_disk_has_it(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    watched = [strace, "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(trace)]
    subprocess.run(
        [*watched, sys.executable, "-c", WRITER, str(tmp_path / "file")],
        cwd=ROOT,
        env=dict(os.environ),
        check=True,
        capture_output=True,
        timeout=120,
    )
    lines = trace.read_text(errors="replace").splitlines()
    begin = next(number for number, line in enumerate(lines) if '"begin' in line)
    end = next(number for number, line in enumerate(lines) if '"end' in line)
    syncs = [line for line in lines[begin:end] if "sync(" in line]
    assert len(syncs) >= COMMITS
