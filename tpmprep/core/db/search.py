"""Finds things by what a person types: words, "phrases", the beginning of the last word, tag: and kind:."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import DatabaseError

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database

_LONGEST, _MOST_TERMS, _SNIPPET_WORDS = 400, 16, 14
_PIECE: Final = re.compile(r'(?:(tag|kind):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_RANKED, _COMMON = 300, 3000

Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found; ``snippet`` is plain text around the first match."""

    thing_id: int
    kind: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Query:
    """What a typed text asks for: an FTS5 expression (may be empty), tags that all must be there, kinds."""

    match: str
    tags: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def begins(self) -> bool:
        """Whether the last word may go on: it was not ended yet."""
        return self.match.endswith("*")

    @property
    def whole(self) -> str:
        """The expression with its last word as it stands."""
        return self.match.removesuffix("*")


def read_query(text: str) -> Query:
    """Reads any text as a query; what cannot be searched for is left out."""
    clean = text[:_LONGEST].replace("\x00", " ").encode("utf-8", "ignore").decode()
    terms: list[tuple[str, bool]] = []
    filters: dict[str, list[str]] = {"tag": [], "kind": []}
    for piece in _PIECE.finditer(clean):
        field, phrase, word = piece.group(1), piece.group(2), piece.group(3)
        value = phrase if phrase is not None else word.replace('"', " ")
        if field:
            filters[field.lower()].append(value.strip())
        else:
            terms += _terms(value, begins=phrase is None and piece.end() == len(clean))
    match = " ".join(f'"{term}"{"*" if begins else ""}' for term, begins in terms[:_MOST_TERMS])
    tags = tuple(tag for tag in filters["tag"][:_MOST_TERMS] if tag)
    return Query(match, tags, tuple(kind.lower() for kind in filters["kind"] if kind))


def find(session: Session, text: str, kinds: Collection[str] = (), limit: int = 50) -> list[Found]:
    """The best things for a typed text, the title weighing most; tags alone list the newest first.

    Args:
        session: a reading session.
        text: as typed; never refused.
        kinds: kinds of thing to find; empty means all. ``kind:`` in the text narrows further.
        limit: the most that is returned.

    A damaged index raises; see ``find_and_mend``.
    """
    query = read_query(text)
    wanted = sorted(_both(kinds, query.kinds))
    nothing = not (query.match or query.tags or query.kinds)
    if nothing or (query.kinds and not wanted):
        return []
    tags = _tag_names(session, query.tags)
    if not all(tags):
        return []
    common = [at for at, names in enumerate(tags) if _is_common(session, names)]
    if not query.match:
        return [Found(*row) for row in _rows(session, *newest_statement(tags, wanted, limit, common))]
    match = query.whole
    hits = _rows(session, *titled_statement(match, tags, wanted, limit, common)) if query.begins else []
    if len(hits) < limit:
        match = query.match
        hits = _rows(session, *best_statement(match, tags, wanted, limit, common))
    snippets = dict(_rows(session, *snippet_statement(match, [hit[0] for hit in hits])))
    return [Found(ref, kind, title, snippets.get(ref, "")) for ref, kind, title in hits]


def find_and_mend(database: Database, text: str, kinds: Collection[str] = (), limit: int = 50) -> list[Found]:
    """As ``find``; a damaged index is rebuilt from its documents before anybody speaks of damage."""
    try:
        with database.reading() as session:
            return find(session, text, kinds, limit)
    except (DatabaseError, UserError) as error:
        if not _is_damage(error):
            raise
    rebuild_index(database)
    with database.reading() as session:
        return find(session, text, kinds, limit)


def index_is_whole(database: Database) -> bool:
    """Whether the index agrees with its documents, word by word."""
    try:
        with database.unlogged() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)"
            )
    except (DatabaseError, UserError) as error:
        if not _is_damage(error):
            raise
        return False
    return True


def rebuild_index(database: Database) -> None:
    """Writes the index anew from ``search_text``."""
    with database.unlogged(bulk=True):
        pass


def best_statement(
    match: str, tags: list[list[str]], kinds: list[str], limit: int, common: Collection[int] = ()
) -> Statement:
    """The best of the first hits in titles and of the newest of all: what says little else comes first.

    A hit in the title comes before all others, and the shorter text first. bm25 would count all hits of each
    word, which takes 0.1 s for a common one in 100,000 things.
    """
    filters, values = _filters(tags, kinds, common)
    hits = (
        "SELECT * FROM (SELECT d.thing_id, {} FROM search_fts "  # noqa: S608  (own words)
        f"JOIN search_text AS d ON d.thing_id = search_fts.rowid WHERE search_fts MATCH ?{filters}"
    )
    in_title, anywhere = hits.format("length(d.title) - 1000000"), hits.format("length(d.plain)")
    statement = (
        f"WITH hit(id, score) AS ({in_title} LIMIT {_RANKED}) UNION ALL "  # noqa: S608  (own words)
        f"{anywhere} ORDER BY search_fts.rowid DESC LIMIT {_RANKED})) "
        "SELECT d.thing_id, d.kind, d.title FROM hit JOIN search_text AS d ON d.thing_id = hit.id "
        "GROUP BY hit.id ORDER BY min(hit.score), hit.id LIMIT ?"
    )
    return statement, (f"title : ({match})", *values, match, *values, limit)


