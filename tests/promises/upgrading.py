"""Kills an upgrade at each of its steps in turn, tries again, and compares what is there with what was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

from tests.core.db.stage import NOON, StillClock, fill
from tests.core.db.test_migrate import second_revision
from tests.promises.children import outcome
from tests.promises.released import RELEASES, put
from tpmprep.core.db.backups.copying import backup
from tpmprep.core.db.backups.restoring import restore
from tpmprep.core.db.base import Base
from tpmprep.core.db.fingerprint import HISTORY, fingerprint
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.migrate import upgrade
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.folders import Folders, prepare


def history(file: Path) -> str:
    """The fingerprints of what history has had since the first schema, in a form that can be compared."""
    with closing(sqlite3.connect(file)) as raw:
        prints = [
            fingerprint(raw, table, tuple(column.name for column in Base.metadata.tables[table].columns))
            for table in HISTORY
        ]
        return f"{raw.execute('PRAGMA integrity_check').fetchone()} {prints}"


def history_of_copy(root: Path) -> str:
    """The history of a profile as it lies there, read from a copy so that nothing mends the original."""
    copy = root.with_name("look")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    return history(Folders(copy).database)


def make(folders: Folders) -> None:
    """Makes the profile where it is missing; nothing is opened here."""
    open_profile(folders, StillClock()).close()


def new_profile(folder: Path) -> Folders:
    return prepare(folder)


def old_profile(folder: Path) -> Folders:
    """A profile whose schema says it is one older, with history in it."""
    folders = prepare(folder)
    make(folders)
    fill(folders.database, reviews=50)
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(f"PRAGMA user_version={HEAD - 1}")
    return folders


def rebuild(folders: Folders) -> None:
    """An upgrade that rebuilds a table which history points to."""
    upgrade(folders.database, more=[folders.root / "more"])


def ready_to_rebuild(folder: Path) -> Folders:
    folders = prepare(folder)
    make(folders)
    fill(folders.database, reviews=50)
    second_revision(folder / "more")
    return folders


def ready_to_restore(folder: Path) -> Folders:
    """A profile with a backup of it, and with an aim that is newer than the backup."""
    folders = prepare(folder)
    make(folders)
    fill(folders.database, reviews=50)
    backup(folders.database, folders.backups / "old.sqlite3")
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute(
            "INSERT INTO aim(what, company, round, zone, minutes, role, created_at, body) "
            "VALUES ('newer', '', '', '', 30, 'both', 1, '{}')"
        )
        raw.commit()
    return folders


def bring_back(folders: Folders) -> None:
    restore(folders, folders.backups / "old.sqlite3", NOON)


def released_profile(folder: Path) -> Folders:
    """A profile as the first release left it."""
    folders = prepare(folder)
    put(RELEASES[0], folders.database)
    return folders


CASES = {
    "restore": (ready_to_restore, bring_back),
    "new": (new_profile, make),
    "older": (old_profile, make),
    "released": (released_profile, make),
    "rebuild": (ready_to_rebuild, rebuild),
}


def kill_at_each_step(folder: Path, case: str, stride: int) -> dict[str, object]:
    """Runs the case with a death at step 1, 1 + stride, …, until it lives; after each death once more."""
    ready, act = CASES[case]
    before_folder = folder / "before"
    ready(before_folder)
    file = Folders(before_folder).database
    wanted = history(file) if file.exists() else ""
    problems: list[str] = []
    for number in count(1, stride):
        place = folder / "now"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(before_folder, place)
        folders = Folders(place)
        os.environ["TPMPREP_DIE_AT"] = str(number)
        died = outcome(lambda folders=folders: act(folders))  # type: ignore[misc]
        del os.environ["TPMPREP_DIE_AT"]
        if wanted and history_of_copy(place) != wanted:
            problems.append(f"{number}: what the death left differs")
        if died not in (0, -signal.SIGKILL):
            problems.append(f"{number}: ended with {died}")
        again = outcome(lambda folders=folders: act(folders))  # type: ignore[misc]
        if again != 0:
            problems.append(f"{number}: the retry ended with {again}")
        if wanted and history(folders.database) != wanted:
            problems.append(f"{number}: the history differs")
        if died == 0:
            return {"steps": number, "problems": problems}
    raise AssertionError


if __name__ == "__main__":
    done = kill_at_each_step(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    sys.stdout.write(json.dumps(done) + "\n")
