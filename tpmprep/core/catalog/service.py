"""The catalog's service: domains, concepts, what was met, and search over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.catalog.faces import ConceptFace, ConceptRow, DomainRow, Hit
from tpmprep.core.db import search
from tpmprep.core.db.tables.catalog import Concept, ConceptMet, Domain
from tpmprep.core.db.tables.thing import ConceptOf, SearchDoc, Thing
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database

LIVE = (Concept.deleted_at.is_(None), Concept.retired_at.is_(None))


class Catalog:
    """Domains, concepts and search over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def domains(self) -> tuple[DomainRow, ...]:
        """All domains in the order of the syllabus."""
        query = (
            select(Domain, func.count(Concept.thing_id), func.count(ConceptMet.concept_id))
            .outerjoin(Concept, (Concept.domain_id == Domain.id) & LIVE[0] & LIVE[1])
            .outerjoin(ConceptMet, ConceptMet.concept_id == Concept.thing_id)
            .group_by(Domain.id)
            .order_by(Domain.position)
        )
        with self._db.reading() as session:
            return tuple(
                DomainRow(domain.id, domain.ref, domain.title, concepts, met)
                for domain, concepts, met in session.execute(query)
            )

    def concepts(self, domain_id: int | None = None) -> tuple[ConceptRow, ...]:
        """Concepts, of one domain or all, in the order of the syllabus."""
        query = (
            select(Concept, Thing.ref, Domain.title, ConceptMet.concept_id)
            .join(Thing, Thing.id == Concept.thing_id)
            .join(Domain, Domain.id == Concept.domain_id)
            .outerjoin(ConceptMet, ConceptMet.concept_id == Concept.thing_id)
            .where(*LIVE)
            .order_by(Domain.position, Concept.position)
        )
        if domain_id is not None:
            query = query.where(Concept.domain_id == domain_id)
        with self._db.reading() as session:
            return tuple(
                ConceptRow(row.thing_id, ref, row.title, domain, row.tier, met is not None)
                for row, ref, domain, met in session.execute(query)
            )

    def concept(self, concept_id: int) -> ConceptFace:
        """One concept; raises ``catalog.gone`` when it is not there."""
        with self._db.reading() as session:
            return concept_face(session, concept_id)

    def meet(self, concept_id: int) -> None:
        """Notes that a concept was shown for the first time, later calls change nothing.

        Raises ``catalog.gone`` when it is not there.
        """
        with self._db.step("concept.met", Change.CATALOG, ref=concept_id, page="today") as session:
            if session.get(Concept, concept_id) is None:
                raise UserError("catalog.gone", id=concept_id)
            meet(session, concept_id, self._db.clock.now())

    def find(self, text: str, kinds: Sequence[str] = (), limit: int = 30) -> tuple[Hit, ...]:
        """Everything that matches what a person typed, best first; never raises on odd text."""
        found = search.find_and_mend(self._db, text, kinds, limit)
        return tuple(Hit(hit.kind, hit.thing_id, hit.title, hit.snippet) for hit in found)


def concept_face(session: Session, concept_id: int) -> ConceptFace:
    """A concept as shown; raises ``catalog.gone``."""
    row = session.get(Concept, concept_id)
    if row is None or row.deleted_at is not None:
        raise UserError("catalog.gone", id=concept_id)
    thing = session.get_one(Thing, concept_id)
    domain = session.get_one(Domain, row.domain_id)
    return ConceptFace(
        id=concept_id,
        ref=thing.ref,
        title=row.title,
        domain=domain.title,
        tier=row.tier,
        brief=row.brief,
        example=row.example,
        source=row.source,
        as_of=row.as_of,
        met=session.get(ConceptMet, concept_id) is not None,
        related=_related(session, concept_id),
    )


def meet(session: Session, concept_id: int, now: datetime) -> None:
    """Notes the first showing of a concept inside an open step."""
    session.execute(insert(ConceptMet).values(concept_id=concept_id, at=now).on_conflict_do_nothing())


def _related(session: Session, concept_id: int) -> tuple[Hit, ...]:
    query = (
        select(SearchDoc.kind, SearchDoc.thing_id, SearchDoc.title)
        .join(ConceptOf, ConceptOf.thing_id == SearchDoc.thing_id)
        .where(ConceptOf.concept_id == concept_id, SearchDoc.kind != "card")
        .order_by(SearchDoc.kind, SearchDoc.title)
    )
    return tuple(Hit(kind, thing_id, title) for kind, thing_id, title in session.execute(query))
