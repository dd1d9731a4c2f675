"""Every kind of broken pack gives file, line, field and why, and changes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.core.packs.pack_folder import with_line, write_pack
from tests.core.refusals import refuses
from tpmprep.core.ground.errors import UserError
from tpmprep.core.insight.service import Insight
from tpmprep.core.packs import folder as folder_of_a_pack
from tpmprep.core.packs.service import Packs

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

NOTES, ITEMS, NUMBERS = "notes/roads.yaml", "items/roads.yaml", "items/numbers.yaml"
BOMB = "a: &a [x, x]\nb: [*a, *a]\n"
BROKEN: dict[str, tuple[str, str, int, str, str]] = {
    # what is wrong: (file, its text, line, field, a word of why)
    "unknown field": (NOTES, with_line(NOTES, "back: arrow", "bakc: arrow"), 11, "bakc", "no such field"),
    "missing field": ("domains.yaml", "- id: D1\n", 1, "title", "missing"),
    "duplicate key": (NOTES, with_line(NOTES, "back: arrow", "front: arrow"), 11, "", "twice"),
    "duplicate id": (NOTES, with_line(NOTES, "id: road.sign.both", "id: road.map.what"), 7, "id", "too"),
    "id of another kind": (ITEMS, with_line(ITEMS, "id: quiz.road", "id: road.map.what"), 1, "id", "too"),
    "odd id": (NOTES, with_line(NOTES, "id: road.sign.both", "id: Road Sign!"), 7, "id", "small letters"),
    "alias bomb": (NOTES, BOMB, 1, "", "anchors and aliases"),
    "deep nesting": (NOTES, "[" * 60 + "]" * 60, 1, "", "nested deeper"),
    "tag": (NOTES, "- !!python/object:os.system x\n", 1, "", "tags"),
    "two documents": (NOTES, "- a: b\n---\n- c: d\n", 2, "", "one document"),
    "no list": (NOTES, "a: b\n", 1, "", "a list is expected"),
    "no YAML": (NOTES, "- a: [b\n- c\n", 3, "", "expected"),
    "empty file": (NOTES, "# nothing\n", 1, "", "expected"),
    "list as key": (NOTES, "- [a, b]: c\n", 1, "", "key must be text"),
    "wrong number": (NOTES, with_line(NOTES, "tags: [seed:001]", "difficulty: 9"), 6, "difficulty", "3"),
    "tier misspelt": (
        NOTES,
        with_line(NOTES, "tags: [seed:001]", "tier: coree"),
        6,
        "tier",
        "it must be 'core'",
    ),
    "missing concept": (NOTES, with_line(NOTES, "[road.sign]", "[road.sing]"), 7, "concepts", "road.sing"),
    "no concept": (NOTES, with_line(NOTES, "  concepts: [road.sign]\n", ""), 7, "concepts", "no concept"),
    "unknown kind": (NOTES, with_line(NOTES, "kind: reversed", "kind: hologram"), 7, "kind", "hologram"),
    "empty side": (NOTES, with_line(NOTES, "back: arrow", "back: ''"), 7, "back", "empty"),
    "number not given": (NUMBERS, with_line(NUMBERS, "    value: 5\n", ""), 6, "number.value", "missing"),
    "thousands in a number": (
        NUMBERS,
        with_line(NUMBERS, "value: 50", "value: 5'000"),
        1,
        "number.slips.0.value",
        "5000",
    ),
    "unit beside the number": (
        NUMBERS,
        with_line(NUMBERS, "value: 5\n", "value: 5 cm\n"),
        1,
        "number.value",
        "own field",
    ),
    "slip that counts as right": (
        NUMBERS,
        with_line(NUMBERS, "value: 50", "value: 5.01"),
        1,
        "number.slips.0.value",
        "tolerance",
    ),
    "statement without true and false": (
        NUMBERS,
        with_line(NUMBERS, '- text: "False"', "- text: Wrong"),
        14,
        "options",
        "True, then False",
    ),
    "no right option": (ITEMS, with_line(ITEMS, "      right: yes\n", ""), 1, "options", "right"),
    "missing domain": (
        "concepts/roads.yaml",
        with_line("concepts/roads.yaml", "domain: D1\n  title: Sign", "domain: D9\n  title: Sign"),
        7,
        "domain",
        "D9",
    ),
    "missing category": (
        "questions/roads.yaml",
        with_line("questions/roads.yaml", "cat.explain", "cat.sing"),
        1,
        "category",
        "cat.sing",
    ),
    "unclosed path": (
        "paths/way.yaml",
        with_line("paths/way.yaml", "      - use: step.read\n", ""),
        1,
        "steps",
        "step.read",
    ),
    "missing step": (
        "paths/way.yaml",
        with_line("paths/way.yaml", "step.walk", "step.fly"),
        1,
        "steps",
        "step.fly",
    ),
    "unknown need": (
        "paths/steps.yaml",
        with_line("paths/steps.yaml", "[step.read]", "[step.fly]"),
        5,
        "needs",
        "step.fly",
    ),
    "milestone named like a step": (
        "paths/way.yaml",
        with_line("paths/way.yaml", "path.way.one", "step.read"),
        1,
        "milestones",
        "something else",
    ),
    "step twice in a path": (
        "paths/way.yaml",
        with_line("paths/way.yaml", "use: step.walk", "use: step.walk\n      - use: step.read"),
        1,
        "steps",
        "twice",
    ),
    "two domains that would share a deck": (
        "domains.yaml",
        "- id: D1\n  title: Roads\n- id: d1\n  title: Ways\n",
        3,
        "id",
        "deck.d1",
    ),
    "concept after itself": (
        "concepts/roads.yaml",
        with_line("concepts/roads.yaml", "source: own", "after: [road.sign]"),
        1,
        "after",
        "circle",
    ),
    "endless cost": (
        "paths/steps.yaml",
        with_line("paths/steps.yaml", "what: Go.", "what: Go.\n  cost: inf"),
        9,
        "cost",
        "finite",
    ),
    "a list for a mapping": ("pack.yaml", "- a\n- b\n", 1, "", "a mapping of fields is expected"),
    "odd version": ("pack.yaml", with_line("pack.yaml", "1.0.0", "one"), 2, "version", "such as 1.0.0"),
    "odd link": (
        "paths/steps.yaml",
        with_line("paths/steps.yaml", "what: Go.", "what: Go.\n  url: javascript:x"),
        9,
        "url",
        "https://",
    ),
}


@pytest.fixture
def packs(db: Database) -> Packs:
    return Packs(db)


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_pack_names_its_place_and_changes_nothing(
    packs: Packs, db: Database, tmp_path: Path, profile_settings: Settings, what: str
) -> None:
    file, text, line, field, why = BROKEN[what]
    folder = write_pack(tmp_path, **{file.removesuffix(".yaml").replace("/", "__"): text})
    before = Insight(db, profile_settings).status()
    faults = [fault for fault in packs.check(folder).errors if fault.file == file]
    assert any(fault.line == line and fault.field.endswith(field) and why in fault.why for fault in faults), (
        packs.check(folder).errors
    )
    with refuses("pack.faulty", folder=folder):
        packs.install(folder)
    assert Insight(db, profile_settings).status() == before
    assert packs.installed() == ()


def test_a_broken_update_leaves_the_installed_pack_as_it_was(packs: Packs, tmp_path: Path) -> None:
    packs.install(write_pack(tmp_path))
    before = packs.installed()
    write_pack(tmp_path, notes__roads=BOMB)
    with refuses("pack.faulty"):
        packs.install(tmp_path)
    assert packs.installed() == before


def test_a_folder_without_a_manifest_is_no_pack(packs: Packs, tmp_path: Path) -> None:
    with refuses("pack.missing"):
        packs.check(tmp_path)
    with refuses("pack.missing"):
        packs.install(tmp_path / "nowhere")


def test_a_file_that_is_no_text_or_far_too_large_is_a_fault(packs: Packs, tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "notes" / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    (folder / "notes" / "huge.yaml").write_bytes(b"# " + b"x" * 1_000_001)
    whys = {fault.file: fault.why for fault in packs.check(folder).errors}
    assert "UTF-8" in whys["notes/odd.yaml"]
    assert "larger than" in whys["notes/huge.yaml"]


@pytest.mark.parametrize("stands", ["a folder", "a link to nothing", "a link to a device", "a pipe"])
def test_what_is_no_ordinary_file_is_a_fault_and_never_read(
    packs: Packs, tmp_path: Path, stands: str
) -> None:
    folder = write_pack(tmp_path)
    odd = folder / "notes" / "odd.yaml"
    if stands == "a folder":
        odd.mkdir()
    elif stands == "a pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to("/dev/zero" if stands == "a link to a device" else tmp_path / "nowhere")
    faults = [fault for fault in packs.check(folder).errors if fault.file == "notes/odd.yaml"]
    assert [fault.why for fault in faults] == ["no ordinary file"]


def test_a_file_that_no_list_takes_in_is_named(packs: Packs, tmp_path: Path) -> None:
    folder = write_pack(tmp_path, note__roads=BOMB, notes__deep__roads=BOMB, other=BOMB)
    (folder / "notes" / "ways.yml").write_text("- a: b\n", "utf-8")
    (folder / "README.md").write_text("What this is.\n", "utf-8")
    report = packs.check(folder)
    assert report.errors == ()
    unread = [fault.file for fault in report.warnings if "not read" in fault.why]
    assert unread == ["note/roads.yaml", "notes/deep/roads.yaml", "notes/ways.yml", "other.yaml"]


def test_more_files_than_are_read_are_a_fault(
    packs: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_of_a_pack, "MOST_FILES", 1)
    folder = write_pack(tmp_path)
    assert ("items", "more than 1 files") in [(fault.file, fault.why) for fault in packs.check(folder).errors]


def test_the_first_faults_are_in_the_refusal_the_rest_in_the_check(packs: Packs, tmp_path: Path) -> None:
    folder = write_pack(tmp_path, notes__roads=with_line(NOTES, "[road.sign]", "[a, b, c, d, e, f, g]"))
    with pytest.raises(UserError) as refused:
        packs.install(folder)
    assert refused.value.values["count"] == 7
    assert str(refused.value.values["first"]).count("notes/roads.yaml:7") == 5
