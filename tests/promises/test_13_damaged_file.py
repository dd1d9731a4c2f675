"""Promise 13: a damaged file is never edited; a good backup and all that is readable are offered."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock
from tests.core.refusals import refuses
from tests.promises.harming import (
    HARMS,
    OWN_NOTES,
    REVIEWS,
    copy_of,
    furnish,
    harm_head,
    harm_middle,
    noise,
    overwrite,
    pages_of,
    rows_of,
    run,
)
from tests.screens.stage import MISSING, Program, Screen, until
from tpmprep.core.db.backups.card import read_card, write_card
from tpmprep.core.db.backups.copying import read_backup, sha256_of
from tpmprep.core.db.check import check
from tpmprep.core.db.codes import in_words
from tpmprep.core.db.identity import beside
from tpmprep.core.db.profile import open_profile
from tpmprep.core.db.recovery import Recovery
from tpmprep.core.db.tables.recall import Review
from tpmprep.core.db.whole import is_whole
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.promises.harming import Rows
    from tpmprep.core.db.salvage import Salvaged
    from tpmprep.core.ground.folders import Folders

every_harm = pytest.mark.parametrize("harm", list(HARMS))
KEPT_APART = {"undo_step", "undo_image", "undo_row", "search_doc"}
READABLE = 0.95
"""The least share of the rows that one damaged page may leave."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return furnish(tmp_path_factory.mktemp("sound"))


def told(rows: Rows) -> Rows:
    """The same rows, the log of reviews in words."""
    columns = [column.name for column in Review.__table__.columns]
    return {**rows, "review": [tuple(map(in_words, columns, row)) for row in rows["review"]]}


@pytest.fixture(scope="module")
def truth(sound: Folders) -> Rows:
    return told(rows_of(sound.database))


@pytest.fixture
def folders(sound: Folders, tmp_path: Path) -> Folders:
    return copy_of(sound, tmp_path / "profile")


def bytes_of(folders: Folders) -> dict[str, bytes]:
    places = [place for place in folders.root.rglob("*") if place.is_file() and place.suffix != ".json"]
    return {place.name: place.read_bytes() for place in places if not place.name.endswith("-shm")}


def harmed(folders: Folders, harm: str) -> None:
    """Harms the file and lets the next start look at every page, as after a crash."""
    HARMS[harm](folders)
    folders.in_use.touch()


def salvaged(folders: Folders, into: Path) -> Salvaged:
    return Recovery(folders, StillClock()).salvage(into)


def said(saved: Salvaged, table: str) -> list[tuple[object, ...]]:
    lines = (saved.folder / "tables" / f"{table}.jsonl").read_text("utf-8").splitlines()
    return [tuple(json.loads(line).values()) for line in lines]


@every_harm
def test_a_damaged_file_is_refused_and_left_byte_by_byte_as_it_is(folders: Folders, harm: str) -> None:
    harmed(folders, harm)
    before = bytes_of(folders)
    with refuses("profile.damaged"):
        open_profile(folders, StillClock())
    assert bytes_of(folders) == before


@every_harm
def test_the_newest_good_backup_comes_back_and_the_damaged_file_is_kept(
    folders: Folders, truth: Rows, harm: str
) -> None:
    harmed(folders, harm)
    there = bytes_of(folders)[folders.database.name]
    recovery = Recovery(folders, StillClock())
    found = recovery.newest()
    assert found is not None
    assert found.rows["review"] == REVIEWS
    kept = recovery.bring_back(found).set_aside
    assert kept is not None
    profile = open_for_writing(folders, clock=StillClock())
    assert check(profile.database) == []
    profile.close()
    assert Counter(rows_of(folders.database)["note"]) == Counter(truth["note"])
    assert (
        kept.read_bytes() == there or "before-restore" in kept.name
    )  # kept as a backup: its pages are sound


