"""Promise 11c: roll-ups can be made anew from the log, and ``check`` compares them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock, fill, rows
from tpmprep.cli import main
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from pathlib import Path

TALLIES = "SELECT * FROM day_tally ORDER BY 1, 2, 3"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = prepare(tmp_path)
    open_profile(made, StillClock()).close()
    fill(made.database, reviews=50)
    return made


def asked(folders: Folders, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    code = main(["check", "--profile", str(folders.root), "--json", *more])
    return code, json.loads(capsys.readouterr().out)["problems"]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE day_tally SET answers = answers + 1",
        "UPDATE day_tally SET good = 0",
        "UPDATE day_tally SET ms = ms + 1",
        "DELETE FROM day_tally",
        "INSERT INTO day_tally VALUES ('2020-01-01', 'cards', 'review', 1, 1, 1)",
    ],
)
def test_a_wrong_roll_up_is_found_by_the_command_and_made_anew_from_the_log(
    folders: Folders, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    before = rows(folders.database, TALLIES)
    assert asked(folders, capsys) == (0, [])
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(harm)
        raw.commit()
    code, problems = asked(folders, capsys)
    assert code == 1
    assert {problem.split()[0] for problem in problems} == {"tally.differs"}
    assert asked(folders, capsys, "--mend") == (0, [])
    assert asked(folders, capsys) == (0, [])
    assert rows(folders.database, TALLIES) == before
