"""Which cards to show: learning, due, and as many new ones as today allows; of a note one a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tpmprep.core.cards.siblings import CAME_TODAY, first_new, first_of_each, when
from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.recall import queue
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.moment import Moment

_FRESH: Final = f"""
SELECT c.thing_id
FROM card c JOIN memory m ON m.thing_id = c.thing_id JOIN note n ON n.thing_id = c.note_id
    LEFT JOIN concept_of o ON o.thing_id = n.thing_id AND o.position = 0
    LEFT JOIN concept k ON k.thing_id = o.concept_id
    LEFT JOIN domain d ON d.id = k.domain_id
    LEFT JOIN concept_met x ON x.concept_id = k.thing_id
WHERE m.state = 0 AND {queue.SHOWN} AND c.deleted_at IS NULL AND n.retired_at IS NULL
ORDER BY CASE n.tier WHEN 'core' THEN 0 WHEN 'useful' THEN 1 WHEN 'rare' THEN 2 ELSE 3 END, x.at IS NULL,
    substr(d.ref, instr(d.ref, ':') + 1) IN (SELECT value FROM json_each(:wanted)) DESC,
    d.position, k.position, c.note_id, c.ord
"""  # noqa: S608  (our own words)


def due_cards(raw: sqlite3.Connection, clock: Clock) -> list[int]:
    """Cards to recall now: learning steps that are over, then due reviews, the longest waiting first."""
    return due_in(raw, moment(clock), None)


def fresh_cards(
    raw: sqlite3.Connection, clock: Clock, settings: Settings, domain_refs: Collection[str] = ()
) -> list[int]:
    """New cards today still allows, by tier: of concepts met, then of the domains asked for, by theme.

    Args:
        raw: a reading connection.
        clock: tells the study day.
        settings: hold the day's limit.
        domain_refs: domains that come first, by the last part of their ref (``D7``).
    """
    at = moment(clock)
    allowed = new_allowed(raw, settings, at)
    if not allowed:
        return []
    rows = raw.execute(_FRESH, {"day": at.day.isoformat(), "wanted": json.dumps(sorted(domain_refs))})
    return first_new(raw, at, (row[0] for row in rows), allowed)


def due_in(raw: sqlite3.Connection, at: Moment, decks: Sequence[int] | None) -> list[int]:
    """As ``due_cards``, of some decks or all."""
    rows = raw.execute(
        f"SELECT m.thing_id, m.state, c.note_id FROM memory m INDEXED BY ix_memory_due "  # noqa: S608
        f"JOIN card c ON c.thing_id = m.thing_id WHERE m.kind = 'card' AND m.state IN (1, 2, 3) "
        f"AND m.due_at <= :now AND {queue.SHOWN} AND m.{_among(decks)} "
        f"AND (m.state != 2 OR NOT EXISTS ({CAME_TODAY})) "
        "ORDER BY m.state = 2, m.due_at, m.position, m.thing_id",
        when(at),
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