def titled_statement(
    match: str, tags: list[list[str]], kinds: list[str], limit: int, common: Collection[int] = ()
) -> Statement:
    """The shortest of the first titles with these words.

    All that begins with a common word takes long to gather, and a full list of titles with the very word
    would come first in any case.
    """
    filters, values = _filters(tags, kinds, common)
    statement = (
        "SELECT thing_id, kind, title FROM (SELECT d.thing_id, d.kind, d.title FROM search_fts "  # noqa: S608
        f"JOIN search_text AS d ON d.thing_id = search_fts.rowid WHERE search_fts MATCH ?{filters} "
        f"LIMIT {_RANKED}) ORDER BY length(title), thing_id LIMIT ?"
    )
    return statement, (f"title : ({match})", *values, limit)


def newest_statement(
    tags: list[list[str]], kinds: list[str], limit: int, common: Collection[int] = ()
) -> Statement:
    """The newest things with these tags and kinds."""
    filters, values = _filters(tags, kinds, common)
    statement = (
        "SELECT d.thing_id, d.kind, d.title, substr(d.plain, 1, 120) FROM search_text AS d "  # noqa: S608
        f"WHERE 1{filters} ORDER BY d.thing_id DESC LIMIT ?"
    )
    return statement, (*values, limit)


def snippet_statement(match: str, ids: list[int]) -> Statement:
    """The text around the first match in each of some things.

    What begins with a word is gathered anew for each thing asked for, so there it is one pass for all.
    """
    sign = "+" if match.endswith("*") else ""
    statement = (
        f"SELECT rowid, snippet(search_fts, 0, '', '', '…', {_SNIPPET_WORDS}) FROM search_fts "  # noqa: S608
        f"WHERE search_fts MATCH ? AND {sign}rowid IN ({_holes(ids)})"
    )
    return statement, (match, *ids)


def _filters(tags: list[list[str]], kinds: list[str], common: Collection[int]) -> tuple[str, list[str]]:
    """Things of a rare tag are gathered; for a ``common`` one each thing met is asked whether it has it."""
    rare = " AND d.thing_id IN (SELECT thing_id FROM thing_tag WHERE name IN ({}))"
    often = " AND EXISTS (SELECT 1 FROM thing_tag AS t WHERE t.thing_id = d.thing_id AND +t.name IN ({}))"
    parts = [(often if at in common else rare).format(_holes(names)) for at, names in enumerate(tags)]
    if kinds:
        parts.append(f" AND d.kind IN ({_holes(kinds)})")
    return "".join(parts), [*(name for names in tags for name in names), *kinds]


def _holes(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _rows(session: Session, statement: str, values: tuple[Any, ...]) -> list[Any]:
    return [tuple(row) for row in session.connection().exec_driver_sql(statement, values)]


def _both(given: Collection[str], typed: tuple[str, ...]) -> set[str]:
    return set(given) & set(typed) if given and typed else set(given) | set(typed)


def _terms(value: str, *, begins: bool) -> list[tuple[str, bool]]:
    """One term, quoted for FTS5; nothing when it holds no letter and no digit."""
    term = value.replace('"', " ").strip()
    if not any(letter.isalnum() for letter in term):
        return []
    return [(term, begins and term[-1].isalnum() and len(term) > 1)]


def _is_common(session: Session, names: list[str]) -> bool:
    query = f"SELECT 1 FROM thing_tag WHERE name IN ({_holes(names)}) LIMIT 1 OFFSET {_COMMON}"  # noqa: S608
    return bool(_rows(session, query, tuple(names)))


def _tag_names(session: Session, tags: tuple[str, ...]) -> list[list[str]]:
    """For each wanted tag the names that are it, whatever their case, or lie under it (``seed:001``)."""
    if not tags:
        return []
    names = [str(row[0]) for row in _rows(session, _EVERY_TAG, ())]
    return [[name for name in names if _is_tag(name.casefold(), tag.casefold())] for tag in tags]


def _is_tag(name: str, wanted: str) -> bool:
    stem = wanted.rstrip("*")
    if stem != wanted:
        return name.startswith(stem)
    return name == wanted or name.startswith((f"{wanted}:", f"{wanted}/"))


def _is_damage(error: DatabaseError | UserError) -> bool:
    if isinstance(error, UserError):
        return error.code == "profile.damaged"
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


_EVERY_TAG: Final = """
WITH RECURSIVE every(name) AS (
  SELECT min(name) FROM thing_tag
  UNION ALL
  SELECT (SELECT min(name) FROM thing_tag WHERE name > every.name) FROM every WHERE every.name IS NOT NULL
)
SELECT name FROM every WHERE name IS NOT NULL
"""
"""All distinct tags, one step of the index each, however many things carry them."""
