"""The step to go on with, in plain SQL: the front page asks for it while somebody waits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

# a prerequisite is met as soon as one step of its choice is done; a deleted step is none
_NEXT: Final = """
SELECT s.thing_id, s.title, s.hours, coalesce(g.status, 'next') AS stands, w.optional
FROM path p JOIN path_step w ON w.path_id = p.thing_id JOIN step s ON s.thing_id = w.step_id
    LEFT JOIN step_progress g ON g.step_id = s.thing_id
WHERE p.followed = 1 AND p.deleted_at IS NULL AND p.retired_at IS NULL AND s.deleted_at IS NULL
    AND s.thing_id NOT IN (SELECT value FROM json_each(?))
    AND (stands = 'doing' OR (
        stands NOT IN ('waiting', 'done', 'not_for_me') AND NOT w.optional AND NOT EXISTS (
            SELECT 1 FROM step_need n
            JOIN step there ON there.thing_id = n.needs_id AND there.deleted_at IS NULL
            LEFT JOIN step_progress done
                ON done.step_id = n.needs_id AND done.status = 'done'
            WHERE n.step_id = s.thing_id GROUP BY n.choice HAVING count(done.step_id) = 0)))
ORDER BY stands != 'doing', p.position, w.path_id, w.position LIMIT 1
"""


class NextStep(NamedTuple):
    """A step that is being done, or may be begun; ``hours`` as planned."""

    id: int
    title: str
    hours: float
    status: str
    optional: int


def next_step(raw: sqlite3.Connection, skipped: Sequence[int] = ()) -> NextStep | None:
    """The step being done, else the first of a followed path whose prerequisites are met."""
    row = raw.execute(_NEXT, (json.dumps(skipped),)).fetchone()
    return None if row is None else NextStep(*row)
