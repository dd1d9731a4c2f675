"""Cards of one note: of those that are new or due, one comes on a study day; the others wait, still due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.recall import queue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tpmprep.core.recall.moment import Moment

REVIEW: Final = 2
# notes of which a card was answered today or is being learned; begins a statement, needs :day
TAKEN: Final = f"""
WITH taken(note_id) AS MATERIALIZED (
    SELECT c.note_id FROM review r JOIN card c ON c.thing_id = r.thing_id
    WHERE r.study_day = :day AND r.room = 'cards' AND r.kind != 'drill' AND r.undone_at IS NULL
    UNION
    SELECT c.note_id FROM memory m INDEXED BY ix_memory_due JOIN card c ON c.thing_id = m.thing_id
    WHERE m.kind = 'card' AND m.state IN (1, 3) AND {queue.SHOWN} AND c.deleted_at IS NULL)
"""  # noqa: S608  (our own words)
# a card of the note ``c.note_id`` whose review is due now; needs :now and :day
DUE_SIBLING: Final = f"""
SELECT 1 FROM card s JOIN memory m ON m.thing_id = s.thing_id
WHERE s.note_id = c.note_id AND s.deleted_at IS NULL AND m.state = 2 AND m.due_at <= :now AND {queue.SHOWN}
"""  # noqa: S608
_TAKEN_NOTES = TAKEN + "SELECT note_id FROM taken"  # noqa: S608
# another card of the note of card ``c`` was answered today or is being learned; needs :dawn
CAME_TODAY: Final = """
SELECT 1 FROM card s JOIN memory m ON m.thing_id = s.thing_id
WHERE s.note_id = c.note_id AND s.thing_id != c.thing_id AND s.deleted_at IS NULL
    AND (m.last_at >= :dawn OR (m.state IN (1, 3) AND m.suspended = 0))
"""
_NOTE_OF = f"SELECT c.note_id, EXISTS ({DUE_SIBLING}) FROM card c WHERE c.thing_id = :card"  # noqa: S608


def taken_notes(raw: sqlite3.Connection, at: Moment) -> set[int]:
    """Notes of which a card was answered today or is being learned."""
    rows = raw.execute(_TAKEN_NOTES, {"day": at.day.isoformat()})
    return {row[0] for row in rows}


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
    seen, kept = taken_notes(raw, at), []
    when = {"now": at.now_ms, "day": at.day.isoformat()}
    for card in cards:
        note, is_due = raw.execute(_NOTE_OF, {"card": card, **when}).fetchone()
        if note not in seen and not is_due:
            kept.append(card)
            if len(kept) == allowed:
                break
        seen.add(note)
    return kept
