"""Which concepts a thing names, as they are shown beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.db.tables.catalog import Concept
from tpmprep.core.db.tables.thing import ConceptOf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def concepts_named(session: Session, thing_id: int) -> tuple[tuple[int, str], ...]:
    """Ids and titles of the concepts a thing names, the main one first, without those in the trash."""
    query = (
        select(Concept.thing_id, Concept.title)
        .join(ConceptOf, ConceptOf.concept_id == Concept.thing_id)
        .where(ConceptOf.thing_id == thing_id, Concept.deleted_at.is_(None))
        .order_by(ConceptOf.position)
    )
    return tuple((concept_id, title) for concept_id, title in session.execute(query))
