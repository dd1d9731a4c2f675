"""Tests of the profile's lock within one process; two processes are proved among the promises."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground.lock import is_locked, take

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lock_is_held_once_and_given_back(tmp_path: Path) -> None:
    first = take(tmp_path / "lock")
    assert first is not None
    assert take(tmp_path / "lock") is None
    assert is_locked(tmp_path / "lock")
    first.release()
    first.release()
    assert not is_locked(tmp_path / "lock")


def test_a_lock_is_given_back_at_the_end_of_its_block(tmp_path: Path) -> None:
    held = take(tmp_path / "lock")
    assert held is not None
    with held:
        assert is_locked(tmp_path / "lock")
    assert not is_locked(tmp_path / "lock")


def test_asking_makes_no_file(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "lock")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"4711\nother-host\nother-program\n", b"\x00\xff" * 4000])
def test_what_the_file_holds_means_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lock").write_bytes(content)
    held = take(tmp_path / "lock")
    assert held is not None
    assert (tmp_path / "lock").read_bytes() == content
    held.release()


def test_a_folder_or_a_dangling_link_in_its_place_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    held = take(tmp_path / "lock")
    assert held is not None
    assert is_locked(tmp_path / "lock")
    held.release()
    (tmp_path / "lock").rmdir()
    (tmp_path / "lock").symlink_to(tmp_path / "nowhere" / "lock")
    held = take(tmp_path / "lock")
    assert held is not None
    assert is_locked(tmp_path / "lock")
    held.release()


def test_a_pipe_in_its_place_does_not_hang(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "lock")
    held = take(tmp_path / "lock")
    assert held is not None
    held.release()


@pytest.mark.parametrize("name", ["ENOTSUP", "EOPNOTSUPP", "ENOLCK", "ENOSYS"])
def test_a_folder_that_knows_no_locks_locks_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = getattr(errno, name, errno.EOPNOTSUPP)  # not every system knows them all

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("msvcrt.locking" if sys.platform == "win32" else "fcntl.flock", refuse)
    held = take(tmp_path / "lock")
    assert held is not None
    assert not is_locked(tmp_path / "lock")
    held.release()
