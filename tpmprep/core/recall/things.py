"""Identity rows and what every thing shares: its words for search, its tags, its concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

LONGEST_TITLE = 60


def thing_id(raw: sqlite3.Connection, kind: str, ref: str) -> int:
    """The id of a permanent ref, made at its first use and kept for ever."""
    found = raw.execute("SELECT id FROM thing WHERE ref = ?", (ref,)).fetchone()
    if found is not None:
        return int(found[0])
    return int(raw.execute("INSERT INTO thing(kind, ref) VALUES (?, ?)", (kind, ref)).lastrowid or 0)


def put_words(raw: sqlite3.Connection, thing: int, kind: str, title: str, plain: str) -> None:
    """Writes what search finds of a thing; nothing is written when nothing changed."""
    raw.execute(
        "INSERT INTO search_doc(thing_id, kind, title, plain) VALUES (?, ?, ?, ?) "
        "ON CONFLICT(thing_id) DO UPDATE SET title = excluded.title, plain = excluded.plain "
        "WHERE title != excluded.title OR plain != excluded.plain",
        (thing, kind, title, plain),
    )


def drop_words(raw: sqlite3.Connection, things: Iterable[int]) -> None:
    """Takes things out of search."""
    raw.executemany("DELETE FROM search_doc WHERE thing_id = ?", [(thing,) for thing in things])


def set_tags(raw: sqlite3.Connection, thing: int, tags: Sequence[str]) -> None:
    """Makes these the tags of a thing, in this order, without repeats."""
    wanted = list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    rows = raw.execute("SELECT name FROM thing_tag WHERE thing_id = ? ORDER BY id", (thing,)).fetchall()
    if [row[0] for row in rows] == wanted:
        return
    raw.execute("DELETE FROM thing_tag WHERE thing_id = ?", (thing,))
    raw.executemany("INSERT INTO thing_tag(thing_id, name) VALUES (?, ?)", [(thing, tag) for tag in wanted])


def set_concepts(raw: sqlite3.Connection, thing: int, concept_ids: Sequence[int]) -> None:
    """Makes these the concepts of a thing, the main one first."""
    wanted = list(dict.fromkeys(concept_ids))
    rows = raw.execute(
        "SELECT concept_id FROM concept_of WHERE thing_id = ? ORDER BY position, id", (thing,)
    ).fetchall()
    if [row[0] for row in rows] == wanted:
        return
    raw.execute("DELETE FROM concept_of WHERE thing_id = ?", (thing,))
    raw.executemany(
        "INSERT INTO concept_of(thing_id, concept_id, position) VALUES (?, ?, ?)",
        [(thing, concept, at) for at, concept in enumerate(wanted)],
    )


def tags_of(raw: sqlite3.Connection, thing: int) -> tuple[str, ...]:
    """The tags of a thing."""
    rows = raw.execute("SELECT name FROM thing_tag WHERE thing_id = ? ORDER BY id", (thing,))
    return tuple(row[0] for row in rows)


def concepts_of(raw: sqlite3.Connection, thing: int) -> tuple[tuple[int, str], ...]:
    """Ids and titles of the concepts a thing names, the main one first."""
    rows = raw.execute(
        "SELECT c.thing_id, c.title FROM concept_of o JOIN concept c ON c.thing_id = o.concept_id "
        "WHERE o.thing_id = ? AND c.deleted_at IS NULL ORDER BY o.position, o.id",
        (thing,),
    )
    return tuple(rows.fetchall())


def short(title: str) -> str:
    """A title in one line of at most 60 characters, for the undo list."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
