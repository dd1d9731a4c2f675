"""Tests of the search: what is typed is found, nothing typed is refused, no table is scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.db.stage import fresh
from tpmprep.core.db import search
from tpmprep.core.db.images import Mode
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.search import (
    best_statement,
    find,
    find_and_mend,
    index_is_whole,
    newest_statement,
    read_query,
    rebuild_index,
    snippet_statement,
    titled_statement,
)
from tpmprep.core.db.tables.thing import SearchDoc, Thing, ThingTag
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.db.database import Database

DOCS = (
    ("concept", "RICE scoring", "Reach times impact times confidence over effort", ("roadmap", "seed:001")),
    ("card", "What does reach mean?", "People touched in a period, as RICE counts them", ("Roadmap",)),
    ("item", "Idempotency keys", "A retry does the same thing only once", ("api",)),
    ("story", "Größe zählt", "Der Kunde war überrascht – naïve café", ()),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = fresh(tmp_path_factory.mktemp("search") / "file")
    with made.step("made", Change.CATALOG) as session:
        for kind, title, plain, tags in DOCS:
            thing = Thing(kind=kind, ref=title)
            session.add(thing)
            session.flush()
            session.add(SearchDoc(thing_id=thing.id, kind=kind, title=title, plain=plain))
            session.add_all(ThingTag(thing_id=thing.id, name=tag) for tag in tags)
    yield made
    made.close()


def found(database: Database, text: str, kinds: tuple[str, ...] = ()) -> list[str]:
    with database.reading() as session:
        return [hit.kind for hit in find(session, text, kinds)]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("rice", ["concept", "card"]),
        ("reach", ["card", "concept"]),
        ("RICE SCORING", ["concept"]),
        ("idemp", ["item"]),
        ("retry idemp", ["item"]),
        ("idemp retry", []),
        ('"same thing"', ["item"]),
        ('"thing same"', []),
        ('"same thi', []),
        ("naive cafe", ["story"]),
        ("grosse", []),
        ("große", ["story"]),
        ("größe", ["story"]),
        ("tag:roadmap", ["card", "concept"]),
        ("tag:ROADMAP effort", ["concept"]),
        ("tag:seed", ["concept"]),
        ("tag:se*", ["concept"]),
        ("tag:none", []),
        ("tag:roadmap tag:api", []),
        ("kind:card rice", ["card"]),
        ("kind:story", ["story"]),
        ("reach!!! (impact)", ["concept"]),
        ("AND OR NOT NEAR", []),
        ("", []),
        ("   ", []),
        ('"""', []),
        ("tag: kind:", []),
    ],
)
def test_what_is_typed_is_found_best_first(database: Database, typed: str, kinds: list[str]) -> None:
    assert found(database, typed) == kinds


def test_kinds_narrow_the_search(database: Database) -> None:
    assert found(database, "rice", ("card", "item")) == ["card"]
    assert found(database, "kind:concept rice", ("card",)) == []


def test_a_hit_shows_its_title_and_the_words_around_the_match(database: Database) -> None:
    with database.reading() as session:
        (hit,) = find(session, "confidence")
    assert hit.title == "RICE scoring"
    assert "confidence over" in hit.snippet


@given(
    st.one_of(st.text(), st.text(alphabet="\"'*:()^+-{}[]\\ \x00\ud800tagkindNEAR/,.é\u0301", max_size=60))
)
def test_nothing_that_can_be_typed_is_refused(database: Database, typed: str) -> None:
    assert isinstance(found(database, typed), list)


@given(st.lists(st.sampled_from(DOCS[0][2].split()), min_size=1, max_size=9))
def test_every_word_of_a_text_finds_it(database: Database, words: list[str]) -> None:
    assert "concept" in found(database, " ".join(words))


