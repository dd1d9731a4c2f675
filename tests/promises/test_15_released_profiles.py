"""Promise 15: a profile of every released version comes to the present schema with nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests.core.conftest import FakeClock
from tests.core.db.test_migrate import schema
from tests.promises.children import run_module
from tests.promises.released import RELEASES, put
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.catalog.things import beyond
from tpmprep.core.db.fingerprint import (
    WORKED_OUT,
    Fingerprint,
    columns_of,
    fingerprint,
    fingerprints,
    table_names,
    what_was_lost,
)
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.instants import from_ms
from tpmprep.core.db.migrate import upgrade
from tpmprep.core.db.undo import Step
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.folders import prepare
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.profile import Profile, open_for_writing
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.moment import Moment
from tpmprep.core.recall.scheduler import Known, grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
EMPTIED = {"undo_step", "undo_image", "alembic_version"}
REPEATED = {"search_doc": {"kind", "title", "plain"}}  # a note that says the same is read instead
BEFORE = "state_before, step_before, stability_before, difficulty_before, due_before, last_before"


def all_of(file: Path, columns: dict[str, tuple[str, ...]] | None = None) -> dict[str, Fingerprint]:
    """Rows and hash of every table, over the columns it had before."""
    with closing(sqlite3.connect(file)) as raw:
        had = columns or {table: _lasting(raw, table) for table in table_names(raw)}
        return {table: fingerprint(raw, table, names) for table, names in had.items() if table not in EMPTIED}


def _lasting(raw: sqlite3.Connection, table: str) -> tuple[str, ...]:
    gone = {*WORKED_OUT.get(table, ()), *REPEATED.get(table, ())}
    return tuple(column for column in columns_of(raw, table) if column not in gone)


def replayed(known: Known, answer: Sequence[Any]) -> Known:
    """The memory after a logged answer, by its rating, its time and its room alone."""
    thing, room, at_ms, day, rating = answer
    at = Moment(from_ms(at_ms), at_ms, date.fromisoformat(day), BERLIN)
    graded = grade(thing, known, Rating(rating), at, 0.9, steps=room == "cards")
    return Known(**{name: getattr(graded, name) for name in Known._fields})


@pytest.mark.parametrize("release", RELEASES)
def test_the_memory_that_left_the_log_is_given_by_ratings_and_times(tmp_path: Path, release: str) -> None:
    put(release, tmp_path / "file")
    with closing(sqlite3.connect(tmp_path / "file")) as raw:
        said = f"{BEFORE}, stability_after, difficulty_after, due_after"
        log = raw.execute(
            f"SELECT {said}, kind, thing_id, room, at, study_day, rating FROM review "
            "WHERE undone_at IS NULL ORDER BY id"
        ).fetchall()
    memories: dict[int, Known] = {}
    for *before, strong, hard, due, kind, thing, room, at, day, rating in log:
        known = memories.get(thing, Known())
        assert [
            known.state,
            known.step,
            known.stability,
            known.difficulty,
            known.due_ms,
            known.last_ms,
        ] == before
        if kind != "drill":
            after = memories[thing] = replayed(known, (thing, room, at, day, rating))
            assert (after.stability, after.difficulty, after.due_ms) == (strong, hard, due)
    assert len(log) > 100


@pytest.mark.parametrize("release", RELEASES)
def test_every_row_of_every_table_comes_through_the_upgrade(tmp_path: Path, release: str) -> None:
    file = tmp_path / "file"
    put(release, file)
    before = all_of(file)
    with closing(sqlite3.connect(file)) as raw:
        steps = raw.execute("SELECT count(*) FROM undo_step").fetchone()[0]
    done = upgrade(file)
    assert steps > 5
    assert (done.found < HEAD, done.reached, done.forgotten) == (True, HEAD, steps)
    assert sum(1 for table in before.values() if table.rows) > 30
    assert all_of(file, {table: old.columns for table, old in before.items()}) == before
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT count(*) FROM undo_step").fetchone() == (0,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("release", RELEASES)
def test_an_upgraded_file_has_the_very_schema_of_a_new_one(tmp_path: Path, release: str) -> None:
    put(release, tmp_path / "released")
    for name in ("released", "new"):
        upgrade(tmp_path / name)
    assert schema(tmp_path / "released") == schema(tmp_path / "new")


@pytest.mark.parametrize("release", RELEASES)
def test_search_reads_the_words_it_had_though_some_stand_in_the_notes_alone(
    tmp_path: Path, release: str
) -> None:
    file = tmp_path / "file"
    put(release, file)
    with closing(sqlite3.connect(file)) as raw:
        had = raw.execute("SELECT thing_id, kind, title, plain FROM search_doc ORDER BY 1").fetchall()
        upgrade(file)
        own = dict(raw.execute("SELECT question_id, char(10) || text FROM answer_note").fetchall())
        query = "SELECT thing_id, kind, title, plain FROM search_text ORDER BY 1"
        assert raw.execute(query).fetchall() == [
            (*row[:3], beyond(*row[2:]) + own.get(row[0], "")) for row in had
        ]
        assert own
        (notes,) = raw.execute("SELECT count(*) FROM search_text WHERE kind = 'note'").fetchone()
        (spared,) = raw.execute("SELECT count(*) FROM search_doc WHERE plain IS NULL").fetchone()
    assert 8 < spared < notes


@pytest.mark.parametrize("wrong", ["study_day = study_day + 1", "room = 2 - room", "kind = 3", "at = at + 1"])
def test_an_answer_that_reads_otherwise_after_the_upgrade_is_noticed(tmp_path: Path, wrong: str) -> None:
    put("0.1.0", tmp_path / "file")
    with closing(sqlite3.connect(tmp_path / "file")) as raw:
        before = fingerprints(raw)
    upgrade(tmp_path / "file")
    with closing(sqlite3.connect(tmp_path / "file")) as raw:
        assert what_was_lost(raw, before) == ""
        raw.execute("DROP TRIGGER guard_update_review")
        raw.execute(f"UPDATE review SET {wrong} WHERE id = 3")
        assert what_was_lost(raw, before).startswith("review: ")


def test_the_deck_of_every_card_is_known_to_its_memory(tmp_path: Path) -> None:
    put("0.1.0", tmp_path / "file")
    upgrade(tmp_path / "file")
    with closing(sqlite3.connect(tmp_path / "file")) as raw:
        pairs = raw.execute(
            "SELECT c.deck_id, m.deck_id, c.deleted_at IS NULL "
            "FROM card c JOIN memory m ON m.thing_id = c.thing_id"
        ).fetchall()
    assert {there for _, _, there in pairs} == {0, 1}
    assert all(known == (deck if there else None) for deck, known, there in pairs)


@pytest.fixture(params=RELEASES)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Profile]:
    folders = prepare(tmp_path / "profile")
    put(request.param, folders.database)
    profile = open_for_writing(folders, clock=FakeClock(EVENING))
    yield profile
    profile.close()


def test_what_the_person_wrote_is_there_and_their_edit_outlives_the_newer_pack(upgraded: Profile) -> None:
    services = upgraded.services
    texts = [services.cards.note(row.id).fields for row in services.cards.notes(NoteQuery(limit=5000))]
    assert {"front": "What is *SLA* here?", "back": "99.9 %, `monthly`"} in texts
    assert [text for text in texts if text.get("front", "").endswith(" (mine)")]
    assert not [text for text in texts if text.get("front") in {"thrown away", "undone"}]
    assert {"Mein Büro", "Jargon"} <= {deck.title for deck in services.cards.decks()}
    (own,) = (row for row in services.interview.questions(QuestionQuery(text="outage")) if not row.shipped)
    question = services.interview.question(own.id)
    assert "café ☕ 漢字 'quotes'; --" in question.answer
    assert [take.score for take in question.takes] == [3]
    assert [story.title for story in services.interview.stories()] == ["The outage"]
    draft = services.desk.draft(f"answer_note:{own.id}")
    assert draft is not None
    assert draft.text == "half a sentence I was typ"
    assert services.desk.undoable() is None


def test_what_was_done_on_the_path_is_there(upgraded: Profile) -> None:
    learning = upgraded.services.learning
    with upgraded.database.reading() as session:
        done = session.connection().exec_driver_sql("SELECT step_id FROM step_progress WHERE status = 'done'")
        steps = [learning.step(row[0]) for row in done]
    (certificate,) = (step for step in steps if step.row.kind == "certification")
    assert certificate.row.minutes_spent == 95
    assert certificate.notes == "Booked at the test centre."
    assert [proof.text for proof in certificate.evidence] == ["https://example.org/certificate/clf"]


def test_its_history_goes_on_where_it_stood(upgraded: Profile) -> None:
    services = upgraded.services
    assert services.insight.status().reviews > 100
    due = [row for row in services.cards.notes(NoteQuery(state="review")) if row.card_ids]
    card = due[0].card_ids[0]
    before = services.cards.history(card)
    services.sittings.start(Plan("again", 5, (("card", card),)))
    services.sittings.answer(card, Rating.GOOD, 4000)
    assert services.cards.history(card)[1:] == before
    undone = upgraded.database.undo()
    assert isinstance(undone, Step)
    assert undone.name == "card.answered"
    assert services.cards.history(card)[0].undone
    assert services.catalog.find("pager")


@pytest.mark.parametrize("stride", [37, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_at_any_step_of_its_upgrade_it_can_be_opened_again(tmp_path: Path, stride: int) -> None:
    done = run_module("tests.promises.upgrading", tmp_path, "released", stride, timeout=1800)
    assert done["problems"] == []
    assert done["steps"] > 100
