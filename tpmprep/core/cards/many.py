"""Puts very many new notes down at once, as ``notes.put_note`` would one by one."""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, NamedTuple

from tpmprep.core.cards import gaps
from tpmprep.core.cards.notes import TITLE_LETTERS
from tpmprep.core.cards.sparing import NOTHING, is_told, spared
from tpmprep.core.catalog.things import beyond
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.instants import to_ms
from tpmprep.core.db.rows import put_rows
from tpmprep.core.ground.markup import to_plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from tpmprep.core.cards.kind import NoteKind
    from tpmprep.core.cards.sparing import Document

# or fail: whatever fails takes the whole import back, so no statement need be able to take back itself alone
_THING = "INSERT OR FAIL INTO thing(id, kind, ref) VALUES (?, ?, ?)"
_THINGS_EACH = "INSERT OR FAIL INTO thing(id, kind, ref) VALUES (?, 'note', ?), (?, 'card', ?)"
_NOTE = """
INSERT INTO note(thing_id, deck_id, kind, fields, tier, difficulty, role, explanation, source, created_at)
VALUES (?, ?, ?, ?, 'core', 2, 'both', ?, ?, ?)
"""
_CARD = "INSERT INTO card(thing_id, note_id, deck_id, ord) VALUES (?, ?, ?, ?)"
_MEMORY_EACH = """
INSERT INTO memory(thing_id, kind, state, reps, lapses, suspended, position, deck_id)
SELECT c.thing_id, 'card', 0, 0, 0, 0, c.thing_id, c.deck_id FROM card c WHERE c.thing_id BETWEEN ? AND ?
"""
_MEMORY = f"{_MEMORY_EACH} AND NOT EXISTS (SELECT 1 FROM memory m WHERE m.thing_id = c.thing_id)"  # noqa: S608
_TAG = "INSERT INTO thing_tag(thing_id, name) VALUES (?, ?)"
_DOCUMENT = "INSERT INTO search_doc(thing_id, kind, title, plain) VALUES (?, ?, ?, ?)"
# of a run of new notes with one card each, whose id follows that of the note
_CARD_EACH = """
INSERT INTO card(thing_id, note_id, deck_id, ord)
SELECT thing_id + 1, thing_id, deck_id, 1 FROM note WHERE thing_id BETWEEN ? AND ? ORDER BY thing_id
"""
_DOCUMENT_EACH = """
INSERT INTO search_doc(thing_id) SELECT thing_id FROM note WHERE thing_id BETWEEN ? AND ? ORDER BY thing_id
"""


class NewNote(NamedTuple):
    """A note that is not there yet, its ``fields`` checked; ``numbers`` are those of the cards they make.

    ``ids`` are those of the note and then of each card, where all of them were there before and went by undo.
    """

    ref: str
    deck_id: int
    kind: NoteKind
    numbers: tuple[int, ...]
    fields: Mapping[str, str]
    explanation: str
    source: str
    tags: tuple[str, ...]
    ids: tuple[int, ...] = ()


def put_new_notes(raw: sqlite3.Connection, notes: Sequence[NewNote], now: datetime) -> None:
    """Puts notes down whose refs differ, table after table, so that one index at a time is at work.

    Args:
        raw: the writing connection, inside a bulk step.
        notes: none of them is there, and nothing else has one of their refs.
        now: the time of making.
    """
    at = to_ms(now)
    if notes and all(numbers == (1,) and not ids for _, _, _, numbers, *_, ids in notes):
        _put_alike(raw, notes, at)
        return
    ids = _ids(raw, notes)
    put_rows(raw, _THING, _things(notes, ids))
    put_rows(raw, _NOTE, _notes(notes, [some[0] for some in ids], at))
    put_rows(raw, _CARD, _cards(notes, ids))
    if ids:
        raw.execute(_MEMORY, (min(min(some) for some in ids), max(max(some) for some in ids)))
    _put_tags_and_documents(raw, notes, [some[0] for some in ids])


def fields_text(fields: Mapping[str, str]) -> str:
    """Fields as the column of a note holds them."""
    pairs = [f"{_quoted(name)}:{encode_basestring(text)}" for name, text in fields.items()]
    return f"{{{','.join(pairs)}}}"


