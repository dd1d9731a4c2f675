"""Promise 21: what a file is called leads nowhere; it is stored under its SHA-256, whole, by its content."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.core.db.stage import fresh
from tests.core.media.samples import REFUSED, TAKEN, png
from tests.core.refusals import refuses
from tests.promises.children import outcome, run_module
from tpmprep.core.media import store
from tpmprep.core.media.service import Media

NAMES = (
    "../../../etc/cron.d/x.png", "/etc/passwd", "..\\..\\x.png", "C:\\Windows\\x.png", "a\x00b.png", "\n.png",
    ".", "..", "", "con.png", "aux", "x" * 5_000 + ".png", "<img src=/dev/urandom>.png", "\u202egnp.exe",
    "name:stream.png", "%2e%2e%2fx.png", "~root/x.png", "-rf.png", "\ud83d.png",
)  # fmt: skip


def outside(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if "media" not in file.relative_to(folder).parts}


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_name_puts_nothing_elsewhere(tmp_path: Path, name: str) -> None:
    database = fresh(tmp_path / "tpmprep.sqlite3")
    before = outside(tmp_path)
    face = Media(database).keep(png(), name)
    sha256 = hashlib.sha256(png()).hexdigest()
    files = [file for file in (tmp_path / "media").rglob("*") if file.is_file()]
    assert files == [tmp_path / "media" / sha256[:2] / f"{sha256}.png"]
    assert {file.name for file in outside(tmp_path) - before} <= {
        "tpmprep.sqlite3-wal",
        "tpmprep.sqlite3-shm",
    }
    assert face.name == face.name.strip()
    database.close()


@pytest.mark.parametrize("what", REFUSED)
def test_content_of_another_kind_is_refused_under_any_name(tmp_path: Path, what: str) -> None:
    database = fresh(tmp_path / "tpmprep.sqlite3")
    for ext in TAKEN:
        file = tmp_path / f"file.{ext}"
        file.write_bytes(REFUSED[what])
        with refuses("media.kind", name=file.name):
            Media(database).keep(file)
    assert list(store.files(tmp_path / "media")) == []
    database.close()


def test_a_link_in_the_store_leads_no_further_than_to_a_plain_file(tmp_path: Path) -> None:
    name = "a1" * 32
    place = tmp_path / "media" / "a1" / f"{name}.png"
    place.parent.mkdir(parents=True)
    place.symlink_to("/dev/zero")
    assert store.find(tmp_path / "media", f"media:{name}.png") is None


def keep_killed_at_each_call(folder: Path) -> dict[str, object]:
    """Dies before the first, second, … call of the system that changes a file; looks at what is left."""
    calls = {"os.rename", "os.mkdir", "open", "os.truncate"}
    problems: list[str] = []
    for number in range(1, 60):
        root = folder / str(number)
        root.mkdir()

        def act(root: Path = root, last: int = number) -> None:
            left = last

            def watch(event: str, _args: object) -> None:
                nonlocal left
                if event in calls:
                    left -= 1
                    if not left:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(watch)
            store.put(root / "media", png(64, 64), "a.png")

        died = outcome(act)
        problems += [
            f"{number}: {file.name}" for file in store.files(root / "media") if not store.is_whole(file)
        ]
        store.put(root / "media", png(64, 64), "a.png")
        if died == 0:
            return {"deaths": number - 1, "problems": problems}
    return {"deaths": 0, "problems": ["it never came to an end"]}


def test_a_copy_killed_at_any_call_leaves_a_whole_file_or_none(tmp_path: Path) -> None:
    done = run_module("tests.promises.test_21_names_are_no_paths", tmp_path, timeout=120)
    assert done["problems"] == []
    assert done["deaths"] >= 4


if __name__ == "__main__":
    sys.stdout.write(json.dumps(keep_killed_at_each_call(Path(sys.argv[1]))) + "\n")
