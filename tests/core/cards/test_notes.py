from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from tests.core.cards.stage import installed_pack
from tpmprep.core.cards.decks import put_deck
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.cards.notes import put_note
from tpmprep.core.cards.service import Cards
from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.db.tables.thing import SearchDoc, ThingTag
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

REF = "tpm:roadmap.rice.gaps"


def put(db: Database, text: str, **more: Any) -> str:
    with db.step("pack.installed", Change.CARDS) as session:
        deck = put_deck(session, "tpm:deck.d4", "Roadmap", 4, None, db.clock.now())
        values = {"deck_id": deck, "kind": "cloze", "fields": {"text": text}, **more}
        return put_note(session, REF, values, (), ("seed:001",), db.clock.now())


def cards(db: Database) -> list[tuple[int, int, bool]]:
    with db.reading() as session:
        return [
            (row.thing_id, row.ord, row.deleted_at is None)
            for row in session.scalars(select(Card).order_by(Card.ord))
        ]


def test_putting_the_same_note_again_changes_nothing(db: Database) -> None:
    assert put(db, "{{c1::Reach}} and {{c2::Impact}}") == "added"
    before = cards(db)
    assert put(db, "{{c1::Reach}} and {{c2::Impact}}") == "unchanged"
    assert cards(db) == before


def test_a_new_note_has_a_card_and_a_memory_for_each_gap(db: Database) -> None:
    put(db, "{{c1::Reach}} and {{c2::Impact}}")
    with db.reading() as session:
        memories = session.scalars(select(Memory)).all()
        words = session.scalars(select(SearchDoc).where(SearchDoc.kind == "note")).one()
    assert [(m.thing_id, m.kind, m.state) for m in memories] == [(id_, "card", 0) for id_, *_ in cards(db)]
    assert (words.title, words.plain) == ("Reach and Impact", "")


def test_a_gap_keeps_its_card_and_a_lost_gap_comes_back_with_its_own(db: Database) -> None:
    put(db, "{{c1::Reach}} and {{c2::Impact}}")
    (first, *_), (second, *_) = cards(db)
    assert put(db, "{{c2::Impact}} and {{c3::Effort}}") == "updated"
    assert [(ord_, live) for _, ord_, live in cards(db)] == [(1, False), (2, True), (3, True)]
    put(db, "{{c1::Reach}} and {{c2::Impact}}")
    assert [(id_, live) for id_, _, live in cards(db)][:2] == [(first, True), (second, True)]


def test_an_update_spares_the_users_edit_and_offers_the_new_text(db: Database) -> None:
    put(db, "{{c1::Reach}}")
    with db.step("note.edited", Change.CARDS) as session:
        row = session.scalars(select(Note)).one()
        row.fields = {"text": "{{c1::my Reach}}"}
        session.add(FieldEdit(thing_id=row.thing_id, field="text", shipped="{{c1::Reach}}"))
    assert put(db, "{{c1::Reach, newly said}}") == "updated"
    with db.reading() as session:
        assert session.scalars(select(Note)).one().fields == {"text": "{{c1::my Reach}}"}
        assert session.scalars(select(FieldEdit)).one().offered == "{{c1::Reach, newly said}}"


def test_a_kind_of_a_newer_version_is_kept_without_cards(db: Database) -> None:
    assert put(db, "x", kind="hologram") == "added"
    assert cards(db) == []


def test_a_retired_note_that_comes_back_is_scheduled_again(db: Database) -> None:
    put(db, "{{c1::Reach}}")
    with db.step("pack.retired", Change.CARDS) as session:
        session.scalars(select(Note)).one().retired_at = db.clock.now()
        session.scalars(select(Memory)).one().suspended = True
    assert put(db, "{{c1::Reach}}") == "updated"
    with db.reading() as session:
        assert session.scalars(select(Note)).one().retired_at is None
        assert not session.scalars(select(Memory)).one().suspended


def tags(db: Database) -> list[str]:
    with db.reading() as session:
        return sorted(session.scalars(select(ThingTag.name)))


def test_an_update_spares_the_tags_the_user_added_and_took_away(
    db: Database, profile_settings: Settings
) -> None:
    room = Cards(db, profile_settings)
    with db.unlogged(Change.PACKS) as session:
        pack_id = installed_pack(session, db.clock.now())

    def ship(*names: str) -> str:
        with db.unlogged(Change.PACKS) as session:
            deck = put_deck(session, "tpm:deck.d4", "Roadmap", 4, pack_id, db.clock.now())
            values = {"deck_id": deck, "kind": "basic", "fields": {"front": "f", "back": "b"}}
            return put_note(session, REF, {**values, "pack_id": pack_id}, (), names, db.clock.now())

    ship("old", "seed:001")
    assert ship("seed:001") == "updated"
    assert tags(db) == ["seed:001"]
    note_id = room.notes(NoteQuery())[0].id
    face = room.note(note_id)
    room.edit(note_id, NoteDraft(face.kind, face.deck_id, face.fields, tags=("mine", "week 2")))
    assert room.note(note_id).edited == ()
    assert ship("new", "seed:001") == "updated"
    assert tags(db) == ["mine", "new", "week 2"]
    assert ship("new", "seed:001") == "unchanged"
    assert ship("seed:001") == "updated"
    assert tags(db) == ["mine", "week 2"]
