"""Promises 12 and 14: whose file it is is known before it is written; a newer one stays byte-identical."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock, fill
from tests.core.refusals import refuses
from tpmprep.core.db import profile
from tpmprep.core.db.head import APPLICATION_ID, HEAD
from tpmprep.core.db.profile import open_profile, open_reading
from tpmprep.core.ground.folders import Folders, prepare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def traces(folders: Folders) -> dict[str, tuple[bytes, int]]:
    """Every file of the profile with its bytes and the time it was last written."""
    places = sorted(place for place in folders.root.rglob("*") if place.is_file())
    return {
        str(place.relative_to(folders.root)): (place.read_bytes(), place.stat().st_mtime_ns)
        for place in places
        if not place.name.endswith("-shm")
    }


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = prepare(tmp_path)
    open_profile(made, StillClock()).close()
    fill(made.database)
    return made


def run(folders: Folders, *statements: str) -> None:
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def run_and_crash(folders: Folders, *statements: str) -> None:
    """Leaves what the statements wrote in the log only, as a killed process does."""
    aside = folders.root / "aside"
    raw = sqlite3.connect(folders.database, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    shutil.copyfile(f"{folders.database}-wal", aside)
    main = folders.database.read_bytes()
    raw.close()
    folders.database.write_bytes(main)
    aside.rename(f"{folders.database}-wal")


HARMS: dict[str, tuple[str, Callable[[Folders], object]]] = {
    "text": ("profile.not_ours", lambda f: f.database.write_text("dear diary")),
    "empty": ("profile.not_ours", lambda f: f.database.write_bytes(b"")),
    "other number": ("profile.not_ours", lambda f: run(f, "PRAGMA application_id=7")),
    "no number": ("profile.not_ours", lambda f: run(f, "PRAGMA application_id=0")),
    "other number in the log": (
        "profile.not_ours",
        lambda f: run_and_crash(f, "PRAGMA application_id=7"),
    ),
    "no review": ("profile.damaged", lambda f: run(f, "DROP TABLE review")),
    "newer": ("profile.newer", lambda f: run(f, f"PRAGMA user_version={HEAD + 1}")),
    "newer in the log": ("profile.newer", lambda f: run_and_crash(f, f"PRAGMA user_version={HEAD + 1}")),
    "newer with other tables": (
        "profile.newer",
        lambda f: run(f, "CREATE TABLE later(id INTEGER) STRICT", f"PRAGMA user_version={HEAD + 7}"),
    ),
}


@pytest.mark.parametrize("name", list(HARMS))
@pytest.mark.parametrize("opening", [open_profile, open_reading])
def test_a_file_that_is_refused_stays_as_it_is(
    folders: Folders, name: str, opening: Callable[[Folders, StillClock], object]
) -> None:
    code, harm = HARMS[name]
    harm(folders)
    before = traces(folders)
    with refuses(code):
        opening(folders, StillClock())
    assert traces(folders) == before


def test_a_newer_file_is_named_with_both_schemas(folders: Folders) -> None:
    run(folders, f"PRAGMA user_version={HEAD + 1}")
    with refuses("profile.newer", found=HEAD + 1, known=HEAD):
        open_profile(folders, StillClock())


def test_the_pages_are_checked_before_anything_is_written(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    for name in ("schema_version", "_check", "write_atomically", "Database"):
        real = getattr(profile, name)

        def noted(
            *args: object, _name: str = name, _real: Callable[..., object] = real, **more: object
        ) -> object:
            order.append(_name)
            return _real(*args, **more)

        monkeypatch.setattr(profile, name, noted)
    database = open_profile(folders, StillClock())
    database.close()
    assert order == ["schema_version", "_check", "write_atomically", "Database"]


def test_our_number_is_in_the_head_of_every_file(folders: Folders) -> None:
    assert int.from_bytes(folders.database.read_bytes()[68:72], "big") == APPLICATION_ID
