"""The catalog's service: domains, concepts, what was met, and search over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.catalog import show
from tpmprep.core.catalog.faces import ConceptRow, DomainRow, Hit
from tpmprep.core.db import search
from tpmprep.core.db.instants import to_ms
from tpmprep.core.db.tables.catalog import Concept, ConceptMet, Domain
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.catalog.faces import ConceptFace
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
        with self._db.hot_reading() as raw:
            return show.concept_face(raw, concept_id, related=True)

    def meet(self, concept_id: int) -> None:
        """Notes that a concept was shown for the first time, later calls change nothing.

        Raises ``catalog.gone`` when it is not there.
        """
        with self._db.hot_step("concept.met", Change.CATALOG, ref=concept_id, page="today") as raw:
            show.concept_face(raw, concept_id)
            show.meet(raw, concept_id, to_ms(self._db.clock.now()))

    def find(self, text: str, kinds: Sequence[str] = (), limit: int = 30) -> tuple[Hit, ...]:
        """Everything that matches what a person typed, best first; never raises on odd text."""
        found = search.find_and_mend(self._db, text, kinds, limit)
        return tuple(Hit(hit.kind, hit.thing_id, hit.title, hit.snippet) for hit in found)
