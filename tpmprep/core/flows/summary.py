"""Says what a finished sitting achieved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tpmprep.core.catalog.show import READING_MS
from tpmprep.core.db.codes import CARDS, day_number
from tpmprep.core.flows.faces import SittingEnd
from tpmprep.core.ground.clock import study_day

if TYPE_CHECKING:
    import sqlite3

    from tpmprep.core.flows.seat import Sitting
    from tpmprep.core.recall.moment import Moment

_DONE = f"""
SELECT
    (SELECT json_array(count(DISTINCT thing_id), sum(duration_ms)) FROM review WHERE study_day >= :number
        AND at >= :since AND room = {CARDS} AND undone_at IS NULL),
    (SELECT json_array(count(*), sum(duration_ms), sum(score >= 1.0)) FROM response WHERE study_day >= :day
        AND at >= :since AND undone_at IS NULL),
    (SELECT json_array(count(*), sum(duration_ms)) FROM rehearsal WHERE at >= :since AND undone_at IS NULL),
    (SELECT count(*) FROM memory WHERE kind IN ('card', 'item') AND state IN (1, 2, 3) AND due_at > :now
        AND due_at <= :tomorrow AND suspended = 0)
"""  # noqa: S608  (our own numbers)
_MET = """
SELECT c.title FROM concept_met m JOIN concept c ON c.thing_id = m.concept_id
WHERE m.at >= ? ORDER BY m.at, c.title
"""


def sitting_end(raw: sqlite3.Connection, sitting: Sitting, at: Moment) -> SittingEnd:
    """What was answered since the sitting began; ``comes_back_tomorrow`` counts cards and items."""
    day = study_day(sitting.started_at, at.zone)
    values = {
        "day": day.isoformat(),
        "number": day_number(day),
        "since": sitting.started_ms,
        "now": at.now_ms,
        "tomorrow": at.start_ms(1),
    }
    cards, items, takes, tomorrow = raw.execute(_DONE, values).fetchone()
    (card_count, card_ms), (item_count, item_ms, right) = json.loads(cards), json.loads(items)
    take_count, take_ms = json.loads(takes)
    met = tuple(row[0] for row in raw.execute(_MET, (sitting.started_ms,)))
    spent = (card_ms or 0) + (item_ms or 0) + (take_ms or 0) + READING_MS * len(met)
    return SittingEnd(
        cards=card_count,
        items=item_count,
        items_right=right or 0,
        takes=take_count,
        concepts=met,
        minutes=max(1, round(spent / 60_000)),
        comes_back_tomorrow=tomorrow,
    )
