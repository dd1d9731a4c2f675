"""Tests of the licence texts that go out with a built program."""

from __future__ import annotations

from pathlib import Path

from tools import licences
from tpmprep.core.ground.resources import resource

OF_QT = {"PySide6_Essentials", "PySide6-Essentials", "shiboken6"}


def test_every_library_in_the_program_brings_its_licence_text() -> None:
    libraries = licences.shipped()
    assert {"SQLAlchemy", "nh3"} <= {library.name for library in libraries}
    without = {library.name for library in libraries if not licences.texts_of(library)}
    assert without <= OF_QT


def test_the_texts_lie_in_a_folder_for_each_library() -> None:
    found = licences.licence_files()
    assert all(Path(file).is_file() for file, _ in found)
    assert len({folder for _, folder in found}) >= 10


def test_the_licence_of_qt_is_shipped_with_the_one_it_builds_on() -> None:
    texts = [resource("licences", f"{name}.txt").read_text("utf-8") for name in ("LGPL-3.0", "GPL-3.0")]
    assert [" ".join(text.split())[:33] for text in texts] == [
        "GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE Versio",
    ]  # fmt: skip
