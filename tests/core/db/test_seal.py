"""A file that was closed well need not be checked before it opens; every other one is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.core.conftest import NOW, FakeClock
from tests.core.refusals import refuses
from tpmprep.core.db import profile as opening
from tpmprep.core.db import seal
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from pathlib import Path


class Checks:
    """Counts the checks before a file opens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full: list[bool] = []
        really = opening._check

        def check(file: Path, *, full: bool) -> None:
            self.full.append(full)
            really(file, full=full)

        monkeypatch.setattr(opening, "_check", check)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    made = prepare(tmp_path_factory.mktemp("sealed"))
    open_for_writing(made, clock=FakeClock(NOW)).close()
    return made


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    return Checks(monkeypatch)


def test_what_was_closed_well_is_not_checked_before_it_opens(shipped: Folders, checks: Checks) -> None:
    open_for_writing(shipped, clock=FakeClock(NOW)).close()
    assert checks.full == []


def test_a_file_touched_from_outside_is_checked(shipped: Folders, checks: Checks) -> None:
    os.utime(shipped.database, ns=(1, 1))
    open_for_writing(shipped, clock=FakeClock(NOW)).close()
    assert checks.full == [False]


def test_a_log_beside_the_file_breaks_the_seal(shipped: Folders) -> None:
    log = shipped.database.with_name(f"{shipped.database.name}-wal")
    assert seal.holds(shipped)
    log.write_bytes(b"")
    try:
        assert not seal.holds(shipped)
    finally:
        log.unlink()


def test_while_it_is_open_nothing_is_sealed(shipped: Folders) -> None:
    profile = open_for_writing(shipped, clock=FakeClock(NOW))
    try:
        assert not seal.holds(shipped)
    finally:
        profile.close()
    assert seal.holds(shipped)


def test_the_check_beside_the_work_finds_damage(shipped: Folders) -> None:
    profile = open_for_writing(shipped, clock=FakeClock(NOW))
    try:
        profile.check(lambda: False)
        whole = shipped.database.read_bytes()
        shipped.database.write_bytes(whole[:8192] + b"\xff" * 200_000 + whole[208_192:])
        with refuses("profile.damaged"):
            profile.check(lambda: False)
        shipped.database.write_bytes(whole)
    finally:
        profile.close()


def test_the_check_beside_the_work_can_be_stopped(shipped: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "CHECK_TURN", 1)
    profile = open_for_writing(shipped, clock=FakeClock(NOW))
    asked: list[bool] = []

    def stopped() -> bool:
        asked.append(True)
        return True

    try:
        profile.check(stopped)
    finally:
        profile.close()
    assert asked
