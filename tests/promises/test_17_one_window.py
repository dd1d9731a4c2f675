"""Promise 17: one window comes forward, never two writers, and no lock file ever locks the user out."""

from __future__ import annotations

import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QWidget

from tests.promises.children import ROOT, run_module
from tests.screens.stage import MISSING, Program, Screen, until
from tpmprep.core.ground.lock import is_locked, take
from tpmprep.ui.shell.first import listen, raise_first, socket_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

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


@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
def test_a_second_start_brings_the_first_window_before_all_others(tmp_path: Path) -> None:
    screen = Screen()
    screen.do("mousemove", "400", "300")
    first = Program(screen, tmp_path / "first")
    other = start_window(screen, tmp_path / "other")
    try:
        until(lambda: on_top(screen) == other.pid, "the other window is on top")
        again = start_window(screen, tmp_path / "first")
        assert again.wait(SECONDS) == 0
        until(lambda: on_top(screen) == first.process.pid, "the first window is on top")
    finally:
        first.kill()
        other.kill()
        other.wait(SECONDS)
        screen.close()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_window_that_was_minimised_is_shown_and_awake_again(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.showMinimized()
    server = listen(tmp_path, window)
    assert window.isMinimized()
    socket = QLocalSocket()
    socket.connectToServer(socket_name(tmp_path))
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.isVisible()
    socket.abort()
    server.close()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_another_name_of_the_folder_finds_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    profile, link = tmp_path / "profile", tmp_path / "link"
    profile.mkdir()
    link.symlink_to(profile, target_is_directory=True)
    window = QWidget()
    qtbot.addWidget(window)
    server = listen(profile, window)
    for name in (link, profile / ".." / "profile"):
        assert raise_first(name)
    qtbot.waitUntil(window.isVisible)
    server.close()


def test_a_socket_that_a_killed_window_left_does_not_stop_the_next_from_listening(
    qtbot: QtBot, tmp_path: Path
) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from PySide6.QtNetwork import QLocalServer\nfrom tpmprep.ui.shell.first import socket_name\n"
        "app = QCoreApplication([])\nserver = QLocalServer()\n"
        "print(server.listen(socket_name(Path(sys.argv[1]))), flush=True)\nsys.stdin.read()\n"
    )
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdin=pipe, stdout=pipe)
    assert answer(child) == "True"
    child.kill()
    child.communicate(timeout=SECONDS)
    window = QWidget()
    qtbot.addWidget(window)
    server = listen(tmp_path, window)
    assert server.isListening()
    server.close()


def start_window(screen: Screen, profile: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tpmprep", "--profile", str(profile)]
    return subprocess.Popen(command, cwd=ROOT, env=screen.environment())


def on_top(screen: Screen) -> int:
    """The process whose window lies under the mouse."""
    window = next(
        line.partition("=")[2]
        for line in screen.do("getmouselocation", "--shell").splitlines()
        if line.startswith("WINDOW=")
    )
    return int(screen.do("getwindowpid", window) or 0)
