"""Promise 11: an update of a shipped pack loses no progress, no edit and no history."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.db.check import check
from tpmprep.core.demo.make import make_demo
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.resources import resource
from tpmprep.core.profile import SHIPPED, open_for_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tpmprep.core.cards.faces import NoteFace
    from tpmprep.core.profile import Profile

HISTORY = (
    "review", "response", "rehearsal", "hour_log", "attempt", "answer_note", "step_progress", "evidence",
    "story", "concept_met", "aim", "thing", "sitting",
)  # fmt: skip
RETIRED, MOVED, EDITED = "software.state.stateless", "software.async.when", "software.program.early_fault"
NEW = """- id: software.state.brand_new
  kind: basic
  concepts: [software.state]
  tier: core
  difficulty: "1"
  role: both
  front: |
    What is new in this update of the pack?
  back: |
    This note alone, beside some words that were changed.
  explanation: |
    An update may bring something.
  source: own
"""


@dataclass(frozen=True)
class Updated:
    """A profile with history, its rows before, and the pack as its next version brings it."""

    profile: Profile
    pack: Path
    before: dict[str, set[tuple[object, ...]]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lived") / "profile"
    make_demo(root)
    return root


@pytest.fixture
def updated(lived: Path, tmp_path: Path) -> Iterator[Updated]:
    """Opened, worked in by hand, and ready for the update."""
    shutil.copytree(lived, tmp_path / "profile")
    profile = open_for_writing(prepare(tmp_path / "profile"))
    work(profile)
    pack = next_version(tmp_path / "pack")
    yield Updated(profile, pack, rows(profile))
    profile.close()


def next_version(folder: Path) -> Path:
    """The shipped pack with words changed in every note, one note gone, one new, one on another concept."""
    shutil.copytree(resource("packs", "tpm-core"), folder)
    change(folder / "pack.yaml", lambda text: re.sub(r"version: .*", "version: 99.0.0", text, count=1))
    for file in (folder / "notes").glob("*.yaml"):
        change(file, put_anew)
    change(folder / "notes" / "d00-software.yaml", lambda text: NEW + without(text, RETIRED))
    change(
        folder / "notes" / "d00-software.yaml",
        lambda text: text.replace(
            f"id: {MOVED}\n  kind: basic\n  concepts: [software.async]",
            f"id: {MOVED}\n  kind: basic\n  concepts: [software.state]",
        ),
    )
    return folder


def put_anew(text: str) -> str:
    """Other words on the back of every note, and in the question of those without one."""
    part = "front" if "  back: |" not in text else "back"
    return text.replace(f"  {part}: |\n    ", f"  {part}: |\n    Put anew. ")


def change(file: Path, how: Callable[[str], str]) -> None:
    text = file.read_text("utf-8")
    changed = how(text)
    assert changed != text, file
    file.write_text(changed, "utf-8")


def without(text: str, name: str) -> str:
    blocks = re.split(r"(?m)^(?=- id: )", text)
    return "".join(block for block in blocks if not block.startswith(f"- id: {name}\n"))


def thing(profile: Profile, name: str) -> int:
    with closing(sqlite3.connect(profile.folders.database)) as raw:
        return int(raw.execute("SELECT id FROM thing WHERE ref = ?", (f"tpm-core:{name}",)).fetchone()[0])


def rows(profile: Profile) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(profile.folders.database)) as raw:
        return {table: set(raw.execute(f"SELECT * FROM {table}")) for table in (*HISTORY, "memory")}


def work(profile: Profile) -> None:
    """An edit with a tag of one's own, a note of one's own, one suspended, one in the trash."""
    cards = profile.services.cards
    face = cards.note(thing(profile, EDITED))
    draft = NoteDraft(
        face.kind, face.deck_id, {**face.fields, "back": "In my own words."}, face.explanation, face.source,
        (*face.tags, "mine:check"), tuple(concept for concept, _ in face.concepts),
    )  # fmt: skip
    cards.edit(face.id, draft)
    cards.add(NoteDraft("basic", face.deck_id, {"front": "My own", "back": "note"}, tags=("mine:own",)))
    with profile.database.hot_step("card.answered", Change.MEMORY) as raw:
        retired = thing(profile, RETIRED)
        raw.execute(
            "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
            "SELECT thing_id, 0, 1, 20514, 3, 0, 4000, 2 FROM card WHERE note_id = ?",
            (retired,),
        )


def test_there_is_a_test_for_every_shipped_pack() -> None:
    assert SHIPPED == ("tpm-core",)


def test_no_row_of_history_is_lost_or_changed(updated: Updated) -> None:
    face = updated.profile.services.packs.install(updated.pack)
    assert (face.added, face.retired) == (1, 1)
    assert face.updated > 400
    after = rows(updated.profile)
    for table in HISTORY:
        assert updated.before[table] <= after[table], table
    assert len(updated.before["review"]) > 1000
    assert check(updated.profile.database) == []


def test_no_memory_is_lost_and_only_what_retired_rests(updated: Updated) -> None:
    with closing(sqlite3.connect(updated.profile.folders.database)) as raw:
        query = "SELECT thing_id FROM card WHERE note_id = ?"
        resting = {row[0] for row in raw.execute(query, (thing(updated.profile, RETIRED),))}
    updated.profile.services.packs.install(updated.pack)
    gone = updated.before["memory"] - rows(updated.profile)["memory"]
    assert {row[0] for row in gone} <= resting
    assert resting


def test_an_edit_wins_with_its_tags_and_the_new_text_is_offered_beside_it(updated: Updated) -> None:
    cards = updated.profile.services.cards
    before = cards.note(thing(updated.profile, EDITED))
    updated.profile.services.packs.install(updated.pack)
    face = cards.note(before.id)
    assert face.fields["back"] == "In my own words."
    assert "mine:check" in face.tags
    (offer,) = [offer for offer in face.edited if offer.field == "back"]
    assert offer.offered is not None
    assert offer.offered.startswith("Put anew.")
    assert not offer.shipped.startswith("Put anew.")


def test_the_shipped_text_can_be_taken_back_and_that_undone(updated: Updated) -> None:
    services = updated.profile.services
    services.packs.install(updated.pack)
    edited = thing(updated.profile, EDITED)
    assert services.cards.take_shipped(edited, "back").fields["back"].startswith("Put anew.")
    services.desk.undo()
    assert services.cards.note(edited).fields["back"] == "In my own words."


def test_what_is_not_edited_gets_the_new_words(updated: Updated) -> None:
    updated.profile.services.packs.install(updated.pack)
    assert fields_of(updated, MOVED).fields["back"].startswith("Put anew.")
    assert [title for _, title in fields_of(updated, MOVED).concepts] == [
        title for _, title in fields_of(updated, "software.state.brand_new").concepts
    ]


def fields_of(updated: Updated, name: str) -> NoteFace:
    return updated.profile.services.cards.note(thing(updated.profile, name))


def test_what_retired_stays_with_its_history_can_be_found_and_looked_at(updated: Updated) -> None:
    services = updated.profile.services
    before = fields_of(updated, RETIRED)
    history = len(services.cards.history(before.cards[0]))
    services.packs.install(updated.pack)
    face = fields_of(updated, RETIRED)
    assert face.fields == before.fields
    assert len(services.cards.history(face.cards[0])) == history > 0
    assert services.cards.card(face.cards[0]).memory.suspended
    assert face.id in {hit.thing_id for hit in services.catalog.find("made stateless gain", ("note",))}
    assert face.id not in {row.id for row in services.cards.notes(NoteQuery(limit=10_000))}


@pytest.mark.parametrize("suspended", [False, True])
def test_the_next_update_wakes_what_comes_back_with_all_it_had(updated: Updated, suspended: bool) -> None:
    services = updated.profile.services
    card = fields_of(updated, RETIRED).cards[0]
    services.cards.suspend([card], suspended=suspended)
    services.packs.install(updated.pack)
    services.packs.install(resource("packs", "tpm-core"))
    after = rows(updated.profile)
    for table in HISTORY:
        assert updated.before[table] <= after[table], table
    assert services.cards.card(card).memory.suspended == suspended


def test_a_note_of_ones_own_is_nobody_elses(updated: Updated) -> None:
    services = updated.profile.services
    own = next(row for row in services.cards.notes(NoteQuery(text="My own")) if row.title == "My own")
    before = services.cards.note(own.id)
    services.packs.install(updated.pack)
    assert services.cards.note(own.id) == before


def test_tags_of_ones_own_stay_while_the_packs_own_come_and_go(updated: Updated) -> None:
    cards, packs = updated.profile.services.cards, updated.profile.services.packs
    note, file = thing(updated.profile, EDITED), updated.pack / "notes" / "d00-software.yaml"
    first = f"- id: {EDITED}\n  kind: basic\n"
    change(file, lambda text: text.replace(first, f"{first}  tags: [by:pack]\n"))
    packs.install(updated.pack)
    assert set(cards.note(note).tags) == {"mine:check", "by:pack"}
    change(file, lambda text: text.replace("  tags: [by:pack]\n", "  tags: [by:later]\n"))
    packs.install(updated.pack)
    assert set(cards.note(note).tags) == {"mine:check", "by:later"}
    assert "tags" not in {offer.field for offer in cards.note(note).edited}
