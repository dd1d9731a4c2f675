"""Sorts many notes at once: into a deck, and under tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from tpmprep.core.cards.decks import need_deck
from tpmprep.core.catalog.shipping import keep_shipped_tags
from tpmprep.core.catalog.things import name_tags
from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.thing import ThingTag

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_DECK = "deck_id"


def move_notes(session: Session, note_ids: Sequence[int], deck_id: int, now: datetime) -> int:
    """Puts notes with their cards into a deck; returns how many were elsewhere; raises ``deck.gone``."""
    need_deck(session, deck_id)
    elsewhere = select(Note).where(
        Note.thing_id.in_(note_ids), Note.deck_id != deck_id, Note.deleted_at.is_(None)
    )
    rows = session.scalars(elsewhere).all()
    for row in rows:
        if row.pack_id is not None:
            _keep_shipped_deck(session, row, deck_id)
        row.deck_id, row.edited_at = deck_id, now
    session.flush()
    moved = [row.thing_id for row in rows]
    session.execute(update(Card).where(Card.note_id.in_(moved)).values(deck_id=deck_id))
    return len(rows)


def tag_counts(session: Session, note_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The tags of some notes by name, each with how many of these notes carry it."""
    query = (
        select(ThingTag.name, func.count())
        .where(ThingTag.thing_id.in_(note_ids))
        .group_by(ThingTag.name)
        .order_by(ThingTag.name)
    )
    return tuple((name, count) for name, count in session.execute(query))


def retag_notes(
    session: Session, note_ids: Sequence[int], add: Collection[str], remove: Collection[str], now: datetime
) -> int:
    """Gives notes some tags and takes others away; returns how many notes that changed."""
    changed = 0
    for row in session.scalars(select(Note).where(Note.thing_id.in_(note_ids), Note.deleted_at.is_(None))):
        had = set(session.scalars(select(ThingTag.name).where(ThingTag.thing_id == row.thing_id)))
        wanted = (had - set(remove)) | set(add)
        if wanted == had:
            continue
        if row.pack_id is not None:
            keep_shipped_tags(session, row.thing_id, wanted)
        name_tags(session, row.thing_id, wanted)
        row.edited_at = now
        changed += 1
    return changed


def _keep_shipped_deck(session: Session, row: Note, deck_id: int) -> None:
    """Keeps where a note was shipped to, and forgets it when it goes back there."""
    edit = session.scalar(
        select(FieldEdit).where(FieldEdit.thing_id == row.thing_id, FieldEdit.field == _DECK)
    )
    if edit is None:
        session.add(FieldEdit(thing_id=row.thing_id, field=_DECK, shipped=str(row.deck_id)))
    elif edit.shipped == str(deck_id) and edit.offered is None:
        session.delete(edit)
