"""Promise 17: never two writers, and no lock file ever locks the user out."""

from __future__ import annotations

import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.promises.children import ROOT, run_module
from tpmprep.core.ground.lock import is_locked, take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from tpmprep.core.ground.lock import take
held = take(Path(sys.argv[1]))
print("held" if held else "refused", flush=True)
sys.stdin.read()
"""
SECONDS = 30


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    child = start(tmp_path / "lock")
    assert answer(child) == "held"
    yield child
    child.kill()
    child.communicate(timeout=SECONDS)


def start(file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def answer(child: subprocess.Popen[bytes]) -> str:
    assert child.stdout is not None
    ready, _, _ = select.select([child.stdout], [], [], SECONDS)
    assert ready
    return str(child.stdout.readline(), "ascii").strip()


def test_a_second_process_is_refused_and_knows_it(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    assert holder.poll() is None
    assert take(tmp_path / "lock") is None
    assert is_locked(tmp_path / "lock")


def test_a_killed_process_leaves_no_lock(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.wait(SECONDS)
    assert not is_locked(tmp_path / "lock")
    held = take(tmp_path / "lock")
    assert held is not None
    held.release()


def test_a_program_that_the_first_one_started_does_not_keep_the_lock(tmp_path: Path) -> None:
    held = take(tmp_path / "lock")
    assert held is not None
    command = [sys.executable, "-c", "print('up', flush=True); input()"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, close_fds=False) as child:
        assert answer(child) == "up"
        held.release()
        assert not is_locked(tmp_path / "lock")
        child.communicate(b"\n", timeout=SECONDS)


@pytest.mark.parametrize("content", [b"", b"999999\nother-host\n", b"\xff" * 100_000])
@pytest.mark.parametrize("mode", [0o600, 0o444, 0o000])
def test_an_odd_lock_file_locks_nobody_out_and_still_locks(tmp_path: Path, content: bytes, mode: int) -> None:
    (tmp_path / "lock").write_bytes(content)
    (tmp_path / "lock").chmod(mode)
    first, second = start(tmp_path / "lock"), None
    try:
        assert answer(first) == "held"
        second = start(tmp_path / "lock")
        assert answer(second) == "refused"
    finally:
        for child in filter(None, (first, second)):
            child.communicate(timeout=SECONDS)


def test_of_many_that_start_together_one_gets_it(tmp_path: Path) -> None:
    assert run_module("tests.promises.racing", tmp_path / "lock", 40, timeout=120) == [1] * 40
