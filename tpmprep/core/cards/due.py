"""Which cards to show: learning, due, and as many new ones as today allows; of a note one a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from tpmprep.core.cards.siblings import AT_ONCE, FREE, first_new, first_of_each, taken
from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.catalog import Concept, ConceptMet, Domain
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.db.tables.thing import ConceptOf
from tpmprep.core.recall import queue
from tpmprep.core.recall.hot import raw_of
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.moment import Moment


TIER_ORDER = {"core": 0, "useful": 1, "rare": 2}


def due_cards(session: Session, clock: Clock) -> list[int]:
    """Cards to recall now: learning steps that are over, then due reviews, the longest waiting first."""
    return due_in(raw_of(session), moment(clock), None)


def fresh_cards(
    session: Session, clock: Clock, settings: Settings, domain_refs: Collection[str] = ()
) -> list[int]:
    """New cards today still allows, by tier: of concepts met, then of the domains asked for, by theme.

    Args:
        session: a reading session.
        clock: tells the study day.
        settings: hold the day's limit.
        domain_refs: domains that come first, by the last part of their ref (``D7``).
    """
    at = moment(clock)
    allowed = new_allowed(raw_of(session), settings, at)
    if not allowed:
        return []
    wanted = func.substr(Domain.ref, func.instr(Domain.ref, ":") + 1).in_(domain_refs)
    query = (
        select(Card.thing_id)
        .join(Memory, Memory.thing_id == Card.thing_id)
        .join(Note, Note.thing_id == Card.note_id)
        .outerjoin(ConceptOf, (ConceptOf.thing_id == Note.thing_id) & (ConceptOf.position == 0))
        .outerjoin(Concept, Concept.thing_id == ConceptOf.concept_id)
        .outerjoin(Domain, Domain.id == Concept.domain_id)
        .outerjoin(ConceptMet, ConceptMet.concept_id == Concept.thing_id)
        .where(
            Memory.state == 0,
            Memory.suspended.is_(False),
            Memory.buried_on.is_(None) | (Memory.buried_on != at.day),
            Card.deleted_at.is_(None),
            Note.retired_at.is_(None),
        )
        .order_by(
            case(TIER_ORDER, value=Note.tier, else_=3),
            ConceptMet.at.is_(None),
            wanted.desc(),
            Domain.position,
            Concept.position,
            Card.note_id,
            Card.ord,
        )
        .execution_options(yield_per=AT_ONCE)
    )
    return first_new(raw_of(session), at, session.scalars(query), allowed)


def due_in(raw: sqlite3.Connection, at: Moment, decks: Sequence[int] | None) -> list[int]:
    """As ``due_cards``, of some decks or all."""
    rows = raw.execute(
        f"SELECT m.thing_id, m.state, c.note_id FROM memory m INDEXED BY ix_memory_due "  # noqa: S608
        f"JOIN card c ON c.thing_id = m.thing_id WHERE m.kind = 'card' AND m.state IN (1, 2, 3) "
        f"AND m.due_at <= :now AND {queue.SHOWN} AND m.{_among(decks)} "
        f"AND (m.state != 2 OR {FREE}) "
        "ORDER BY m.state = 2, m.due_at, m.position, m.thing_id",
        {"now": at.now_ms, "day": at.day.isoformat(), "taken": taken(raw, at)},
    )
    return first_of_each(rows)


def fresh_in(raw: sqlite3.Connection, at: Moment, allowed: int, decks: Sequence[int] | None) -> list[int]:
    """New cards, at most so many, of some decks or all."""
    if allowed <= 0:
        return []
    rows = raw.execute(
        f"SELECT thing_id FROM memory INDEXED BY ix_memory_due WHERE kind = 'card' AND state = 0 "  # noqa: S608
        f"AND due_at IS NULL AND {queue.SHOWN} AND {_among(decks)} ORDER BY position, thing_id",
        {"day": at.day.isoformat()},
    )
    return first_new(raw, at, (row[0] for row in rows), allowed)


def _among(decks: Sequence[int] | None) -> str:
    if decks is None:
        return "deck_id IS NOT NULL"
    return f"deck_id IN ({', '.join(str(int(deck)) for deck in decks)})"
