"""A missed item brings cards of its concepts to the front of the next sitting; it fakes no review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.recall import queue
from tpmprep.core.recall.forgetting import retrievability

if TYPE_CHECKING:
    import sqlite3

    from tpmprep.core.recall.moment import Moment

MOST = 5
_CARDS = f"""
SELECT DISTINCT m.thing_id, m.state, m.due_at, m.stability, m.last_at, m.position, c.note_id
FROM concept_of i JOIN concept_of n ON n.concept_id = i.concept_id JOIN card c ON c.note_id = n.thing_id
    JOIN memory m ON m.thing_id = c.thing_id
WHERE i.thing_id = :item AND c.deleted_at IS NULL AND {queue.SHOWN}
"""  # noqa: S608  (our own words)


def cards_for(raw: sqlite3.Connection, item_id: int, at: Moment, new_allowed: int) -> list[int]:
    """At most five cards of the item's concepts, one a note: due ones, the least retrievable, new ones."""
    rows = raw.execute(_CARDS, {"item": item_id, "day": at.day.isoformat()}).fetchall()
    due = sorted((row[2], row[0]) for row in rows if row[1] != 0 and row[2] <= at.now_ms)
    later = sorted(
        (retrievability(row[3], at.days_since(row[4])), row[0])
        for row in rows
        if row[1] != 0 and row[2] > at.now_ms
    )
    new = sorted((row[5], row[0]) for row in rows if row[1] == 0)[: max(0, new_allowed)]
    note_of = {row[0]: row[6] for row in rows}
    first = {note_of[card]: card for _, card in reversed((*due, *later, *new))}
    return [card for _, card in (*due, *later, *new) if first[note_of[card]] == card][:MOST]