def document(kind: NoteKind, fields: Mapping[str, str], explanation: str) -> Document:
    """What search keeps of a note: its title, and its words, unless they stand in the note itself."""
    first = kind.headline(fields)
    if first == fields.get("front") and is_told(fields, explanation, TITLE_LETTERS):
        return NOTHING
    texts = [*fields.values()]
    plain = [to_plain(gaps.plain(text) if "{{c" in text else text) for text in texts]
    title = shorten(plain[texts.index(first)] if first in texts else to_plain(first), TITLE_LETTERS)
    words = beyond(title, "\n".join([*plain, to_plain(explanation) if explanation else ""]))
    return spared(title, words, fields, explanation)


@lru_cache(maxsize=4096)
def tag_names(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags as they are kept: each once, in order."""
    return tuple(sorted({tag.strip() for tag in tags if tag.strip()}))


_quoted = lru_cache(maxsize=64)(encode_basestring)


def _put_alike(raw: sqlite3.Connection, notes: Sequence[NewNote], at: int) -> None:
    """Puts down notes of one card each, whose id follows that of the note."""
    first = _next_id(raw)
    after = first + 2 * len(notes)
    ids, first_and_last = range(first, after, 2), (first, after - 2)
    refs = [note.ref for note in notes]
    cards = [f"{ref}#1" for ref in refs]
    put_rows(raw, _THINGS_EACH, zip(ids, refs, range(first + 1, after, 2), cards, strict=True))
    put_rows(raw, _NOTE, _notes(notes, ids, at))
    raw.execute(_CARD_EACH, first_and_last)
    raw.execute(_MEMORY_EACH, (first, after - 1))
    _put_tags_and_documents(raw, notes, ids)


def _put_tags_and_documents(raw: sqlite3.Connection, notes: Sequence[NewNote], ids: Sequence[int]) -> None:
    put_rows(raw, _TAG, _tags(notes, ids))
    documents = [document(kind, fields, explanation) for _, _, kind, _, fields, explanation, _, _, _ in notes]
    if documents.count(NOTHING) == len(notes) and isinstance(ids, range):
        raw.execute(_DOCUMENT_EACH, (ids[0], ids[-1]))
    else:
        own = zip(ids, documents, strict=True)
        put_rows(raw, _DOCUMENT, ((note_id, *words) for note_id, words in own))


def _next_id(raw: sqlite3.Connection) -> int:
    """The id that the next thing may have."""
    (next_id,) = raw.execute("SELECT coalesce(max(id), 0) + 1 FROM thing").fetchone()
    for (counted,) in raw.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'thing'"):
        next_id = max(next_id, counted)
    return int(next_id)


def _ids(raw: sqlite3.Connection, notes: Sequence[NewNote]) -> list[tuple[int, ...]]:
    """The ids of each note and its cards."""
    next_id = _next_id(raw)
    ids: list[tuple[int, ...]] = []
    for note in notes:
        if note.ids:
            ids.append(note.ids)
        else:
            after = next_id + 1 + len(note.numbers)
            ids.append(tuple(range(next_id, after)))
            next_id = after
    return ids


def _things(notes: Sequence[NewNote], ids: Sequence[tuple[int, ...]]) -> Iterator[tuple[object, ...]]:
    for note, (note_id, *cards) in zip(notes, ids, strict=True):
        if note.ids:
            continue
        yield note_id, "note", note.ref
        for card_id, number in zip(cards, note.numbers, strict=True):
            yield card_id, "card", f"{note.ref}#{number}"


def _notes(notes: Sequence[NewNote], ids: Sequence[int], at: int) -> Iterator[tuple[object, ...]]:
    for note_id, (_, deck_id, kind, _, fields, explanation, source, _, _) in zip(ids, notes, strict=True):
        yield note_id, deck_id, kind.name, fields_text(fields), explanation, source, at


def _cards(notes: Sequence[NewNote], ids: Sequence[tuple[int, ...]]) -> Iterator[tuple[object, ...]]:
    for note, (note_id, *cards) in zip(notes, ids, strict=True):
        for card_id, number in zip(cards, note.numbers, strict=True):
            yield card_id, note_id, note.deck_id, number


def _tags(notes: Sequence[NewNote], ids: Sequence[int]) -> Iterator[tuple[object, ...]]:
    for note_id, note in zip(ids, notes, strict=True):
        for tag in tag_names(note.tags):
            yield note_id, tag
