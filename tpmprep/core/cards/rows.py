"""Reads notes: lists for the browser, and one note in full for the editor."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from tpmprep.core.cards.below import with_subdecks
from tpmprep.core.cards.faces import NoteFace, NoteRow, Offer
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.catalog.named import concepts_named
from tpmprep.core.db.instants import from_ms
from tpmprep.core.db.tables.cards import Card, Deck, Note
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.thing import Thing, ThingTag
from tpmprep.core.ground.errors import UserError
from tpmprep.core.recall.hot import raw_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from tpmprep.core.cards.faces import NoteQuery

UNLISTED_EDITS = ("deck_id", "tags", "concepts")
RESTING = "resting"
_STATES = {
    "suspended": "m.suspended = 1",
    "new": "m.suspended = 0 AND m.state = 0",
    "learning": "m.suspended = 0 AND m.state IN (1, 3)",
    "review": "m.suspended = 0 AND m.state = 2",
    "hidden": "m.suspended = 0 AND m.buried_on = :day",
}
_ROWS = """
SELECT n.thing_id, n.kind, coalesce(s.title, ''), d.title, group_concat(c.thing_id), min(m.suspended),
    max(m.state IN (1, 3)), max(m.state = 2), min(m.due_at), n.pack_id IS NOT NULL,
    min(m.suspended = 1 OR ifnull(m.buried_on = :day, 0)), n.retired_at IS NOT NULL
FROM ({notes}) chosen JOIN note n ON n.thing_id = chosen.thing_id JOIN deck d ON d.thing_id = n.deck_id
    LEFT JOIN search_text s ON s.thing_id = n.thing_id
    LEFT JOIN card c ON c.note_id = n.thing_id AND c.deleted_at IS NULL
    LEFT JOIN memory m ON m.thing_id = c.thing_id
GROUP BY n.thing_id ORDER BY coalesce(n.edited_at, n.created_at) DESC, n.thing_id DESC
"""

# a note that is told by itself is read only where its fields, as they stand in the file, hold the word,
# and it could be part of what stands around them or of a sign that is written as several
_AROUND = '{"front":"","back":""}'
_SAYS = r"""
EXISTS (SELECT 1 FROM search_doc s WHERE s.thing_id = n.thing_id AND (
    s.title LIKE :word{place} ESCAPE '\' OR s.plain LIKE :word{place} ESCAPE '\' OR (
        s.plain IS NULL
        AND (n.fields LIKE :json{place} ESCAPE '\' OR n.explanation LIKE :word{place} ESCAPE '\')
        AND ((:sure{place} AND NOT instr(n.fields, char(92))) OR EXISTS (
            SELECT 1 FROM search_text t WHERE t.thing_id = n.thing_id
            AND (t.title LIKE :word{place} ESCAPE '\' OR t.plain LIKE :word{place} ESCAPE '\'))))))
"""


def note_rows(session: Session, query: NoteQuery, day: date) -> tuple[NoteRow, ...]:
    """Notes that match, newest edit first; ``day`` is the study day, which tells what is hidden."""
    raw = raw_of(session)
    values = dict[str, object](limit=query.limit, day=day.isoformat())
    rests = "IS NOT NULL" if query.state == RESTING else "IS NULL"
    where = ["n.deleted_at IS NULL", f"n.retired_at {rests}"]
    if query.deck_id is not None:
        decks = ", ".join(map(str, with_subdecks(raw_of(session), query.deck_id)))
        where.append(f"n.deck_id IN ({decks})")
    if query.own_only:
        where.append("n.pack_id IS NULL")
    if query.state in _STATES:
        where.append(
            "EXISTS (SELECT 1 FROM card c JOIN memory m ON m.thing_id = c.thing_id "  # noqa: S608
            f"WHERE c.note_id = n.thing_id AND c.deleted_at IS NULL AND {_STATES[query.state]})"
        )
    for place, word in enumerate(query.text.split()):
        where.append(_SAYS.format(place=place))
        values[f"word{place}"] = f"%{_escaped(word)}%"
        values[f"sure{place}"] = word.lower() not in _AROUND
        values[f"json{place}"] = f"%{_escaped(encode_basestring(word)[1:-1])}%"
    notes = (
        f"SELECT n.thing_id FROM note n WHERE {' AND '.join(where)} "  # noqa: S608  (our own words; values bound)
        "ORDER BY coalesce(n.edited_at, n.created_at) DESC, n.thing_id DESC LIMIT :limit"
    )
    return tuple(_row(row) for row in raw.execute(_ROWS.format(notes=notes), values))


def note_face(session: Session, note_id: int) -> NoteFace:
    """One note in full; raises ``note.gone``."""
    row = need_note(session, note_id)
    cards = session.scalars(
        select(Card.thing_id).where(Card.note_id == note_id, Card.deleted_at.is_(None)).order_by(Card.ord)
    )
    tags = session.scalars(select(ThingTag.name).where(ThingTag.thing_id == note_id).order_by(ThingTag.name))
    edits = session.scalars(select(FieldEdit).where(FieldEdit.thing_id == note_id).order_by(FieldEdit.id))
    return NoteFace(
        id=note_id,
        ref=session.get_one(Thing, note_id).ref,
        kind=row.kind,
        known_kind=NOTE_KINDS.get(row.kind) is not None,
        deck_id=row.deck_id,
        deck=session.get_one(Deck, row.deck_id).title,
        fields=dict(row.fields),
        explanation=row.explanation,
        source=row.source,
        tier=row.tier,
        tags=tuple(tags),
        concepts=concepts_named(session, note_id),
        cards=tuple(cards),
        shipped=row.pack_id is not None,
        edited=tuple(
            Offer(edit.field, edit.shipped, edit.offered)
            for edit in edits
            if edit.field not in UNLISTED_EDITS
        ),
        edited_at=row.edited_at,
    )


def need_note(session: Session, note_id: int) -> Note:
    """The note; raises ``note.gone``."""
    row = session.get(Note, note_id)
    if row is None or row.deleted_at is not None:
        raise UserError("note.gone", id=note_id)
    return row


def _row(columns: tuple[Any, ...]) -> NoteRow:
    note, kind, title, deck, cards, suspended, learning, review, due_ms, shipped, hidden, retired = columns
    ids = tuple(sorted(int(card) for card in cards.split(","))) if cards else ()
    said = ((retired, RESTING), (suspended, "suspended"), (hidden, "hidden"), (learning, "learning"))
    state = next((name for holds, name in said if holds), "review" if review else "new")
    due = None if due_ms is None else from_ms(due_ms)
    return NoteRow(note, kind, title, deck, len(ids), state, due, bool(shipped), ids)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
