"""Reads an item ready to be shown, its options in an order that undo and restart bring back."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.body import number_of, options_of
from tpmprep.core.quiz.faces import ItemFace, OptionFace
from tpmprep.core.quiz.kind import ITEM_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from typing import Any

NEWEST = 1 << 62
_ITEM = """
SELECT t.ref, i.kind, i.stem, i.body, i.explanation, i.source, i.tier, i.difficulty, i.pack_id IS NOT NULL,
    (SELECT json_group_array(json_array(id, title, domain)) FROM (
        SELECT k.thing_id AS id, k.title AS title, d.title AS domain
        FROM concept_of o JOIN concept k ON k.thing_id = o.concept_id JOIN domain d ON d.id = k.domain_id
        WHERE o.thing_id = i.thing_id AND k.deleted_at IS NULL ORDER BY o.position)),
    (SELECT count(*) FROM response r WHERE r.item_id = i.thing_id AND r.undone_at IS NULL AND r.id < :before)
FROM item i JOIN thing t ON t.id = i.thing_id WHERE i.thing_id = :item AND i.deleted_at IS NULL
"""


def item_face(raw: sqlite3.Connection, item_id: int, before: int = NEWEST) -> ItemFace:
    """One item as it looks before its next response, or as it looked before response ``before``.

    Raises ``item.gone``.
    """
    row = raw.execute(_ITEM, {"item": item_id, "before": before}).fetchone()
    if row is None:
        raise UserError("item.gone", id=item_id)
    ref, kind_name, stem, written, explanation, source, tier, difficulty, shipped, concepts, tries = row
    kind = ITEM_KINDS.get(kind_name)
    named, body = json.loads(concepts), json.loads(written)
    return ItemFace(
        item_id=item_id,
        ref=ref,
        kind=kind_name,
        known_kind=kind is not None,
        domain=named[0][2] if named else "",
        stem=stem,
        options=_options(body, item_id * 1_000_003 + tries, shuffled=kind is None or kind.shuffled),
        pick=kind.pick if kind else 0,
        explanation=explanation,
        source=source,
        concepts=tuple((id_, title) for id_, title, _ in named),
        tier=tier,
        difficulty=difficulty,
        shipped=bool(shipped),
        number=number_of(body),
    )


def _options(body: Mapping[str, Any], seed: int, *, shuffled: bool) -> tuple[OptionFace, ...]:
    options = [
        OptionFace(key, str(option.get("text", "")), bool(option.get("right")), str(option.get("why", "")))
        for key, option in enumerate(options_of(body))
    ]
    if shuffled:
        Random(seed).shuffle(options)  # noqa: S311  (an order, no secret)
    return tuple(options)
