"""Promise 27: the program opens no internet socket, and needs no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.promises.children import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MISSING = [name for name in ("strace", "unshare") if shutil.which(name) is None]
CUT_OFF = ["unshare", "--map-root-user", "--net"]
SOCKET = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")


@pytest.fixture(autouse=True)
def cut_off() -> None:
    if subprocess.run([*CUT_OFF, "true"], check=False, capture_output=True, timeout=60).returncode:
        pytest.skip("this machine lets nobody cut the network off")


def sockets_of(words: list[str], trace: Path) -> tuple[int, list[str]]:
    """Runs Python without a network; its exit code and every socket that is not local to the machine."""
    watched = ["strace", "-f", "--seccomp-bpf", "-e", "trace=socket", "-o", str(trace)]
    done = subprocess.run(
        [*watched, *CUT_OFF, sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=180,
        check=False,
    )
    lines = trace.read_text(errors="replace").splitlines()
    return done.returncode, [line for line in lines if "socket(" in line and "socket(AF_UNIX" not in line]


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    code, seen = sockets_of(["-c", SOCKET], tmp_path / "trace")
    assert code == 0
    assert len(seen) == 1
    assert "AF_INET" in seen[0]


@pytest.mark.parametrize("words", [["--exit-when-ready"], ["self-test"], ["status"]])
def test_the_program_runs_without_a_network_and_asks_for_none(words: list[str], tmp_path: Path) -> None:
    given = ["-m", "tpmprep", *words, "--profile", str(tmp_path / "profile")]
    assert sockets_of(given, tmp_path / "trace") == (0, [])
