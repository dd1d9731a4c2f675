"""Cards of one note: of those that are new or due, one comes on a study day; the others wait, still due."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.codes import CARDS, DRILL, day_number
from tpmprep.core.recall import queue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tpmprep.core.recall.moment import Moment

REVIEW: Final = 2
# the log is in the order of time: today's answers lie behind the last one of an earlier day
_TAKEN = f"""
SELECT c.note_id FROM review r JOIN card c ON c.thing_id = r.thing_id
WHERE r.id > coalesce((SELECT id FROM review WHERE study_day < :today ORDER BY id DESC LIMIT 1), 0)
    AND r.study_day = :today AND r.room = {CARDS} AND r.kind != {DRILL} AND r.undone_at IS NULL
UNION ALL
SELECT c.note_id FROM memory m INDEXED BY ix_memory_due JOIN card c ON c.thing_id = m.thing_id
WHERE m.kind = 'card' AND m.state IN (1, 3) AND {queue.SHOWN} AND m.deck_id IS NOT NULL
"""  # noqa: S608  (our own words)
# written by SQLite itself: thousands of numbers never become Python's
_TAKEN_LIST = f"SELECT json_group_array(note_id) FROM ({_TAKEN}) AS came"  # noqa: S608
# the note ``c.note_id`` is none of :taken, a JSON list
FREE: Final = "c.note_id NOT IN (SELECT value FROM json_each(:taken))"
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
# another card of the note of card ``c`` was answered today or is being learned; needs :dawn
CAME_TODAY: Final = """
SELECT 1 FROM card s JOIN memory m ON m.thing_id = s.thing_id
WHERE s.note_id = c.note_id AND s.thing_id != c.thing_id AND s.deleted_at IS NULL
    AND (m.last_at >= :dawn OR (m.state IN (1, 3) AND m.suspended = 0))
"""
_NOTES_OF = f"""
SELECT c.thing_id, c.note_id, EXISTS ({DUE_SIBLING})
FROM json_each(:cards) j JOIN card c ON c.thing_id = j.value ORDER BY j.key
"""  # noqa: S608
AT_ONCE: Final = 50


def taken(raw: sqlite3.Connection, at: Moment) -> str:
    """Notes of which a card was answered today or is being learned: a JSON list, for :data:`FREE`."""
    when = {"day": at.day.isoformat(), "today": day_number(at.day)}
    return str(raw.execute(_TAKEN_LIST, when).fetchone()[0])


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
    seen, kept, rest = set(json.loads(taken(raw, at))), [], iter(cards)
    when = {"now": at.now_ms, "day": at.day.isoformat()}
    while some := list(islice(rest, AT_ONCE)):
        for card, note, is_due in raw.execute(_NOTES_OF, {"cards": json.dumps(some), **when}).fetchall():
            if note not in seen and not is_due:
                kept.append(card)
            seen.add(note)
            if len(kept) == allowed:
                return kept
    return kept
