"""Tests of the log file: it holds ids and places, never a person's words."""

from __future__ import annotations

import errno
import logging
import os
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground import logs
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.logs import note, note_failure, start_log, stop_log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "my salary is 4711"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    yield start_log(tmp_path)
    stop_log()


def fail() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise UserError("pack.field", text=CANARY) from error


def test_a_failure_is_logged_with_places_and_causes_but_without_words(log: Path) -> None:
    with pytest.raises(UserError) as raised:
        fail()
    note_failure(raised.value)
    text = log.read_text()
    assert CANARY not in text
    assert "UserError pack.field" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text


def test_an_exception_logged_by_anybody_is_as_quiet(log: Path) -> None:
    try:
        fail()
    except UserError:
        logging.getLogger("tpmprep.core").exception("import.failed")
    assert CANARY not in log.read_text()
    assert "import.failed" in log.read_text()


def test_an_event_is_a_name_with_numbers(log: Path) -> None:
    note("card.answered", card=12, rating=3)
    assert log.read_text().rstrip().endswith("card.answered card=12 rating=3")


def test_the_log_turns_over_and_stays_its_owner_s_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_SIZE", 2000)
    start_log(tmp_path)
    for number in range(500):
        note("step", number=number)
    stop_log()
    files = sorted(tmp_path.glob("tpmprep.log*"))
    assert len(files) == 6
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_starting_twice_writes_once(tmp_path: Path) -> None:
    start_log(tmp_path)
    file = start_log(tmp_path)
    note("once")
    stop_log()
    assert len(file.read_text().splitlines()) == 1


def test_a_line_the_disk_does_not_take_is_lost_without_a_word(
    log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(logs._Private, "shouldRollover", lambda _, record: full(record))
    note("step", number=1)
    assert capsys.readouterr().err == ""
    assert log.exists()


def test_where_no_log_can_be_written_the_program_runs_without_one(tmp_path: Path) -> None:
    (tmp_path / "tpmprep.log").mkdir()
    start_log(tmp_path)
    note("step", number=1)
    stop_log()
    assert list((tmp_path / "tpmprep.log").iterdir()) == []


def test_a_place_in_the_code_does_not_name_the_folders_above_it(log: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        fail()
    assert any("tests/core/ground/test_logs.py:" in line for line in logs.places(raised.value))
    note_failure(raised.value)
    assert str(tmp_path) not in log.read_text()
    assert logs._short(str(tmp_path / "app.py")) == "app.py"
