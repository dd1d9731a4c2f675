"""Reads a card ready to be shown, in one statement of plain SQL; part of the hot path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import CardFace
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.siblings import CAME_TODAY, when
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.recall import ledger, scheduler
from tpmprep.core.recall.scheduler import Known

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from tpmprep.core.recall.moment import Moment

LONGEST_TITLE = 2_000
_CARD = f"""
SELECT c.note_id, n.kind, c.ord, d.title, n.fields, n.explanation, n.source,
    (SELECT json_group_array(json_array(id, title)) FROM (
        SELECT k.thing_id AS id, k.title AS title
        FROM concept_of o JOIN concept k ON k.thing_id = o.concept_id
        WHERE o.thing_id = c.note_id AND k.deleted_at IS NULL ORDER BY o.position)),
    m.suspended, m.buried_on, m.state IN (0, 2) AND EXISTS ({CAME_TODAY}),
    m.state, m.step, m.stability, m.difficulty, m.due_at, m.last_at, m.reps, m.lapses
FROM card c JOIN note n ON n.thing_id = c.note_id JOIN deck d ON d.thing_id = c.deck_id
    JOIN memory m ON m.thing_id = c.thing_id
WHERE c.thing_id = :card AND c.deleted_at IS NULL
"""  # noqa: S608  (our own words)


def card_face(raw: sqlite3.Connection, card_id: int, at: Moment, retention: float) -> CardFace:
    """A card with the next interval of each rating; raises ``card.gone``."""
    row = raw.execute(_CARD, {"card": card_id, **when(at)}).fetchone()
    if row is None:
        raise UserError("card.gone", id=card_id)
    note_id, kind, number, deck, fields, explanation, source, concepts, suspended, buried_on, rests = row[:11]
    memory = Known(*row[11:])
    texts = json.loads(fields)
    front, back = sides(kind, texts, number)
    answers, hint = typed_of(kind, texts)
    return CardFace(
        card_id=card_id,
        note_id=note_id,
        kind=kind,
        deck=deck,
        front=front,
        back=back,
        explanation=explanation,
        source=source,
        concepts=tuple((id_, title) for id_, title in json.loads(concepts)),
        memory=ledger.face_of(memory, at, suspended=bool(suspended), buried_on=buried_on),
        intervals=scheduler.intervals(card_id, memory, at, retention),
        rests=bool(rests),
        answers=answers,
        hint=hint,
    )


def sides(kind_name: str, fields: Mapping[str, str], number: int) -> tuple[str, str]:
    """Front and back of a card; a kind of a newer version shows its first field, then the others."""
    kind = NOTE_KINDS.get(kind_name)
    if kind is not None:
        return kind.sides(fields, number)
    first, *others = [*fields.values(), ""]
    return first, "\n\n".join(text for text in others if text)


def typed_of(kind_name: str, fields: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """The right answers and the hint of a card whose answer is typed; nothing for all others."""
    kind = NOTE_KINDS.get(kind_name)
    return kind.typed(fields) if kind is not None and kind.typed is not None else ((), "")


def card_title(face: CardFace) -> str:
    """A card in one plain line of at most 60 characters, for the undo list."""
    return shorten(to_plain(face.front[:LONGEST_TITLE]))
