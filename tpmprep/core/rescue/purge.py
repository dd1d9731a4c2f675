"""Deleting for good: rows and words go, identities and the numbers of history stay, their undo ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.guards import history_open
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.undo import forget_about

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

_AMONG: Final = "IN (SELECT value FROM json_each(:ids))"
_WITH_DECKS: Final = """
WITH RECURSIVE gone(id) AS (
  SELECT value FROM json_each(:ids)
  UNION SELECT d.thing_id FROM deck d JOIN gone ON d.parent_id = gone.id WHERE d.deleted_at IS NOT NULL
)
SELECT id FROM gone UNION SELECT n.thing_id FROM note n JOIN gone ON n.deck_id = gone.id
  WHERE n.deleted_at IS NOT NULL
"""
_CARDS: Final = f"SELECT thing_id FROM card WHERE note_id {_AMONG}"  # noqa: S608  (own words)
# the milestones of paths, and the own steps that rest and stand in no other path
_PARTS: Final = f"""
SELECT thing_id FROM milestone WHERE path_id {_AMONG}
UNION SELECT s.thing_id FROM step s JOIN path_step w ON w.step_id = s.thing_id
  WHERE w.path_id {_AMONG} AND s.deleted_at IS NOT NULL AND s.pack_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM path_step o WHERE o.step_id = s.thing_id AND o.path_id NOT {_AMONG})
"""  # noqa: S608  (own words)
# what belongs to a thing and to nothing else
_BELONGS: Final = (
    ("search_doc", "thing_id"),
    ("concept_of", "thing_id"),
    ("thing_tag", "thing_id"),
    ("field_edit", "thing_id"),
    ("memory", "thing_id"),
    ("answer_note", "question_id"),
    ("card", "thing_id"),
    ("path_step", "path_id"),
    ("step_need", "step_id"),
    ("evidence", "step_id"),
    ("milestone", "thing_id"),
)
# the words of each kind, emptied where the row stays
_WORDS: Final = (
    ("note", "fields = '{}', explanation = ''"),
    ("item", "stem = '', body = '{}', explanation = ''"),
    ("question", "prompt = '', body = '{}', explanation = ''"),
    ("story", "title = '', situation = '', task = '', action = '', result = '', reflection = ''"),
    ("deck", "title = ''"),
    ("step", "title = '', body = '{}', explanation = ''"),
    ("path", "title = '', summary = '', explanation = ''"),
)


def purge_things(session: Session, thing_ids: Sequence[int]) -> tuple[int, tuple[str, ...]]:
    """Deletes things of the trash for good, inside an unlogged transaction.

    A thing of a pack keeps its emptied row, marked as gone, so that no update of the pack brings it again;
    a deck keeps it while something still points to it. With a path go its milestones, and its own steps that
    stand in no other path; when they were done, their hours and their cost stay.

    Returns:
        How many went, and the names of the recordings that nothing names any more.
    """
    raw = raw_of(session)
    every = [row[0] for row in raw.execute(_WITH_DECKS, {"ids": json.dumps(list(thing_ids))})]
    cards = [row[0] for row in raw.execute(_CARDS, {"ids": json.dumps(every)})]
    parts = [row[0] for row in raw.execute(_PARTS, {"ids": json.dumps(every)})]
    ids = json.dumps([*every, *cards, *parts])
    forget_about(raw, ids)
    recordings = _empty_history(raw, ids)
    _forget_drafts(raw, [*every, *parts])
    raw.execute(f"UPDATE step_progress SET notes = '', body = '{{}}' WHERE step_id {_AMONG}", {"ids": ids})  # noqa: S608
    for table, column in _BELONGS:
        raw.execute(f"DELETE FROM {table} WHERE {column} {_AMONG}", {"ids": ids})  # noqa: S608
    for table, words in _WORDS:
        _remove(raw, table, words, ids)
    return len(every), recordings


def _remove(raw: sqlite3.Connection, table: str, words: str, ids: str) -> None:
    pointed = ""
    if table == "deck":
        pointed = (
            " OR EXISTS (SELECT 1 FROM note WHERE note.deck_id = deck.thing_id)"
            " OR EXISTS (SELECT 1 FROM deck AS child WHERE child.parent_id = deck.thing_id)"
        )
    stays = f"(pack_id IS NOT NULL{pointed})"
    raw.execute(f"UPDATE {table} SET deleted_at = 0 WHERE thing_id {_AMONG}", {"ids": ids})  # noqa: S608
    raw.execute(f"UPDATE {table} SET {words} WHERE thing_id {_AMONG}", {"ids": ids})  # noqa: S608
    gone = 1
    while gone:
        query = f"DELETE FROM {table} WHERE thing_id {_AMONG} AND NOT {stays}"  # noqa: S608
        gone = raw.execute(query, {"ids": ids}).rowcount


def _empty_history(raw: sqlite3.Connection, ids: str) -> tuple[str, ...]:
    """Takes the words out of takes and responses; scores, times and durations stay."""
    query = f"SELECT DISTINCT recording FROM rehearsal WHERE recording IS NOT NULL AND thing_id {_AMONG}"  # noqa: S608
    names = tuple(str(row[0]) for row in raw.execute(query, {"ids": ids}))
    with history_open(raw, "rehearsal", "response"):
        raw.execute(
            "UPDATE rehearsal SET text = '', improve = '', parts = '[]', recording = NULL "  # noqa: S608
            f"WHERE thing_id {_AMONG}",
            {"ids": ids},
        )
        raw.execute(f"UPDATE response SET given = '[]' WHERE item_id {_AMONG}", {"ids": ids})  # noqa: S608
    kept = {str(row[0]) for row in raw.execute("SELECT recording FROM rehearsal WHERE recording IS NOT NULL")}
    return tuple(name for name in names if name not in kept)


def _forget_drafts(raw: sqlite3.Connection, thing_ids: Sequence[int]) -> None:
    """Half-typed text of a thing; its place ends in the thing's id."""
    ends = tuple(f"{sign}{thing_id}" for thing_id in thing_ids for sign in ":.")
    places = [str(row[0]) for row in raw.execute("SELECT place FROM draft_text")]
    raw.executemany("DELETE FROM draft_text WHERE place = ?", [(p,) for p in places if p.endswith(ends)])
