"""What the catalog hands out: domains, concepts, search hits; and what it can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain with how many of its concepts were met."""

    id: int
    ref: str
    title: str
    concepts: int
    met: int


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept in a list."""

    id: int
    ref: str
    title: str
    domain: str
    tier: str
    met: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: ``kind`` as in ``thing.kind``; ``snippet`` is plain text with ‹ › around matches."""

    kind: str
    thing_id: int
    title: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class ConceptFace:
    """A concept as shown: its brief and example in Markdown and everything that names it."""

    id: int
    ref: str
    title: str
    domain: str
    tier: str
    brief: str
    example: str
    source: str
    as_of: date | None
    met: bool
    related: tuple[Hit, ...]


class CatalogPort(Protocol):
    """Domains, concepts and search."""

    def domains(self) -> tuple[DomainRow, ...]:
        """All domains in the order of the syllabus."""

    def concepts(self, domain_id: int | None = None) -> tuple[ConceptRow, ...]:
        """Concepts, of one domain or all."""

    def concept(self, concept_id: int) -> ConceptFace:
        """One concept; raises ``catalog.gone`` when it is not there."""

    def meet(self, concept_id: int) -> None:
        """Notes that a concept was shown for the first time; later calls change nothing."""

    def find(self, text: str, kinds: Sequence[str] = (), limit: int = 30) -> tuple[Hit, ...]:
        """Everything that matches what a person typed, best first; never raises on odd text."""
