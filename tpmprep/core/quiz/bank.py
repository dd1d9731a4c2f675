"""Puts quiz items down, changes them, lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.catalog.putting import put_down, settle
from tpmprep.core.catalog.shipping import keep_shipped_concepts
from tpmprep.core.catalog.things import (
    identity,
    index,
    keep_shipped,
    name_concepts,
    trash,
)
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.instants import from_ms
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.quiz.body import OWN, body_of, number_of, options_of
from tpmprep.core.quiz.faces import ItemRow
from tpmprep.core.quiz.kind import ITEM_KINDS, ItemKind
from tpmprep.core.recall.hot import raw_of
from tpmprep.core.recall.memory import remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.quiz.faces import ItemDraft, ItemQuery

TITLE_LETTERS = 120
_STATES = {"new": "r.n IS NULL", "missed": "l.score < 1.0", "right": "l.score >= 1.0"}
_ROWS = """
SELECT i.thing_id, i.kind, coalesce(s.title, ''), coalesce(d.title, ''), i.tier, i.difficulty,
    coalesce(r.n, 0), l.score, l.at
FROM item i LEFT JOIN search_doc s ON s.thing_id = i.thing_id
    LEFT JOIN concept_of o ON o.thing_id = i.thing_id AND o.position = 0
    LEFT JOIN concept k ON k.thing_id = o.concept_id LEFT JOIN domain d ON d.id = k.domain_id
    LEFT JOIN (SELECT item_id, count(*) AS n, max(id) AS last FROM response WHERE undone_at IS NULL
        GROUP BY item_id) r ON r.item_id = i.thing_id
    LEFT JOIN response l ON l.id = r.last
WHERE {where} ORDER BY d.position IS NULL, d.position, k.position, i.thing_id LIMIT :limit
"""


def put_item(
    session: Session,
    ref: str,
    values: Mapping[str, Any],
    concept_ids: Sequence[int],
    tags: Iterable[str],
    now: datetime,
) -> str:
    """An item by its permanent ref; returns ``added``, ``updated`` or ``unchanged``.

    ``values`` are columns of ``item``: ``kind``, ``stem``, ``body`` and what all content carries.
    """
    put = put_down(session, Item, "item", ref, values, now)
    remember(session, put, "item")
    return settle(session, put, concept_ids, tags, index_item)


def index_item(session: Session, row: Item) -> None:
    """Writes what search finds of an item."""
    options = (
        to_plain(f"{option.get('text', '')}\n{option.get('why', '')}") for option in options_of(row.body)
    )
    number = number_of(row.body)
    slips = (to_plain(slip.why) for slip in (number.slips if number else ()))
    plain = "\n".join([to_plain(row.stem), *options, *slips, to_plain(row.explanation)])
    index(session, row.thing_id, "item", item_title(row.stem), plain)


def item_title(stem: str) -> str:
    """One plain line that names an item in lists."""
    return shorten(to_plain(stem), TITLE_LETTERS)


def good_kind(draft: ItemDraft) -> ItemKind:
    """The kind of a draft that is in order; raises ``item.kind`` or ``item.field``."""
    kind = ITEM_KINDS.get(draft.kind)
    if kind is None:
        raise UserError("item.kind", kind=draft.kind)
    if not draft.stem.strip():
        raise UserError("item.field", field="stem", why="is empty")
    for fault in kind.check(body_of(draft.options, draft.number)):
        raise UserError("item.field", field=fault.field, why=fault.why)
    return kind


def add_item(session: Session, draft: ItemDraft, now: datetime) -> int:
    """An item of the user's own; raises ``item.field``."""
    kind = good_kind(draft)
    ref = own_ref("item")
    values: dict[str, Any] = {
        "kind": kind.name,
        "stem": draft.stem,
        "body": body_of(draft.options, draft.number),
        "explanation": draft.explanation,
        "source": draft.source,
        "tier": draft.tier,
        "difficulty": draft.difficulty,
    }
    put_item(session, ref, values, draft.concept_ids, (), now)
    return identity(session, "item", ref)


def edit_item(session: Session, item_id: int, draft: ItemDraft, now: datetime) -> None:
    """Changes an item in place; its memory and responses stay; raises ``item.field`` or ``item.gone``."""
    kind = good_kind(draft)
    row = need_item(session, item_id)
    if ITEM_KINDS.get(row.kind) is None:
        raise UserError("item.kind", kind=row.kind)
    after: dict[str, Any] = {
        "kind": kind.name,
        "stem": draft.stem,
        "body": {**_foreign(row.body), **body_of(draft.options, draft.number)},
        "explanation": draft.explanation,
        "source": draft.source,
        "tier": draft.tier,
        "difficulty": draft.difficulty,
    }
    keep_shipped(session, row, after)
    if row.pack_id is not None:
        keep_shipped_concepts(session, item_id, draft.concept_ids)
    for name, value in after.items():
        setattr(row, name, value)
    row.edited_at = now
    name_concepts(session, item_id, draft.concept_ids)
    session.flush()
    index_item(session, row)


def need_item(session: Session, item_id: int) -> Item:
    """The item; raises ``item.gone``."""
    row = session.get(Item, item_id)
    if row is None or row.deleted_at is not None:
        raise UserError("item.gone", id=item_id)
    return row


def trash_items(session: Session, item_ids: Sequence[int], now: datetime) -> int:
    """Puts items into the trash; returns how many went."""
    return trash(session, Item, item_ids, now)


def item_rows(session: Session, query: ItemQuery) -> tuple[ItemRow, ...]:
    """Items that match, in the order of the syllabus."""
    where = ["i.deleted_at IS NULL", "i.retired_at IS NULL"]
    values: dict[str, object] = {"limit": query.limit}
    if query.domain_id is not None:
        where.append("k.domain_id = :domain")
        values["domain"] = query.domain_id
    if query.tier:
        where.append("i.tier = :tier")
        values["tier"] = query.tier
    if query.kind:
        where.append("i.kind = :kind")
        values["kind"] = query.kind
    if query.state in _STATES:
        where.append(_STATES[query.state])
    for place, word in enumerate(query.text.split()):
        where.append(f"(s.title LIKE :w{place} ESCAPE '\\' OR s.plain LIKE :w{place} ESCAPE '\\')")
        values[f"w{place}"] = "%" + _escaped(word) + "%"
    rows = raw_of(session).execute(_ROWS.format(where=" AND ".join(where)), values)
    return tuple(
        ItemRow(id_, kind, title, domain, tier, difficulty, tries, score, None if at is None else from_ms(at))
        for id_, kind, title, domain, tier, difficulty, tries, score, at in rows
    )


def _foreign(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a body holds beyond what the editor writes: an edit leaves it as it is."""
    return {name: value for name, value in body.items() if name not in OWN}


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