@every_harm
def test_every_readable_row_is_saved_and_none_is_made_up(
    folders: Folders, truth: Rows, harm: str, tmp_path: Path
) -> None:
    harmed(folders, harm)
    before = bytes_of(folders)
    saved = salvaged(folders, tmp_path)
    assert bytes_of(folders) == before
    for table in saved.rows:
        if table in truth and table not in saved.torn and harm != "log of garbage":
            assert Counter(said(saved, table)) == Counter(truth[table]), table
    here = sum(len(rows) for table, rows in truth.items() if table not in KEPT_APART)
    gone = {"table gone": ("evidence", "kept")}.get(harm, ())
    here -= sum(len(truth[table]) for table in gone)
    share = READABLE - 0.1 if harm == "end cut off" else READABLE  # a tenth of the file is gone
    assert saved.total >= share * here, (saved.torn, saved.total, here)
    read = (saved.folder / "README.md").read_text("utf-8")
    assert all(
        f"| {table} | {count} | **no** |" in read
        for table, count in saved.rows.items()
        if table in saved.torn
    )


@pytest.mark.parametrize("harm", ["head", "page of zeros"])
def test_rows_on_either_side_of_a_lost_page_are_saved(
    folders: Folders, truth: Rows, harm: str, tmp_path: Path
) -> None:
    harmed(folders, harm)
    found = set(said(salvaged(folders, tmp_path), "review"))
    assert found <= set(truth["review"])
    assert truth["review"][0] in found
    assert truth["review"][-1] in found
    assert len(found) >= REVIEWS - 200


def test_rows_whose_tree_is_lost_are_read_from_its_leaves(
    folders: Folders, truth: Rows, tmp_path: Path
) -> None:
    HARMS["tree of garbage"](folders)
    assert Counter(said(salvaged(folders, tmp_path), "note")) == Counter(truth["note"])


def test_two_lost_pages_cost_their_own_rows_alone(folders: Folders, truth: Rows, tmp_path: Path) -> None:
    pages = pages_of(folders.database, ["review"], b"\x0d")
    for number in (pages[2], pages[-3]):
        overwrite(folders.database, number, bytes(4096))
    lost = set(truth["review"]) - set(said(salvaged(folders, tmp_path), "review"))
    assert 0 < len(lost) < 3 * REVIEWS / len(pages)


