"""Tests of what SQLite's errors mean to a person."""

from __future__ import annotations

import errno
import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.db import faults
from tpmprep.core.ground.folders import unwritable

if TYPE_CHECKING:
    from pathlib import Path


def failed(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


def code_of(number: int, file: Path) -> str:
    found = faults.fault(failed(number), file)
    assert found is not None
    return found.code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EROFS, "profile.read_only"),
        (errno.EIO, "profile.read_only"),
        (errno.ENOSPC, "profile.disk_full"),
        (errno.EDQUOT, "profile.disk_full"),
    ],
)
def test_a_disk_that_takes_nothing_is_asked_why(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> None:
        error = OSError(number, os.strerror(number))
        raise unwritable(folder / "file", error) from error

    monkeypatch.setattr(faults, "try_writing", refused)
    assert code_of(sqlite3.SQLITE_IOERR_WRITE, tmp_path / "file") == code


def test_where_a_small_file_can_be_written_the_large_one_has_no_room(tmp_path: Path) -> None:
    assert code_of(sqlite3.SQLITE_IOERR_WRITE, tmp_path / "file") == "profile.disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_gives_nothing_back_is_damaged_not_full(tmp_path: Path) -> None:
    assert code_of(sqlite3.SQLITE_IOERR_READ, tmp_path / "file") == "profile.damaged"


def test_what_is_our_own_mistake_has_no_words(tmp_path: Path) -> None:
    assert faults.fault(failed(sqlite3.SQLITE_MISUSE), tmp_path / "file") is None
