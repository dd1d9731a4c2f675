"""What a restore would change: what was made since and would be set aside, what would come back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.faults import worded
from tpmprep.core.db.identity import open_without_trace

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one kind of thing (``review``, ``note``, ``take``, …)."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Difference:
    """By kind: what is only in the present file, only in the backup, and in both but not the same."""

    set_aside: tuple[Count, ...]
    comes_back: tuple[Count, ...]
    changes: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """How one kind is compared: its table, the columns that make two rows the same, and what may differ.

    Rows of one file alone count where ``alone``; else they come with a thing that is counted itself.
    """

    kind: str
    table: str
    same: tuple[str, ...]
    differs: tuple[str, ...] = ()
    live: str = ""
    alone: bool = True


_HISTORY: Final = "undone_at"
_LIVE: Final = "deleted_at"
_NOTE: Final = ("fields", "deck_id", "explanation", "source")
_ITEM: Final = ("stem", "body", "explanation", "source", "tier", "difficulty")
_QUESTION: Final = ("prompt", "body", "minutes", "category_id", "starred")
_STORY: Final = ("title", "situation", "task", "action", "result", "reflection", "competencies")
_PATH: Final = ("title", "summary", "explanation", "weekly_hours", "followed")
_STEP: Final = ("status", "started_on", "due_on", "done_on", "tested_out", "notes", "cost", "body")
_AIM: Final = ("what", "company", "round", "due_on", "zone", "minutes", "role", "ended_at")
_LOOKS: Final = (
    _Look("review", "review", ("id", "thing_id", "at"), live=_HISTORY),
    _Look("response", "response", ("id", "item_id", "at"), live=_HISTORY),
    _Look("take", "rehearsal", ("id", "thing_id", "at"), live=_HISTORY),
    _Look("hours", "hour_log", ("id", "step_id", "at"), live=_HISTORY),
    _Look("answer", "answer_note", ("question_id",), ("text",)),
    _Look("note", "note", ("thing_id",), _NOTE, _LIVE),
    _Look("deck", "deck", ("thing_id",), ("title", "parent_id"), _LIVE),
    _Look("tag", "thing_tag", ("thing_id", "name")),
    _Look("suspended", "memory", ("thing_id",), ("suspended",), alone=False),
    _Look("item", "item", ("thing_id",), _ITEM, _LIVE),
    _Look("question", "question", ("thing_id",), _QUESTION, _LIVE),
    _Look("story", "story", ("thing_id",), _STORY, _LIVE),
    _Look("concept", "concept", ("thing_id",), ("title", "brief", "example"), _LIVE),
    _Look("met", "concept_met", ("concept_id",)),
    _Look("step", "step_progress", ("step_id",), _STEP),
    _Look("evidence", "evidence", ("id", "step_id", "created_at"), ("kind", "text")),
    _Look("path", "path", ("thing_id",), _PATH, _LIVE),
    _Look("milestone", "milestone", ("thing_id",), ("title", "about")),
    _Look("path_step", "step", ("thing_id",), ("kind", "title", "hours", "body"), _LIVE),
    _Look(
        "order", "path_step", ("step_id", "path_id", "milestone_id"), ("position", "optional"), alone=False
    ),
    _Look("aim", "aim", ("id", "created_at"), _AIM),
)
_LINKS: Final = (
    ("concepts", "concept_of", "thing_id", "concept_id"),
    ("needs", "step_need", "step_id", "choice, needs_id"),
)
"""What things of both files name: kind, table, the thing, what is named."""

KINDS: Final = (*(look.kind for look in _LOOKS), *(link[0] for link in _LINKS))
"""Every kind that is compared."""

_THING: Final = ("thing_id", "question_id", "step_id", "concept_id")
"""Keys that are an identity: an id is the same thing only when its permanent ref is."""


def difference(present: Path, backup: Path) -> Difference:
    """Compares the present file with a backup, thing by thing; both are only read.

    Raises:
        UserError: one of them cannot be read.
    """
    with worded(backup), closing(open_without_trace(present)) as raw:
        raw.execute("ATTACH ? AS old", (f"{backup.absolute().as_uri()}?mode=ro&immutable=1",))
        found = [(look.kind, _compare(raw, look)) for look in _LOOKS]
        found += [(kind, (0, 0, _named_otherwise(raw, *names))) for kind, *names in _LINKS]
    return Difference(*(tuple(Count(kind, row[at]) for kind, row in found if row[at]) for at in range(3)))


def _compare(raw: sqlite3.Connection, look: _Look) -> tuple[int, int, int]:
    changed = 0
    if look.differs:
        unlike = " OR ".join(f"a.{column} IS NOT b.{column}" for column in look.differs)
        live = f"{_live(look, 'a')} AND {_live(look, 'b')}"
        changed = _count(
            raw,
            f"SELECT count(*) FROM main.{look.table} a JOIN old.{look.table} b "  # noqa: S608  (own words)
            f"ON {_equal(look, 'main', 'old')} WHERE {live} AND ({unlike})",
        )
    if not look.alone:
        return 0, 0, changed
    return _only(raw, look, "main", "old"), _only(raw, look, "old", "main"), changed


def _named_otherwise(raw: sqlite3.Connection, table: str, thing: str, named: str) -> int:
    """How many things that live in both files name other ones in each."""
    here, there = (
        f"SELECT {thing} AS thing, {named} FROM {file}.{table}"  # noqa: S608  (own words)
        for file in ("main", "old")
    )
    return _count(
        raw,
        "SELECT count(DISTINCT thing) FROM ("  # noqa: S608
        f"SELECT * FROM ({here} EXCEPT {there}) UNION ALL SELECT * FROM ({there} EXCEPT {here})) "
        "WHERE thing IN (SELECT thing_id FROM main.search_doc) "
        "AND thing IN (SELECT thing_id FROM old.search_doc) "
        "AND (SELECT ref FROM main.thing WHERE id = thing) = (SELECT ref FROM old.thing WHERE id = thing)",
    )


def _only(raw: sqlite3.Connection, look: _Look, here: str, there: str) -> int:
    """How many live rows one file has that the other has not, or not any more."""
    return _count(
        raw,
        f"SELECT count(*) FROM {here}.{look.table} a WHERE {_live(look, 'a')} AND NOT EXISTS "  # noqa: S608
        f"(SELECT 1 FROM {there}.{look.table} b WHERE {_equal(look, here, there)} AND {_live(look, 'b')})",
    )


def _equal(look: _Look, here: str, there: str) -> str:
    key, *others = look.same
    parts = [f"a.{key} = b.{key}", *(f"+a.{column} = +b.{column}" for column in others)]  # found by its key
    parts += [
        f"(SELECT ref FROM {here}.thing WHERE id = a.{column}) = "  # noqa: S608
        f"(SELECT ref FROM {there}.thing WHERE id = b.{column})"
        for column in look.same[:1]
        if column in _THING
    ]
    return " AND ".join(parts)


def _live(look: _Look, row: str) -> str:
    return f"{row}.{look.live} IS NULL" if look.live else "1"


def _count(raw: sqlite3.Connection, query: str) -> int:
    return int(raw.execute(query).fetchone()[0])
