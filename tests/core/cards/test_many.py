from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.conftest import NOW, make_file
from tpmprep.core.cards.decks import put_deck
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.many import NewNote, put_new_notes
from tpmprep.core.cards.notes import put_note
from tpmprep.core.db.database import Database
from tpmprep.core.db.raw import raw_of
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tests.core.conftest import FakeClock

NOTES: list[tuple[str, dict[str, str], str, tuple[str, ...]]] = [
    ("basic", {"front": "**What** is `x`?", "back": 'A "b"\r\n\\n é🚀\x01'}, "", ()),
    ("basic", {"front": "same", "back": "same"}, "<b>why</b>", ("b", " a ", "a", "")),
    ("reversed", {"front": "term " * 60, "back": "{meaning}"}, "", ("x y",)),
    ("cloze", {"text": "The {{c2::second::hint}} and {{c1::*first*}}", "extra": "more"}, "e", ()),
    ("typed", {"front": "f", "answer": "b", "synonyms": "c; d", "hint": "h"}, "", ()),
]
TABLES = ("thing", "note", "card", "memory", "thing_tag", "search_doc")


def rows(db: Database) -> dict[str, list[tuple[object, ...]]]:
    with db.hot_reading() as raw:
        return {table: raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in TABLES}


def deck(session: Session) -> int:
    return put_deck(session, "my:deck.1", "Deck", 1, None, NOW)


@pytest.fixture
def db_too(tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    make_file(tmp_path / "too")
    database = Database(tmp_path / "too", clock)
    yield database
    database.close()


@pytest.mark.parametrize("times", [1, 90])
def test_many_at_once_make_the_rows_that_each_alone_would_make(
    db: Database, db_too: Database, clock: FakeClock, times: int
) -> None:
    notes = [(f"my:note.{n}.{time}", *note) for time in range(times) for n, note in enumerate(NOTES)]
    with db.step("made", Change.CARDS) as session:
        deck_id = deck(session)
        for ref, kind, fields, why, tags in notes:
            values = {"deck_id": deck_id, "kind": kind, "fields": fields, "explanation": why, "source": "s"}
            put_note(session, ref, values, [], tags, clock.now())
    with db_too.bulk_step("made", Change.CARDS) as session:
        deck_id = deck(session)
        many = []
        for ref, name, fields, why, tags in notes:
            shape = NOTE_KINDS.get(name)
            assert shape is not None
            many.append(NewNote(ref, deck_id, shape, shape.ords(fields), fields, why, "s", tags))
        put_new_notes(raw_of(session), many, clock.now())
    assert rows(db_too) == rows(db)
