"""Which cards to show: learning, due, and as many new ones as today allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.recall import queue
from tpmprep.core.recall.hot import raw_of
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.moment import Moment


def due_cards(session: Session, clock: Clock) -> list[int]:
    """Cards to recall now: learning steps that are over, then due reviews, the longest waiting first."""
    return due_in(raw_of(session), moment(clock), None)


def fresh_cards(session: Session, clock: Clock, settings: Settings) -> list[int]:
    """New cards today still allows, in the order of the syllabus."""
    raw, at = raw_of(session), moment(clock)
    return fresh_in(raw, at, new_allowed(raw, settings, at), None)


def due_in(raw: sqlite3.Connection, at: Moment, decks: Sequence[int] | None) -> list[int]:
    """As ``due_cards``, of some decks or all."""
    rows = raw.execute(
        f"SELECT m.thing_id FROM memory m INDEXED BY ix_memory_due "  # noqa: S608  (numbers and our own words)
        f"JOIN card c ON c.thing_id = m.thing_id WHERE m.kind = 'card' AND m.state IN (1, 2, 3) "
        f"AND m.due_at <= :now AND {queue.SHOWN} AND c.deleted_at IS NULL {_among(decks)} "
        "ORDER BY m.state = 2, m.due_at, m.position, m.thing_id",
        {"now": at.now_ms, "day": at.day.isoformat()},
    )
    return [row[0] for row in rows]


def fresh_in(raw: sqlite3.Connection, at: Moment, allowed: int, decks: Sequence[int] | None) -> list[int]:
    """New cards, at most so many, of some decks or all."""
    if allowed <= 0:
        return []
    rows = raw.execute(
        f"SELECT m.thing_id FROM memory m INDEXED BY ix_memory_due "  # noqa: S608
        f"JOIN card c ON c.thing_id = m.thing_id WHERE m.kind = 'card' AND m.state = 0 "
        f"AND {queue.SHOWN} AND c.deleted_at IS NULL {_among(decks)} "
        "ORDER BY m.position, m.thing_id LIMIT :allowed",
        {"day": at.day.isoformat(), "allowed": allowed},
    )
    return [row[0] for row in rows]


def _among(decks: Sequence[int] | None) -> str:
    return "" if decks is None else f"AND c.deck_id IN ({', '.join(str(int(deck)) for deck in decks)})"
