from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tpmprep import app
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take
from tpmprep.ui.shell.first import listen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A profile that is open elsewhere; what a start turned off is on again afterwards."""
    folders = prepare(tmp_path / "profile")
    lock = take(folders.lock)
    assert lock is not None
    with lock:
        yield folders.root
    gc.enable()


@pytest.fixture
def window(locked: Path, qtbot: QtBot) -> Iterator[QWidget]:
    """The window that has it open, listening."""
    made = QWidget()
    qtbot.addWidget(made)
    server = listen(locked, made)
    yield made
    server.close()


def start(root: Path, *words: str) -> int:
    return app.main([f"--profile={root}", *words], 0.0)


@pytest.mark.usefixtures("window")
def test_to_exit_when_ready_beside_an_open_window_says_so_as_json(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(locked, "--exit-when-ready") == 0
    assert json.loads(capsys.readouterr().out) == {"ready": False, "already_open": True}


def test_to_exit_when_ready_beside_a_program_that_does_not_answer_waits_for_nobody(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "_say", lambda _error: pytest.fail("a window waits for a person"))
    assert start(locked, "--exit-when-ready") == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == {"ready": False, "already_open": True}
    assert str(locked) in told.err


@pytest.mark.usefixtures("window")
def test_a_second_start_by_a_person_writes_nothing(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(locked) == 0
    assert capsys.readouterr() == ("", "")
