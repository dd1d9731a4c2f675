"""Chooses the short checks with which a finished step comes back: what its concepts are tested by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.flows.pull import cards_for

if TYPE_CHECKING:
    import sqlite3

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.recall.moment import Moment

MOST, MOST_ITEMS = 5, 2
_ITEMS = """
SELECT i.thing_id
FROM concept_of s JOIN concept_of o ON o.concept_id = s.concept_id JOIN item i ON i.thing_id = o.thing_id
    JOIN memory m ON m.thing_id = i.thing_id
WHERE s.thing_id = :step AND i.deleted_at IS NULL AND i.retired_at IS NULL AND NOT m.suspended
GROUP BY i.thing_id
ORDER BY m.state != 0, m.due_at, min(s.position), min(o.position), i.difficulty, i.thing_id
LIMIT :most
"""


def checks_of(
    raw: sqlite3.Connection, step_id: int, at: Moment, new_allowed: int
) -> tuple[tuple[ExerciseKind, int], ...]:
    """At most five: two items of the step's concepts, those never tried first, then cards, due ones first."""
    items = [row[0] for row in raw.execute(_ITEMS, {"step": step_id, "most": MOST_ITEMS})]
    cards = cards_for(raw, step_id, at, new_allowed)[: MOST - len(items)]
    return (*(("item", item) for item in items), *(("card", card) for card in cards))
