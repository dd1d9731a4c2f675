"""The digest of what the first articles teach: each of its rows is met by something in the shipped pack.

``digest.toml`` says what meets a row. Where the digest itself lies beside the project (``TPMPREP_FACTS`` or
``../shared/facts``), its rows are compared with that map one by one.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground.resources import resource
from tpmprep.core.learning.steps import KINDS
from tpmprep.core.packs.folder import read_pack

if TYPE_CHECKING:
    from tpmprep.core.intake.drafts import Shelf, Thing

HERE = Path(__file__).parent
# sections whose every row asks for a card, that ask for a question, and whose tables ask for a step
CARD, QUESTION, STEP = {2, 4, 6, 7, 8, 9, 11, 12}, {2, 3, 6, 12, 13, 14}, {7, 8}
SEEDS = re.compile(r"00([0-3])")
# how many rows each table of the digest has: also where it is not at hand, none leaves the map unseen
TABLES = {
    "1a": 14, "1b": 19, "2a": 18, "3a": 6, "3b": 2, "4a": 19, "4b": 7, "5a": 6, "6a": 31, "7a": 19,
    "8a": 9, "8b": 2, "8c": 3, "9a": 5, "10a": 8, "11a": 6, "12a": 6, "13a": 4, "14a": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of the digest: its place, the articles it comes from, and what meets it."""

    place: str
    seeds: tuple[str, ...]
    met_by: tuple[str, ...]

    @property
    def section(self) -> int:
        found = re.match(r"\d+", self.place)
        return int(found[0]) if found else 0


def mapped() -> tuple[Row, ...]:
    tables = tomllib.loads((HERE / "digest.toml").read_text(encoding="utf-8"))
    return tuple(
        Row(f"{table}{line}", tuple(seeds.split()), tuple(things.split()))
        for table, lines in tables.items()
        for line, told in lines.items()
        for seeds, _, things in [told.partition("|")]
    )


def words() -> dict[str, str]:
    """The word by which a row is known, by the row's place."""
    tables = tomllib.loads((HERE / "digest_words.toml").read_text(encoding="utf-8"))
    return {f"{table}{line}": word for table, lines in tables.items() for line, word in lines.items()}


ROWS = mapped()


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_pack(resource("packs", "tpm-core")).shelf


@pytest.fixture(scope="module")
def things(shelf: Shelf) -> dict[str, Thing]:
    rooms = (shelf.concepts, shelf.notes, shelf.items, shelf.questions, shelf.steps, shelf.paths)
    return {thing.id: thing for room in rooms for thing in room}


def named(row: Row, *rooms: tuple[Thing, ...]) -> bool:
    return bool(set(row.met_by) & {thing.id for room in rooms for thing in room})


def test_what_the_map_names_is_in_the_pack_or_in_a_registry(things: dict[str, Thing]) -> None:
    known = {*things, *(f"kind:{name}" for name in KINDS.names())}
    assert {(row.place, name) for row in ROWS for name in row.met_by if name not in known} == set()
    assert [row.place for row in ROWS if not row.met_by] == []


def test_the_map_has_all_lines_of_each_table() -> None:
    lines = [f"{table}{line:02}" for table, count in TABLES.items() for line in range(1, count + 1)]
    assert [row.place for row in ROWS] == lines


def test_each_row_is_met_by_something_that_says_it_comes_from_its_articles(things: dict[str, Thing]) -> None:
    bare = [
        (row.place, seed)
        for row in ROWS
        for seed in row.seeds
        if not any(f"seed:00{seed}" in things[name].tags for name in row.met_by if name in things)
    ]
    assert bare == []


def test_no_row_is_met_by_a_concept_alone(shelf: Shelf) -> None:
    practised = (shelf.notes, shelf.items, shelf.questions, shelf.steps)
    assert [row.place for row in ROWS if not named(row, *practised)] == []


def test_rows_to_be_remembered_have_a_card_or_an_item(shelf: Shelf) -> None:
    wanted = [row for row in ROWS if row.section in CARD]
    assert [row.place for row in wanted if not named(row, shelf.notes, shelf.items)] == []


def test_what_meets_a_row_says_the_word_by_which_the_row_is_known(shelf: Shelf) -> None:
    practised = (*shelf.notes, *shelf.items, *shelf.questions, *shelf.steps)
    said = {thing.id: thing.model_dump_json().casefold() for thing in practised}
    met_by = {row.place: row.met_by for row in ROWS}
    silent = [
        (place, word)
        for place, word in words().items()
        if not any(word.casefold() in said.get(name, "") for name in met_by[place])
    ]
    assert silent == []


def test_sections_to_be_spoken_of_have_a_question(shelf: Shelf) -> None:
    asked = {row.section for row in ROWS if named(row, shelf.questions)}
    assert asked >= QUESTION


def test_sections_to_be_done_have_a_step(shelf: Shelf) -> None:
    tables = {row.place[:2] for row in ROWS if row.section in STEP}
    stepped = {row.place[:2] for row in ROWS if named(row, shelf.steps)}
    assert stepped >= tables


@pytest.mark.parametrize("place", ["5a01", "5a02", "5a03"])
def test_the_numbers_of_the_articles_stand_as_requirements_word_for_word(place: str, shelf: Shelf) -> None:
    written = {"5a01": "under 1 second", "5a02": "99.99 %", "5a03": "at least 90 %"}
    row = next(row for row in ROWS if row.place == place)
    fronts = [note.front for note in shelf.notes if note.id in row.met_by]
    assert any(written[place] in front for front in fronts)


def test_the_five_levels_are_steps_whose_printed_pay_can_be_replaced(shelf: Shelf) -> None:
    levels = [step for step in shelf.steps if "level" in step.fields]
    assert len(levels) == 5
    assert all("$" in step.fields["band"] and step.as_of for step in levels)
    own = {field.name for kind in KINDS.all() if kind.name == "milestone" for field in kind.own}
    assert {"own_band", "band_source"} <= own


def digest_rows() -> dict[str, str]:
    """Each row of the digest beside the project, with its last cell; none where it is not there."""
    folder = Path(os.environ.get("TPMPREP_FACTS", HERE.parents[2] / "shared" / "facts"))
    file = folder / "seeds.md"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    rows: dict[str, str] = {}
    section, table, line = 0, "", 0
    for text in lines:
        if head := re.match(r"## (\d+)\.", text):
            section, table = int(head[1]), ""
        if not text.startswith("|"):
            line = 0
            continue
        line += 1
        if line == 1:
            table = chr(ord(table) + 1) if table else "a"
        elif line > 2 and section:
            rows[f"{section}{table}{line - 2:02}"] = text.strip("| ").split("|")[-1].strip()
    return rows


def test_the_map_has_every_row_of_the_digest_where_that_is_at_hand() -> None:
    found = digest_rows()
    wanted = {row.place for row in ROWS}
    assert set(found) in (set(), wanted)
    odd = {
        row.place: found[row.place]
        for row in ROWS
        if re.fullmatch(r"[0-3 ,]+", found.get(row.place, ""))
        and tuple(SEEDS.findall(found[row.place])) != row.seeds
    }
    assert odd == {}
