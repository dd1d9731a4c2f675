"""Brings very many known notes up to date at once, as ``notes.put_note`` would one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from tpmprep.core.cards.many import document, fields_text, tag_names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from tpmprep.core.cards.kind import NoteKind

_NOTE = "UPDATE note SET deck_id = ?, fields = ?, explanation = ?, source = ? WHERE thing_id = ?"
_CARD = "UPDATE card SET deck_id = :deck WHERE note_id = :note AND deck_id != :deck"
_UNTAG = "DELETE FROM thing_tag WHERE thing_id = ? AND name NOT IN (SELECT value FROM json_each(?))"
_TAG = """
INSERT INTO thing_tag(thing_id, name) SELECT :note, value FROM json_each(:tags)
WHERE value NOT IN (SELECT name FROM thing_tag WHERE thing_id = :note)
"""
_DOCUMENT = (
    "UPDATE search_doc SET kind = :kind, title = :title, plain = :plain "
    "WHERE thing_id = :note AND (title IS NOT :title OR plain IS NOT :plain)"
)


class RenewedNote(NamedTuple):
    """A live note with new texts that make the cards it has."""

    id: int
    deck_id: int
    kind: NoteKind
    fields: Mapping[str, str]
    explanation: str
    source: str
    tags: tuple[str, ...]


def renew_notes(raw: sqlite3.Connection, notes: Sequence[RenewedNote]) -> None:
    """Writes what is new of each, inside a step."""
    for note in notes:
        fields = fields_text(note.fields)
        raw.execute(_NOTE, (note.deck_id, fields, note.explanation, note.source, note.id))
        raw.execute(_CARD, {"deck": note.deck_id, "note": note.id})
        tags = json.dumps(tag_names(note.tags))
        raw.execute(_UNTAG, (note.id, tags))
        raw.execute(_TAG, {"note": note.id, "tags": tags})
        kind, title, plain = document(note.kind, note.fields, note.explanation)
        raw.execute(_DOCUMENT, {"kind": kind, "title": title, "plain": plain, "note": note.id})
