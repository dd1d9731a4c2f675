"""Promise 16: full, read-only or locked, it is said within 2 seconds, nothing is lost, and work goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.promises.children import ROOT
from tests.promises.cramped import OWN_DISK, UNSHARE, can_mount, can_trace
from tests.promises.harming import furnish

if TYPE_CHECKING:
    from pathlib import Path

WATCHDOG_S = 20.0
"""Ten times the promised 2 seconds: only a test that hangs shall fail by the clock."""

PATIENCE_S = 300
WRITES = {"answer", "note", "answer note", "story", "draft"}
FILES = {"setting", "backup", "export"}


needs_disk = pytest.mark.skipif(not can_mount(), reason="needs unshare and mount")
needs_tracer = pytest.mark.skipif(not can_trace(), reason="needs strace, and leave to use it")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to be somebody else")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnish(tmp_path_factory.mktemp("source") / "profile").root


def run(what: str, way: str, source: Path, folder: Path) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.promises.cramped", what, way, str(source), str(folder)]
    done = subprocess.run(
        [*(UNSHARE if way in OWN_DISK else []), *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def codes(told: dict[str, tuple[str, float]]) -> dict[str, str]:
    return {name: code for name, (code, _) in told.items()}


@pytest.mark.parametrize(
    ("way", "refused", "files"),
    [
        pytest.param("full", "profile.disk_full", "profile.disk_full", marks=needs_disk),
        ("capped", "profile.disk_full", "profile.disk_full"),
        ("held", "profile.busy", ""),
        pytest.param("turned", "profile.read_only", "folder.not_writable", marks=needs_tracer),
    ],
)
def test_every_gesture_is_refused_in_words_and_done_again_once_it_is_mended(
    way: str, refused: str, files: str, source: Path, tmp_path: Path
) -> None:
    told = run("work", way, source, tmp_path / "disk")
    wanted = {**dict.fromkeys(WRITES, refused), **dict.fromkeys(FILES, files), "log": ""}
    assert codes(told["cramped"]) | {"setting": files} == wanted
    assert max(seconds for _, seconds in told["cramped"].values()) <= WATCHDOG_S
    assert told["between"] == told["before"]
    assert set(codes(told["mended"]).values()) == {""}
    reviews, notes, answer, draft, stories = told["before"]
    assert told["after"] == [reviews + 1, notes + 1, len("said " * 2000), len("typed " * 2000), stories + 1]
    assert (answer, draft) != tuple(told["after"][2:4])
    assert told["problems"] == []


@pytest.mark.parametrize(
    ("way", "refused"),
    [
        pytest.param("full", "profile.disk_full", marks=needs_disk),
        ("capped", "profile.disk_full"),
        pytest.param("frozen", "folder.not_writable", marks=needs_disk),
        pytest.param("foreign", "folder.not_writable", marks=needs_root),
    ],
)
def test_a_start_is_refused_in_words_and_works_once_it_is_mended(
    way: str, refused: str, source: Path, tmp_path: Path
) -> None:
    told = run("open", way, source, tmp_path / "disk")
    code, seconds = told["cramped"]
    assert code == refused
    assert seconds <= WATCHDOG_S
    assert told["mended"][0] == ""


def test_a_start_beside_another_writer_only_waits_for_its_first_write(source: Path, tmp_path: Path) -> None:
    told = run("open", "held", source, tmp_path / "disk")
    assert told["cramped"][0] in {"", "profile.busy"}
    assert told["mended"][0] == ""
