"""Cards of one note: of those that are new or due, one comes on a study day; the others wait, still due."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from tpmprep.core.recall import queue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tpmprep.core.recall.moment import Moment

REVIEW: Final = 2
# another card of the note of card ``c`` was answered today or is being learned; needs :dawn, :dusk and :day
CAME_TODAY: Final = f"""
SELECT 1 FROM card s JOIN memory m ON m.thing_id = s.thing_id
WHERE s.note_id = c.note_id AND s.thing_id != c.thing_id AND s.deleted_at IS NULL
    AND ((m.last_at >= :dawn AND m.last_at < :dusk) OR (m.state IN (1, 3) AND {queue.SHOWN}))
"""  # noqa: S608  (our own words)
# a card of the note ``c.note_id`` whose review is due now; needs :now and :day
DUE_SIBLING: Final = f"""
SELECT 1 FROM card s JOIN memory m ON m.thing_id = s.thing_id
WHERE s.note_id = c.note_id AND s.deleted_at IS NULL AND m.state = 2 AND m.due_at <= :now AND {queue.SHOWN}
"""  # noqa: S608
# a card of the note ``c.note_id`` that is new; needs :day
NEW_SIBLING: Final = f"""
SELECT 1 FROM card s JOIN memory m ON m.thing_id = s.thing_id
WHERE s.note_id = c.note_id AND s.deleted_at IS NULL AND m.state = 0 AND {queue.SHOWN}
"""  # noqa: S608
_NOTES_OF = f"""
SELECT c.thing_id, c.note_id, EXISTS ({DUE_SIBLING}) OR EXISTS ({CAME_TODAY})
FROM json_each(:cards) j JOIN card c ON c.thing_id = j.value ORDER BY j.key
"""  # noqa: S608
AT_ONCE: Final = 50


def when(at: Moment) -> dict[str, int | str]:
    """What the statements of this module ask of the present: now, the study day, and where it ends."""
    ends = {"dawn": at.start_ms(0), "dusk": at.start_ms(1)}
    return {"now": at.now_ms, "day": at.day.isoformat(), **ends}


def first_of_each(rows: Iterable[tuple[int, int, int]]) -> list[int]:
    """Card ids of ``(card, state, note)``: learning ones, and the first review of a note."""
    seen: set[int] = set()
    kept = []
    for card, state, note in rows:
        if state != REVIEW or note not in seen:
            kept.append(card)
        seen.add(note)
    return kept


def first_new(raw: sqlite3.Connection, at: Moment, cards: Iterable[int], allowed: int) -> list[int]:
    """Of new cards in order at most so many, one a note, none whose note comes today anyway."""
    if allowed <= 0:
        return []
    seen, kept, rest = set[int](), [], iter(cards)
    while some := list(islice(rest, AT_ONCE)):
        for card, note, waits in raw.execute(_NOTES_OF, {"cards": json.dumps(some), **when(at)}).fetchall():
            if note not in seen and not waits:
                kept.append(card)
            seen.add(note)
            if len(kept) == allowed:
                return kept
    return kept
