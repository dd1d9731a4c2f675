"""Puts very many new notes down at once, as ``notes.put_note`` would one by one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tpmprep.core.cards.notes import TITLE_LETTERS
from tpmprep.core.catalog.things import beyond, shorten
from tpmprep.core.db.types import to_ms
from tpmprep.core.ground.markup import to_plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from tpmprep.core.cards.kind import NoteKind

AT_ONCE = 2000
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_THING = "INSERT INTO thing(id, kind, ref) VALUES (?, ?, ?)"
_NOTE = """
INSERT INTO note(thing_id, deck_id, kind, fields, tier, difficulty, role, explanation, source, created_at)
VALUES (?, ?, ?, ?, 'core', 2, 'both', ?, ?, ?)
"""
_CARD = "INSERT INTO card(thing_id, note_id, deck_id, ord) VALUES (?, ?, ?, ?)"
_MEMORY = """
INSERT INTO memory(thing_id, kind, state, reps, lapses, suspended, position, deck_id)
VALUES (?, 'card', 0, 0, 0, 0, ?, ?)
"""
_TAG = "INSERT INTO thing_tag(thing_id, name) VALUES (?, ?)"
_DOCUMENT = "INSERT INTO search_doc(thing_id, kind, title, plain) VALUES (?, 'note', ?, ?)"
_KNOWN = "SELECT j.value FROM json_each(?) j JOIN thing t ON t.ref = j.value"


class NewNote(NamedTuple):
    """A note that is not there yet, its ``fields`` checked; ``numbers`` are those of the cards they make."""

    ref: str
    deck_id: int
    kind: NoteKind
    numbers: tuple[int, ...]
    fields: Mapping[str, str]
    explanation: str
    source: str
    tags: tuple[str, ...]


@dataclass(slots=True)
class _Rows:
    """The rows of some notes, by table."""

    things: list[tuple[object, ...]] = field(default_factory=list)
    notes: list[tuple[object, ...]] = field(default_factory=list)
    cards: list[tuple[object, ...]] = field(default_factory=list)
    memories: list[tuple[object, ...]] = field(default_factory=list)
    tags: list[tuple[object, ...]] = field(default_factory=list)
    documents: list[tuple[object, ...]] = field(default_factory=list)

    def write(self, raw: sqlite3.Connection) -> None:
        raw.executemany(_THING, self.things)
        raw.executemany(_NOTE, self.notes)
        raw.executemany(_CARD, self.cards)
        raw.executemany(_MEMORY, self.memories)
        raw.executemany(_TAG, self.tags)
        raw.executemany(_DOCUMENT, self.documents)


def known_refs(raw: sqlite3.Connection, refs: Iterable[str]) -> set[str]:
    """Which of these permanent refs already name something."""
    wanted, known = list(refs), set[str]()
    for start in range(0, len(wanted), AT_ONCE):
        known.update(ref for (ref,) in raw.execute(_KNOWN, (json.dumps(wanted[start : start + AT_ONCE]),)))
    return known


def put_new_notes(raw: sqlite3.Connection, notes: Sequence[NewNote], now: datetime) -> int:
    """Puts notes down whose refs are all new and differ; returns how many cards they made."""
    at, made = to_ms(now), 0
    (next_id,) = raw.execute("SELECT coalesce(max(id), 0) + 1 FROM thing").fetchone()
    for (counted,) in raw.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'thing'"):
        next_id = max(next_id, counted)
    for start in range(0, len(notes), AT_ONCE):
        rows = _Rows()
        for note in notes[start : start + AT_ONCE]:
            next_id = _add(rows, note, next_id, at)
        rows.write(raw)
        made += len(rows.cards)
    return made


def refs_of(ref: str, numbers: Iterable[int]) -> list[str]:
    """The permanent refs of a note and its cards."""
    return [ref, *(f"{ref}#{number}" for number in numbers)]


def _add(rows: _Rows, note: NewNote, note_id: int, at: int) -> int:
    plain = {text: to_plain(text) for text in (*note.fields.values(), note.explanation)}
    first = note.kind.headline(note.fields)
    title = shorten(plain[first] if first in plain else to_plain(first), TITLE_LETTERS)
    words = "\n".join(plain[text] for text in (*note.fields.values(), note.explanation))
    rows.things.append((note_id, "note", note.ref))
    rows.notes.append(
        (note_id, note.deck_id, note.kind.name, _JSON(note.fields), note.explanation, note.source, at)
    )
    rows.documents.append((note_id, title, beyond(title, words)))
    if note.tags:
        rows.tags += [(note_id, tag) for tag in sorted({tag.strip() for tag in note.tags if tag.strip()})]
    card_id = note_id
    for number in note.numbers:
        card_id += 1
        rows.things.append((card_id, "card", f"{note.ref}#{number}"))
        rows.cards.append((card_id, note_id, note.deck_id, number))
        rows.memories.append((card_id, card_id, note.deck_id))
    return card_id + 1
