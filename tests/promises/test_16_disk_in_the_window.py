"""Promise 16 in the window: its disk fills up or turns read-only, it is said, and the next press works."""

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

PATIENCE_S = 300
SAID = {"full": "The disk is full", "turned": "make its disk writable again"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnish(tmp_path_factory.mktemp("source") / "profile").root


def work(way: str, gesture: str, source: Path, folder: Path) -> list[dict[str, Any]]:
    """What the window showed and the file held before the key, after it, and after it was pressed again."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.promises.cramped_window", way, gesture, str(source), str(folder)]
    done = subprocess.run(
        [*(UNSHARE if way in OWN_DISK else []), *command],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("gesture", ["answer", "note"])
@pytest.mark.parametrize(
    "way",
    [
        pytest.param("full", marks=pytest.mark.skipif(not can_mount(), reason="needs unshare and mount")),
        pytest.param("turned", marks=pytest.mark.skipif(not can_trace(), reason="needs strace, and leave")),
    ],
)
def test_the_key_says_what_is_wrong_leaves_all_as_it_was_and_works_once_it_is_mended(
    way: str, gesture: str, source: Path, tmp_path: Path
) -> None:
    before, cramped, mended = work(way, gesture, source, tmp_path / "disk")
    assert before["notice"] == ""
    assert SAID[way] in cramped["notice"]
    assert {**cramped, "notice": ""} == before
    saved = "reviews" if gesture == "answer" else "notes"
    assert mended[saved] == before[saved] + 1
    assert mended["shown"] != before["shown"]
