from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage

from tests.core.refusals import refuses
from tpmprep.core.demo.make import make_demo
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.shell.shot_list import SHOTS
from tpmprep.ui.shell.shots import take_shots
from tpmprep.ui.shell.specs import page_specs

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (1024, 640)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shots") / "demo"
    make_demo(root, date(2026, 3, 2), ZoneInfo("UTC"), days=19)
    return root


def hashes(files: list[Path]) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def test_every_page_has_a_picture_of_the_asked_size_and_two_runs_are_alike_to_the_byte(
    demo: Path, tmp_path: Path
) -> None:
    database = hashlib.sha256((demo / "tpmprep.sqlite3").read_bytes()).hexdigest()
    first = take_shots(tmp_path / "a", "light", SIZE, 1, demo)
    assert len(first) == len(SHOTS)
    assert {name for name in page_specs() if not any(name in file.name for file in first)} == set()
    assert {QImage(str(file)).size().toTuple() for file in first} == {SIZE}
    assert len(set(hashes(first))) == len(first)
    assert hashes(take_shots(tmp_path / "b", "light", SIZE, 1, demo)) == hashes(first)
    assert hashlib.sha256((demo / "tpmprep.sqlite3").read_bytes()).hexdigest() == database


def test_a_scale_of_two_doubles_the_pixels_and_a_theme_changes_them(demo: Path, tmp_path: Path) -> None:
    dark = take_shots(tmp_path, "dark", SIZE, 2, demo)
    picture = QImage(str(dark[0]))
    assert picture.size().toTuple() == (2048, 1280)
    assert picture.pixelColor(1500, 1270).lightness() < 80


def test_a_profile_in_which_nothing_was_done_yet_is_shown_too(tmp_path: Path) -> None:
    folders = prepare(tmp_path / "fresh")
    open_for_writing(folders).close()
    assert len(take_shots(tmp_path / "out", "light", SIZE, 1, folders.root)) == len(SHOTS)


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with refuses("input.file_missing"):
        take_shots(tmp_path / "out", "light", SIZE, 1, tmp_path / "none")
