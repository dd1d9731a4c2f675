"""Reads a concept ready to be shown, and notes that it was, in plain SQL; part of the hot path."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tpmprep.core.catalog.faces import ConceptFace, Hit
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    import sqlite3

_CONCEPT = """
SELECT t.ref, c.title, d.title, c.tier, c.brief, c.example, c.source, c.as_of,
    EXISTS (SELECT 1 FROM concept_met WHERE concept_id = c.thing_id)
FROM concept c JOIN thing t ON t.id = c.thing_id JOIN domain d ON d.id = c.domain_id
WHERE c.thing_id = ? AND c.deleted_at IS NULL
"""
_RELATED = """
SELECT s.kind, s.thing_id, s.title FROM concept_of o JOIN search_text s ON s.thing_id = o.thing_id
WHERE o.concept_id = ? AND s.kind != 'card' ORDER BY s.kind, s.title
"""


def concept_face(raw: sqlite3.Connection, concept_id: int, *, related: bool = False) -> ConceptFace:
    """A concept as shown, with all that names it where ``related`` is asked for; raises ``catalog.gone``."""
    row = raw.execute(_CONCEPT, (concept_id,)).fetchone()
    if row is None:
        raise UserError("catalog.gone", id=concept_id)
    ref, title, domain, tier, brief, example, source, as_of, met = row
    return ConceptFace(
        id=concept_id,
        ref=ref,
        title=title,
        domain=domain,
        tier=tier,
        brief=brief,
        example=example,
        source=source,
        as_of=None if as_of is None else date.fromisoformat(as_of),
        met=bool(met),
        related=tuple(Hit(*hit) for hit in raw.execute(_RELATED, (concept_id,))) if related else (),
    )


READING_MS = 60_000  # what reading a concept for the first time counts for


def meet(raw: sqlite3.Connection, concept_id: int, at_ms: int) -> None:
    """Notes the first showing of a concept inside an open step."""
    raw.execute(
        "INSERT INTO concept_met(concept_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (concept_id, at_ms)
    )
