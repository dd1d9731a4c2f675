"""Tests of what search reads of a note itself: the index follows, whatever changes first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.db.stage import fresh, rows
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.many import document
from tpmprep.core.cards.notes import TITLE_LETTERS, note_title
from tpmprep.core.cards.sparing import NOTHING, is_told, spared
from tpmprep.core.catalog.things import beyond
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.search import find, index_is_whole, rebuild_index
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.markup import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tpmprep.core.db.database import Database

CONTENT = "tier, difficulty, role, explanation, source, created_at"
NOTE = (
    f"INSERT OR REPLACE INTO note(thing_id, deck_id, kind, fields, {CONTENT}) "
    "VALUES (?, 1, 'basic', ?, 'core', 2, 'both', ?, '', 0)"
)
TEXTS = "UPDATE note SET fields = ? WHERE thing_id = ?"
REASON = "UPDATE note SET explanation = ? WHERE thing_id = ?"
DOCUMENT = (
    "INSERT INTO search_doc(thing_id, kind, title, plain) VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET kind = excluded.kind, title = excluded.title, plain = excluded.plain"
)
ALL = "SELECT * FROM search_text ORDER BY 1"
WORDS = ("alpha", "beta gamma", "*delta*", 'a "b" é🚀', "1. one", "two  blanks", "more " * 40, " led", "")


def fields_of(front: str, back: str) -> str:
    return json.dumps({"front": front, "back": back}, ensure_ascii=False)


def anything() -> st.SearchStrategy[tuple[str, tuple[object, ...]]]:
    """One write of a note or of a document, in no sensible order."""
    note, word, nothing = st.integers(2, 4), st.sampled_from(WORDS), st.none()
    fields = st.builds(fields_of, word, word)
    return st.one_of(
        st.tuples(st.just(NOTE), st.tuples(note, fields, word)),
        st.tuples(st.just(TEXTS), st.tuples(fields, note)),
        st.tuples(st.just(REASON), st.tuples(word, note)),
        st.tuples(st.just("DELETE FROM note WHERE thing_id = ?"), st.tuples(note)),
        st.tuples(st.just(DOCUMENT), st.tuples(note, nothing, nothing, nothing)),
        st.tuples(st.just(DOCUMENT), st.tuples(note, nothing, word, nothing)),
        st.tuples(st.just(DOCUMENT), st.tuples(note, st.just("note"), word, word)),
        st.tuples(st.just("DELETE FROM search_doc WHERE thing_id = ?"), st.tuples(note)),
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = fresh(tmp_path_factory.mktemp("texts") / "file")
    with made.step("made", Change.CARDS) as session:
        raw = raw_of(session)
        names = [("deck", "d"), *(("note", f"n{number}") for number in range(3))]
        raw.executemany("INSERT INTO thing(kind, ref) VALUES (?, ?)", names)
        raw.execute(
            f"INSERT INTO deck(thing_id, title, position, {CONTENT}) "
            "VALUES (1, 'Deck', 1, 'core', 2, 'both', '', '', 0)"
        )
    yield made
    made.close()


def write(database: Database, *writes: tuple[str, tuple[object, ...]]) -> None:
    with database.step("changed", Change.CARDS) as session:
        for statement, values in writes:
            raw_of(session).execute(statement, values)


def found(database: Database, text: str) -> list[int]:
    with database.reading() as session:
        return sorted(hit.thing_id for hit in find(session, text))


def newest(database: Database) -> int:
    step = database.undoable()
    return step.id if step else 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(anything(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_index_says_what_the_notes_say_after_any_changes_and_their_undo(
    database: Database, steps: list[list[tuple[str, tuple[object, ...]]]]
) -> None:
    begun, before, count = newest(database), rows(database.file, ALL), 0
    for step in steps:
        write(database, *step)
        assert index_is_whole(database)
    after = rows(database.file, ALL)
    while newest(database) > begun:
        database.undo()
        count += 1
        assert index_is_whole(database)
    assert rows(database.file, ALL) == before
    for _ in range(count):
        database.redo()
    assert index_is_whole(database)
    assert rows(database.file, ALL) == after


def test_a_note_is_found_by_the_words_that_stand_in_it_alone(database: Database) -> None:
    write(
        database,
        (NOTE, (2, fields_of("Capital of Peru", "Lima, by the sea"), "since 1535")),
        (DOCUMENT, (2, None, None, None)),
    )
    with database.reading() as session:
        (hit,) = find(session, "lima")
    assert (hit.kind, hit.title) == ("note", "Capital of Peru")
    assert "Lima, by the sea" in hit.snippet
    write(database, (TEXTS, (fields_of("Capital of Chile", "Santiago"), 2)))
    assert (found(database, "lima"), found(database, "santiago"), found(database, "1535")) == ([], [2], [2])
    database.undo()
    assert (found(database, "lima"), found(database, "santiago")) == ([2], [])


def test_a_note_whose_fields_were_torn_hides_nothing_else(database: Database) -> None:
    write(
        database,
        (NOTE, (2, '{"front": torn', "")),
        (DOCUMENT, (2, None, None, None)),
        (NOTE, (3, fields_of("sound", "healthy"), "")),
        (DOCUMENT, (3, None, None, None)),
    )
    rebuild_index(database)
    assert found(database, "healthy") == [3]
    assert index_is_whole(database)


@settings(deadline=None)
@given(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=150)),
    st.one_of(st.sampled_from(WORDS), st.text(max_size=60)),
    st.sampled_from(("", "", "since 1535", "**bold**")),
)
def test_what_a_document_leaves_out_is_read_from_the_note_to_the_letter(
    database: Database, front: str, back: str, reason: str
) -> None:
    fields = {"front": front, "back": back}
    kind = NOTE_KINDS.get("basic")
    assert kind is not None
    title = note_title("basic", fields)
    plain = beyond(title, "\n".join([to_plain(front), to_plain(back), to_plain(reason)]))
    kept = document(kind, fields, reason)
    assert kept == spared(title, plain, fields, reason)
    assert kept == NOTHING or not is_told(fields, reason, TITLE_LETTERS)
    write(database, (NOTE, (4, fields_of(front, back), reason)), (DOCUMENT, (4, *kept)))
    assert rows(database.file, "SELECT title, plain FROM search_text WHERE thing_id = 4") == [(title, plain)]
