"""Tests of what a built program's folder may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import frozen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    [
        "_internal/PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "_internal/PySide6/QtCharts.abi3.so",
        "_internal/PySide6/Qt/lib/libQt6Qml.so.6",
        "_internal/PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "_internal/PySide6/Qt/translations/qt_de.qm",
        "_internal/python3.11/lib-dynload/_tkinter.cpython-311-x86_64-linux-gnu.so",
        "_internal/numpy/core.so",
        "_internal/libcrypto.so.3",
    ],
)
def test_what_must_not_be_shipped_is_found(name: str) -> None:
    assert frozen.is_forbidden(name)


@pytest.mark.parametrize(
    "name",
    [
        "tpmprep",
        "_internal/PySide6/QtWidgets.abi3.so",
        "_internal/PySide6/Qt/plugins/imageformats/libqsvg.so",
        "_internal/tpmprep/resources/packs/tpm-core/notes/graphs.md",
    ],
)
def test_what_the_program_needs_passes(name: str) -> None:
    assert not frozen.is_forbidden(name)


def test_a_good_folder_prints_its_size_beside_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _qt(tmp_path)
    assert frozen.main(tmp_path) == 0
    assert f"(limit {frozen.LIMIT_MB} MB)" in capsys.readouterr().out


def test_every_fault_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "libQt6Quick.so.6").touch()
    (tmp_path / "dangling").symlink_to("nowhere")
    assert frozen.main(tmp_path) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Qt is not there as files of its own, so nobody could replace it",
        "dangling: a link to nothing",
        "libQt6Quick.so.6: must not be in the program",
        "the licences of the libraries in it are not there",
    ]


def test_a_folder_over_the_limit_is_refused(tmp_path: Path) -> None:
    files = _qt(tmp_path)
    assert frozen.faults_of(tmp_path, files, frozen.LIMIT_MB) == []
    assert frozen.faults_of(tmp_path, files, frozen.LIMIT_MB + 0.1) == [
        "140.1 MB is over the limit of 140 MB"
    ]


def _qt(folder: Path) -> list[Path]:
    files = [folder / "libQt6Core.so.6", folder / "licences" / "SQLAlchemy" / "LICENSE"]
    files[1].parent.mkdir(parents=True)
    for file in files:
        file.write_bytes(b"qt")
    return files
