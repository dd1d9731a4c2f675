"""The tree of decks: putting decks down, renaming, throwing away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from tpmprep.core.cards.below import with_subdecks
from tpmprep.core.cards.notes import trash_notes
from tpmprep.core.catalog.things import identity, index, keep_shipped, renew, unindex
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.tables.cards import Deck, Note
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

LONGEST_TITLE = 300


def put_deck(
    session: Session,
    ref: str,
    title: str,
    position: int,
    pack_id: int | None,
    now: datetime,
    parent_id: int | None = None,
) -> int:
    """A deck by its permanent ref; returns its id."""
    deck_id = identity(session, "deck", ref)
    row = session.get(Deck, deck_id)
    values: dict[str, Any] = {
        "title": title,
        "position": position,
        "pack_id": pack_id,
        "parent_id": parent_id,
    }
    if row is None:
        session.add(Deck(thing_id=deck_id, created_at=now, **values))
    elif row.deleted_at is None and row.retired_at is None and not renew(session, row, values):
        return deck_id
    else:
        row.deleted_at = row.retired_at = None
    session.flush()
    index(session, deck_id, "deck", session.get_one(Deck, deck_id).title, "")
    return deck_id


def need_deck(session: Session, deck_id: int) -> Deck:
    """The deck; raises ``deck.gone``."""
    row = session.get(Deck, deck_id)
    if row is None or row.deleted_at is not None:
        raise UserError("deck.gone", id=deck_id)
    return row


def good_title(session: Session, title: str, parent_id: int | None, deck_id: int | None = None) -> str:
    """The title, stripped; raises ``deck.title`` when empty, too long or a sister deck has it."""
    wanted = " ".join(title.split())
    if not wanted:
        raise UserError("deck.title", title=title, why="it is empty")
    if len(wanted) > LONGEST_TITLE:
        raise UserError("deck.title", title=wanted, why=f"it is longer than {LONGEST_TITLE} letters")
    query = select(Deck.thing_id).where(
        Deck.deleted_at.is_(None),
        func.lower(Deck.title) == wanted.lower(),
        Deck.parent_id.is_(parent_id) if parent_id is None else Deck.parent_id == parent_id,
    )
    if any(found != deck_id for found in session.scalars(query)):
        raise UserError("deck.title", title=wanted, why="another deck there has it")
    return wanted


def rename_deck(session: Session, deck_id: int, title: str, now: datetime) -> None:
    """Gives a deck another title; a shipped one keeps it over updates; raises ``deck.title``."""
    row = need_deck(session, deck_id)
    good = good_title(session, title, row.parent_id, deck_id)
    known = select(FieldEdit.id).where(FieldEdit.thing_id == deck_id, FieldEdit.field == "title")
    if row.pack_id is not None and row.title != good and session.scalar(known) is None:
        session.add(FieldEdit(thing_id=deck_id, field="title", shipped=row.title))
    row.title, row.edited_at = good, now
    session.flush()
    index(session, deck_id, "deck", good, "")


def move_deck(session: Session, deck_id: int, parent_id: int | None, now: datetime) -> None:
    """Puts a deck inside another one, or to the top; a shipped one stays there over updates.

    Raises ``deck.loop`` for a place inside itself, ``deck.title`` where a deck there has its title.
    """
    row = need_deck(session, deck_id)
    if parent_id is not None:
        need_deck(session, parent_id)
        if parent_id in with_subdecks(raw_of(session), deck_id):
            raise UserError("deck.loop", title=row.title)
    good_title(session, row.title, parent_id, deck_id)
    keep_shipped(session, row, {"parent_id": parent_id})
    row.parent_id, row.edited_at = parent_id, now
    session.flush()


def count_notes(session: Session, deck_ids: Sequence[int]) -> int:
    """How many notes lie in some decks."""
    query = select(func.count()).where(Note.deck_id.in_(deck_ids), Note.deleted_at.is_(None))
    return session.scalar(query) or 0


def trash_decks(session: Session, deck_ids: Sequence[int], now: datetime) -> int:
    """Puts decks with all their notes into the trash; returns how many notes went."""
    notes = session.scalars(
        select(Note.thing_id).where(Note.deck_id.in_(deck_ids), Note.deleted_at.is_(None))
    ).all()
    trash_notes(session, notes, now)
    for row in session.scalars(select(Deck).where(Deck.thing_id.in_(deck_ids))):
        row.deleted_at = now
    unindex(session, deck_ids)
    return len(notes)
