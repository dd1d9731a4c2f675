"""Puts notes down with their cards, memories and search text: made once, brought up to date after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from tpmprep.core.cards import gaps
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.sparing import spared
from tpmprep.core.catalog.putting import put_down
from tpmprep.core.catalog.shipping import ship_concepts, ship_tags
from tpmprep.core.catalog.things import beyond, identity, put_document, renew, trash
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.recall.memory import new_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

TITLE_LETTERS = 120


def put_note(
    session: Session,
    ref: str,
    values: Mapping[str, Any],
    concept_ids: Sequence[int],
    tags: Iterable[str],
    now: datetime,
) -> str:
    """A note by its permanent ref, with its cards; returns ``added``, ``updated`` or ``unchanged``.

    Args:
        session: an open step or unlogged transaction.
        ref: the permanent id.
        values: columns of ``note``: ``deck_id``, ``kind``, ``fields`` and what all content carries.
        concept_ids: the concepts it teaches, the main one first.
        tags: its tags.
        now: the time of making.
    """
    put = put_down(session, Note, "note", ref, values, now, _renew)
    row, changed = put.row, put.changed
    if put.woke:
        _wake(session, row)
    changed |= ship_concepts(session, row.thing_id, concept_ids)
    changed |= ship_tags(session, row.thing_id, tags)
    if changed and row.deleted_at is None:
        make_cards(session, row, ref, now)
        index_note(session, row)
    return put.outcome(changed=changed)


def make_cards(session: Session, row: Note, ref: str, now: datetime) -> None:
    """Brings the cards of a note in line with its fields: a number keeps its card, and its schedule.

    A number that is gone rests in the trash and comes back with its history when it is written again.
    A kind of a newer version keeps the cards it has.
    """
    kind = NOTE_KINDS.get(row.kind)
    wanted = set(kind.ords(row.fields)) if kind else set()
    have = {card.ord: card for card in session.scalars(select(Card).where(Card.note_id == row.thing_id))}
    for number, card in have.items():
        if kind is not None:
            card.deleted_at = None if number in wanted else (card.deleted_at or now)
        card.deck_id = row.deck_id
    for number in sorted(wanted - set(have)):
        card_id = identity(session, "card", f"{ref}#{number}")
        session.add(Card(thing_id=card_id, note_id=row.thing_id, deck_id=row.deck_id, ord=number))
        session.flush()
        new_memory(session, card_id, "card")
    session.flush()


def index_note(session: Session, row: Note) -> None:
    """Writes what search finds of a note."""
    texts = (to_plain(gaps.plain(text)) for text in row.fields.values())
    plain = "\n".join([*texts, to_plain(row.explanation)])
    title = note_title(row.kind, row.fields)
    put_document(session, row.thing_id, *spared(title, beyond(title, plain), row.fields, row.explanation))


def note_title(kind_name: str, fields: Mapping[str, str]) -> str:
    """One plain line that names a note in lists."""
    kind = NOTE_KINDS.get(kind_name)
    first = kind.headline(fields) if kind else next(iter(fields.values()), "")
    return shorten(to_plain(first), TITLE_LETTERS)


def trash_notes(session: Session, note_ids: Sequence[int], now: datetime) -> int:
    """Puts notes with their cards into the trash; returns how many cards went."""
    trash(session, Note, note_ids, now)
    gone = session.scalars(
        update(Card)
        .where(Card.note_id.in_(note_ids), Card.deleted_at.is_(None))
        .values(deleted_at=now)
        .returning(Card.thing_id)
    ).all()
    return len(gone)


def ref_of(session: Session, thing_id: int) -> str:
    """The permanent ref of a thing."""
    return session.get_one(Thing, thing_id).ref


def _renew(session: Session, row: Note, values: Mapping[str, Any]) -> bool:
    """Brings a known note up to date; a field the user edited keeps the edit, with the new text on offer."""
    shipped: dict[str, str] = dict(values["fields"])
    edits = session.scalars(select(FieldEdit).where(FieldEdit.thing_id == row.thing_id)).all()
    fields, offered = dict(shipped), False
    for edit in edits:
        if edit.field not in row.fields and edit.field not in shipped:
            continue
        fields[edit.field] = row.fields.get(edit.field, "")
        offer = None if shipped.get(edit.field, "") == edit.shipped else shipped.get(edit.field, "")
        offered |= offer != edit.offered
        edit.offered = offer
    return renew(session, row, {**values, "fields": fields}) or offered


def _wake(session: Session, row: Note) -> None:
    """A note that a pack brings again leaves its rest; one the user threw away stays in the trash."""
    cards = select(Card.thing_id).where(Card.note_id == row.thing_id)
    session.execute(update(Memory).where(Memory.thing_id.in_(cards)).values(suspended=False))