@pytest.mark.parametrize("typed", ["rice", "rice tag:roadmap", "tag:roadmap", '"same thing" kind:item'])
def test_no_table_is_scanned(database: Database, typed: str) -> None:
    query = read_query(typed)
    tags = [["roadmap", "Roadmap"] for _ in query.tags]
    kinds = list(query.kinds)
    statements = [newest_statement(tags, kinds, 50)]
    if query.match:
        statements = [
            best_statement(query.match, tags, kinds, 50),
            titled_statement(query.whole, tags, kinds, 50),
            *(snippet_statement(match, [1, 2]) for match in (query.match, query.whole)),
        ]
    with database.reading() as session:
        plans = [
            session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            for statement, values in statements
        ]
    steps = [str(row[3]) for plan in plans for row in plan]
    assert steps
    scans = ("SCAN d", "SCAN n", "SCAN thing", "SCAN search_doc", "SCAN note", "MATERIALIZE d")
    assert not [step for step in steps if step.startswith(scans)]


def test_a_stale_index_is_seen_and_mended(tmp_path: Path) -> None:
    database = fresh(tmp_path / "file")
    with database.step("made", Change.CATALOG) as session:
        for number in range(3):
            session.add(Thing(kind="note", ref=f"n{number}"))
            session.flush()
            session.add(SearchDoc(thing_id=number + 1, kind="note", title=f"Title {number}", plain="words"))
    assert index_is_whole(database)
    with database.unlogged() as session:
        raw = session.connection()
        database._now.mode = Mode.BULK_UNLOGGED
        raw.exec_driver_sql("UPDATE search_doc SET title = 'Other', plain = 'else' WHERE thing_id = 2")
        raw.exec_driver_sql("DELETE FROM search_doc WHERE thing_id = 3")
    assert not index_is_whole(database)
    rebuild_index(database)
    assert index_is_whole(database)
    assert found(database, "else") == ["note"]
    database.close()


def test_a_torn_index_is_rebuilt_before_anybody_speaks_of_damage(tmp_path: Path) -> None:
    database = fresh(tmp_path / "file")
    with database.step("made", Change.CATALOG) as session:
        session.add(Thing(kind="note", ref="n"))
        session.flush()
        session.add(SearchDoc(thing_id=1, kind="note", title="Title", plain="words"))
    with database.unlogged() as session:
        session.connection().exec_driver_sql("DELETE FROM search_fts_data WHERE id > 10")
    assert [hit.title for hit in find_and_mend(database, "words")] == ["Title"]
    database.close()


def test_a_tag_that_thousands_carry_is_asked_of_what_is_met_and_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = fresh(tmp_path / "file")
    with database.bulk_step("made", Change.CATALOG) as session:
        raw = raw_of(session)
        for number in range(1, 41):
            raw.execute("INSERT INTO thing(kind, ref) VALUES ('note', ?)", (f"n{number}",))
            raw.execute("INSERT INTO search_doc VALUES (?, 'note', ?, 'cache')", (number, f"Title {number}"))
            name = "level:1" if number % 2 else "level:2"
            raw.execute("INSERT INTO thing_tag(thing_id, name) VALUES (?, ?)", (number, name))
    asked = ("tag:level:1", "tag:level", "cache tag:level:2", "cache tag:level:1 tag:level")
    with database.reading() as session:
        gathered = [search.find(session, text, limit=7) for text in asked]
        monkeypatch.setattr(search, "_COMMON", 10)
        assert [search.find(session, text, limit=7) for text in asked] == gathered
    assert [len(found) for found in gathered] == [7] * 4
    database.close()


def test_titles_with_the_very_word_come_before_those_with_a_longer_one(tmp_path: Path) -> None:
    database = fresh(tmp_path / "file")
    with database.step("made", Change.CATALOG) as session:
        raw = raw_of(session)
        for number in range(1, 31):
            title = f"Pool number {number}" if number > 10 else f"Pooling {number}"
            raw.execute("INSERT INTO thing(kind, ref) VALUES ('note', ?)", (f"n{number}",))
            raw.execute("INSERT INTO search_doc VALUES (?, 'note', ?, 'pooled words')", (number, title))
    with database.reading() as session:
        full = search.find(session, "pool", limit=20)
        longer = search.find(session, "pool", limit=25)
        ended = search.find(session, '"pool"', limit=25)
    assert [hit.thing_id for hit in full] == list(range(11, 31))
    assert all("pooled words" in hit.snippet for hit in full)
    assert [hit.thing_id for hit in longer] == [*range(1, 11), *range(11, 26)]
    assert [hit.thing_id for hit in ended] == list(range(11, 31))
    database.close()
