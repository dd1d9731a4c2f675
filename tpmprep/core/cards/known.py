"""Reads at once what stands of very many notes, by their permanent refs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_KNOWN = """
SELECT t.ref, t.id, t.kind, n.deck_id, n.kind, n.fields, n.explanation, n.source, n.pack_id,
    n.deleted_at IS NULL,
    n.retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM field_edit e WHERE e.thing_id = t.id),
    (SELECT json_group_array(g.name) FROM thing_tag g WHERE g.thing_id = t.id)
FROM json_each(?) j CROSS JOIN thing t ON t.ref = j.value LEFT JOIN note n ON n.thing_id = t.id
"""
_BARE = """
SELECT j.key, t.id FROM json_each(?) j CROSS JOIN thing t ON t.ref = j.value
WHERE t.id NOT IN (SELECT thing_id FROM card) AND t.id NOT IN (SELECT thing_id FROM memory)
    AND t.id NOT IN (SELECT thing_id FROM thing_tag) AND t.id NOT IN (SELECT thing_id FROM search_doc)
"""
_ODD = "SELECT ref FROM thing WHERE kind != 'card' AND instr(ref, '#')"


class KnownNote(NamedTuple):
    """What has a ref: ``deck_id`` is None where it is no note, or one whose row is gone.

    ``live`` is false in the trash; ``settled`` where it rests, or keeps what a pack once said.
    """

    id: int
    thing_kind: str
    deck_id: int | None
    kind: str
    fields_text: str
    explanation: str
    source: str
    pack_id: int | None
    live: int
    settled: int
    tags_text: str

    @property
    def fields(self) -> dict[str, str]:
        """Its fields by name."""
        fields: dict[str, str] = json.loads(self.fields_text)
        return fields

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags in order."""
        return tuple(sorted(json.loads(self.tags_text)))


def known_notes(raw: sqlite3.Connection, refs: Iterable[str]) -> dict[str, KnownNote]:
    """What stands of these refs; one that is new is not in it."""
    return {row[0]: KnownNote(*row[1:]) for row in raw.execute(_KNOWN, (json.dumps(list(refs)),))}


def bare_ids(raw: sqlite3.Connection, refs: list[str]) -> tuple[int, ...]:
    """The ids of these refs, empty unless each has an id and nothing hangs on any of them."""
    found = dict(raw.execute(_BARE, (json.dumps(refs),)).fetchall())
    return tuple(found[place] for place in range(len(refs))) if len(found) == len(refs) else ()


def refs_like_cards(raw: sqlite3.Connection) -> set[str]:
    """The refs of which a thing that is no card has taken one such as their cards have."""
    return {ref.rpartition("#")[0] for (ref,) in raw.execute(_ODD)}
