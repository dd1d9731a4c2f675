"""Adding and changing notes by hand; a shipped field keeps its shipped text to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from tpmprep.core.cards.decks import need_deck
from tpmprep.core.cards.kind import NOTE_KINDS, NoteKind
from tpmprep.core.cards.notes import index_note, make_cards, put_note, ref_of
from tpmprep.core.cards.rows import need_note
from tpmprep.core.catalog.shipping import keep_shipped_concepts, keep_shipped_tags
from tpmprep.core.catalog.things import identity, name_concepts, name_tags
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.cards.faces import NoteDraft
    from tpmprep.core.db.tables.cards import Note

LONGEST_FIELD = 1_000_000
_BESIDE = ("explanation", "source")


def good_kind(draft: NoteDraft) -> NoteKind:
    """The kind of a draft whose fields are in order; raises ``note.kind`` or ``note.field``."""
    kind = NOTE_KINDS.get(draft.kind)
    if kind is None:
        raise UserError("note.kind", kind=draft.kind)
    for name, text in draft.fields.items():
        if len(text) > LONGEST_FIELD:
            raise UserError("note.field", field=name, why=f"is longer than {LONGEST_FIELD} characters")
    for fault in kind.check(draft.fields):
        raise UserError("note.field", field=fault.field, why=fault.why)
    return kind


def add_note(session: Session, draft: NoteDraft, now: datetime) -> int:
    """A note of the user's own; raises ``note.field``, ``note.kind`` or ``deck.gone``."""
    kind = good_kind(draft)
    need_deck(session, draft.deck_id)
    ref = own_ref("note")
    values: dict[str, Any] = {
        "deck_id": draft.deck_id,
        "kind": kind.name,
        "fields": _fields(kind, draft),
        "explanation": draft.explanation,
        "source": draft.source,
    }
    put_note(session, ref, values, draft.concept_ids, draft.tags, now)
    return identity(session, "note", ref)


def edit_note(session: Session, note_id: int, draft: NoteDraft, now: datetime) -> Note:
    """Changes a note in place; its cards keep their schedule; raises as ``add_note`` and ``note.gone``."""
    kind = good_kind(draft)
    row = need_note(session, note_id)
    need_deck(session, draft.deck_id)
    if NOTE_KINDS.get(row.kind) is None:
        raise UserError("note.kind", kind=row.kind)
    fields = _fields(kind, draft)
    if row.pack_id is not None:
        _record(session, row, draft, fields)
        keep_shipped_concepts(session, note_id, draft.concept_ids)
        keep_shipped_tags(session, note_id, draft.tags)
    row.kind, row.fields, row.deck_id = kind.name, fields, draft.deck_id
    row.explanation, row.source, row.edited_at = draft.explanation, draft.source, now
    name_concepts(session, note_id, draft.concept_ids)
    name_tags(session, note_id, draft.tags)
    _settle(session, row, now)
    return row


def take_shipped(session: Session, note_id: int, field: str, now: datetime) -> Note:
    """Goes back to the shipped text of a field, or to the newer one on offer; raises ``note.gone``."""
    row = need_note(session, note_id)
    edit = session.scalar(select(FieldEdit).where(FieldEdit.thing_id == note_id, FieldEdit.field == field))
    if edit is None:
        return row
    text = edit.shipped if edit.offered is None else edit.offered
    if field in _BESIDE:
        setattr(row, field, text)
    else:
        row.fields = {**row.fields, field: text}
    session.delete(edit)
    row.edited_at = now
    _settle(session, row, now)
    return row


def _fields(kind: NoteKind, draft: NoteDraft) -> dict[str, str]:
    """The fields the kind knows; empty ones that are not required are left out."""
    texts = {spec.name: draft.fields.get(spec.name, "") for spec in kind.fields}
    required = {spec.name for spec in kind.fields if spec.required}
    return {name: text for name, text in texts.items() if text or name in required}


def _record(session: Session, row: Note, draft: NoteDraft, fields: dict[str, str]) -> None:
    """Keeps the shipped text of each field the user changes, and forgets it when it is typed again."""
    edits = {
        edit.field: edit
        for edit in session.scalars(select(FieldEdit).where(FieldEdit.thing_id == row.thing_id))
    }
    before = {**row.fields, "explanation": row.explanation, "source": row.source, "deck_id": str(row.deck_id)}
    after = {
        **fields,
        "explanation": draft.explanation,
        "source": draft.source,
        "deck_id": str(draft.deck_id),
    }
    for name in before.keys() | after.keys():
        old, new, edit = before.get(name, ""), after.get(name, ""), edits.get(name)
        if edit is None and old != new:
            session.add(FieldEdit(thing_id=row.thing_id, field=name, shipped=old))
        elif edit is not None and edit.shipped == new and edit.offered is None:
            session.delete(edit)


def _settle(session: Session, row: Note, now: datetime) -> None:
    session.flush()
    make_cards(session, row, ref_of(session, row.thing_id), now)
    index_note(session, row)
