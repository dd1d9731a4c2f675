from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from tests.core.db.stage import fresh, rows
from tpmprep.core.db.database import LOG_COMMITS
from tpmprep.core.db.engine import LOG_PAGES
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.resting import Resting
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_S = 20
INSERT = (
    "INSERT INTO aim(what, company, round, zone, minutes, role, created_at, body) "
    "VALUES ('PM', '', '', '', 30, 'both', 1, '{}')"
)


def test_it_acts_once_after_each_quiet_span_and_never_without_a_stir() -> None:
    acted = Event()
    resting = Resting(acted.set, quiet_s=0.01)
    for _ in range(3):
        resting.stir()
        assert acted.wait(PATIENCE_S)
        acted.clear()
    resting.end()
    assert not acted.is_set()


def test_nothing_is_done_after_its_end() -> None:
    acted = Event()
    resting = Resting(acted.set, quiet_s=3600)
    resting.stir()
    resting.end()
    assert not acted.is_set()


def test_the_end_without_a_stir_waits_for_nothing() -> None:
    resting = Resting(lambda: None, quiet_s=3600)
    resting.end()
    assert resting._thread is None


def test_the_log_of_a_rested_database_is_folded_into_the_file_and_used_again(tmp_path: Path) -> None:
    database = fresh(tmp_path / "file")
    log = tmp_path / "file-wal"
    with database.hot_step("aim.set", Change.AIM) as raw:
        raw.execute(INSERT)
    long = log.stat().st_size
    for _ in range(5):
        database.fold_log()
        with database.hot_step("aim.set", Change.AIM) as raw:
            raw.execute(INSERT)
    assert log.stat().st_size <= long + 5 * 4120
    assert rows(database.file, "SELECT count(*) FROM aim") == [(6,)]
    database.close()


def test_what_is_brought_at_once_is_folded_in_the_next_pause_not_by_its_commit(tmp_path: Path) -> None:
    database, said = fresh(tmp_path / "file"), list[int]()
    with database.bulk_step("aim.set", Change.AIM) as session:
        raw_of(session).execute(INSERT)
    with database.hot_step("aim.set", Change.AIM) as raw:
        said += raw.execute("PRAGMA wal_autocheckpoint").fetchone()
    database.fold_log(LOG_COMMITS)
    with database.hot_step("aim.set", Change.AIM) as raw:
        said += raw.execute("PRAGMA wal_autocheckpoint").fetchone()
    assert said == [0, LOG_PAGES]
    assert rows(database.file, "SELECT count(*) FROM aim") == [(1,)]
    database.close()


def test_a_pause_folds_a_long_log_alone(tmp_path: Path) -> None:
    database, said = fresh(tmp_path / "file"), list[str]()
    for _ in range(LOG_COMMITS):
        with database.hot_step("aim.set", Change.AIM) as raw:
            raw.execute(INSERT)
        raw.set_trace_callback(said.append)
        database.fold_log(LOG_COMMITS)
        raw.set_trace_callback(None)
    assert said == ["PRAGMA wal_checkpoint(PASSIVE)"]
    database.fold_log()
    assert rows(database.file, "SELECT count(*) FROM aim") == [(LOG_COMMITS,)]
    database.close()