def test_a_lost_page_of_the_list_of_tables_costs_the_tables_it_names_and_no_other(
    folders: Folders, truth: Rows, tmp_path: Path
) -> None:
    top = folders.database.read_bytes()[:4096]
    place = int.from_bytes(top[114:116], "big")  # of the second leaf
    with closing(sqlite3.connect(folders.database)) as raw:
        below = [str(row[0]) for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    overwrite(folders.database, int.from_bytes(top[place : place + 4], "big"), noise(4096))
    saved = salvaged(folders, tmp_path / "out")
    lost = set(saved.torn)
    assert 0 < len(lost) < len(below) / 4
    for table in set(truth) - lost - KEPT_APART:
        assert Counter(said(saved, table)) == Counter(truth[table])
    readme = (saved.folder / "README.md").read_text("utf-8")
    assert all(f"| {table} | 0 | **no** |" in readme for table in lost)


def test_a_persons_own_words_are_saved_as_markdown(folders: Folders, tmp_path: Path) -> None:
    harm_head(folders)
    texts = salvaged(folders, tmp_path).folder / "texts"
    assert "My prepared answer" in (texts / "answer-notes.md").read_text("utf-8")
    assert "half a sentence" in (texts / "half-typed-texts.md").read_text("utf-8")
    assert (texts / "notes.md").read_text("utf-8").count("## Frage") == OWN_NOTES


def test_a_sheet_holds_no_formula_and_the_exact_rows_stand_beside_it(
    folders: Folders, tmp_path: Path
) -> None:
    run(folders.database, "UPDATE answer_note SET text = '=cmd()'")
    saved = salvaged(folders, tmp_path)
    with (saved.folder / "tables" / "answer_note.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["text"] for row in csv.DictReader(stream)] == ["'=cmd()"]
    assert said(saved, "answer_note")[0][1] == "=cmd()"


def test_saving_leaves_nothing_but_what_was_saved(folders: Folders, tmp_path: Path) -> None:
    harm_middle(folders)
    saved = salvaged(folders, tmp_path / "there")
    assert sorted(place.name for place in saved.folder.iterdir()) == ["README.md", "tables", "texts"]
    assert saved.folder.stat().st_mode & 0o777 == 0o700
    again = salvaged(folders, tmp_path / "there")
    assert again.folder != saved.folder
    assert again.rows == saved.rows


def test_of_a_file_of_noise_nothing_is_saved_and_that_is_said(folders: Folders, tmp_path: Path) -> None:
    folders.database.write_bytes(b"\xa5" * 40_960)
    saved = salvaged(folders, tmp_path)
    assert saved.rows == {}
    assert "Nothing could be read" in (saved.folder / "README.md").read_text("utf-8")


def test_a_backup_that_is_damaged_itself_is_passed_over(folders: Folders) -> None:
    harm_head(folders)
    (good,) = folders.backups.glob("*.sqlite3")
    bad = folders.backups / "20990101T000000Z-close.sqlite3"
    bad.write_bytes(good.read_bytes()[:-4096])
    found = Recovery(folders, StillClock()).newest()
    assert found is not None
    assert found.file == good
    good.unlink()
    assert Recovery(folders, StillClock()).newest() is None


def test_a_backup_whose_card_agrees_though_its_pages_are_damaged_is_passed_over(folders: Folders) -> None:
    harm_head(folders)
    (good,) = folders.backups.glob("*.sqlite3")
    bad = folders.backups / "20990101T000000Z-close.sqlite3"
    shutil.copyfile(good, bad)
    overwrite(bad, pages_of(bad, ["review"], b"\x0d")[5], bytes(4096))
    card = read_card(good)
    assert card is not None
    write_card(replace(card, file=bad, sha256=sha256_of(bad), number=card.number + 1))
    found = Recovery(folders, StillClock()).newest()
    assert found is not None
    assert found.file == good


def test_what_was_kept_as_damaged_is_never_offered_even_where_every_page_reads(folders: Folders) -> None:
    harm_head(folders)
    (good,) = folders.backups.glob("*.sqlite3")
    shutil.copyfile(good, folders.backups / "20990101T000000Z-damaged.sqlite3")
    good.unlink()
    assert Recovery(folders, StillClock()).newest() is None


def test_a_search_index_damaged_alone_is_made_anew_and_nobody_speaks_of_damage(
    folders: Folders, truth: Rows
) -> None:
    pages = pages_of(folders.database, ["search_fts_data"], b"\x0d")
    overwrite(folders.database, pages[len(pages) // 2], b"\x0d" + bytes(4095))
    harm_bytes = folders.database.read_bytes()
    profile = open_for_writing(folders, clock=StillClock())
    assert check(profile.database) == []
    assert profile.services.catalog.find("Frage")
    profile.close()
    here = told(rows_of(folders.database))
    assert {table: Counter(rows) for table, rows in here.items() if table != "kept"} == {
        table: Counter(rows) for table, rows in truth.items() if table != "kept"
    }
    assert harm_bytes in [place.read_bytes() for place in folders.backups.glob("*-damaged.sqlite3")]


def test_after_damage_met_while_the_window_is_open_the_next_start_looks_at_every_page(
    folders: Folders,
) -> None:
    database = open_profile(folders, StillClock())
    with database.unlogged() as session:
        session.connection().exec_driver_sql("UPDATE kept SET key = key")
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = pages_of(folders.database, ["review"], b"\x0d")
    overwrite(folders.database, pages[5], bytes(4096))
    with refuses("profile.damaged"):
        database.close()
    assert folders.in_use.exists()
    with refuses("profile.damaged"):
        open_profile(folders, StillClock())
    assert not any(
        "close" in place.name and read_backup(place).rows["review"] < REVIEWS
        for place in folders.backups.glob("*.sqlite3")
    )
    assert beside(folders.database) == []


@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
def test_in_the_window_one_key_brings_the_newest_good_backup_back_and_work_goes_on(folders: Folders) -> None:
    harm_head(folders)
    screen = Screen()
    program = Program(screen, folders.root)
    try:

        def pressed() -> bool:
            program.press("space")
            return is_whole(folders.database)

        until(pressed, "the backup is back")
        until(lambda: program.ask("SELECT count(*) FROM review") >= REVIEWS, "the reviews are back")
        until(folders.in_use.exists, "the profile is open")
        program.press("ctrl+4")
        until(
            lambda: program.ask("SELECT value LIKE '%interview%' FROM kept WHERE key = 'place'") == 1,
            "pages are shown",
        )
        assert len(list(folders.backups.glob("*-damaged.sqlite3"))) == 1
        assert program.leave() == 0
    finally:
        program.process.kill()
        program.process.wait(10)
        screen.close()
