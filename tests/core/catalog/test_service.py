from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.desk import Desk

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


@pytest.fixture
def catalog(stocked: Database) -> Catalog:
    return Catalog(stocked)


def test_domains_stand_in_the_order_of_the_syllabus_with_their_concepts(catalog: Catalog) -> None:
    domains = catalog.domains()
    assert [domain.ref for domain in domains] == [f"tpm-core:D{n}" for n in range(16)]
    assert sum(domain.concepts for domain in domains) == len(catalog.concepts())
    assert {domain.met for domain in domains} == {0}


def test_concepts_of_a_domain_are_only_its_own(catalog: Catalog) -> None:
    first = catalog.domains()[0]
    rows = catalog.concepts(first.id)
    assert len(rows) == first.concepts
    assert {row.domain for row in rows} == {first.title}


def test_a_concept_shows_its_brief_its_example_and_what_names_it(catalog: Catalog) -> None:
    row = catalog.concepts()[0]
    face = catalog.concept(row.id)
    assert (face.title, face.domain, face.met) == (row.title, row.domain, False)
    assert face.brief
    assert face.example
    assert {hit.kind for hit in face.related} >= {"note"}
    assert "card" not in {hit.kind for hit in face.related}


def test_a_concept_that_is_not_there_is_gone(catalog: Catalog) -> None:
    with refuses("catalog.gone", id=987_654):
        catalog.concept(987_654)


def test_meeting_a_concept_counts_once_and_can_be_undone(catalog: Catalog, stocked: Database) -> None:
    first = catalog.concepts()[0]
    catalog.meet(first.id)
    catalog.meet(first.id)
    assert catalog.concept(first.id).met
    assert catalog.domains()[0].met == 1
    undone = Desk(stocked).undo()
    assert undone is not None
    assert undone.name == "concept.met"
    assert not catalog.concept(first.id).met
    assert Desk(stocked).undoable() is None


def test_meeting_what_is_no_concept_is_refused(catalog: Catalog) -> None:
    with refuses("catalog.gone"):
        catalog.meet(987_654)


def test_a_word_finds_things_of_all_kinds_and_kinds_narrow_it(catalog: Catalog) -> None:
    kinds = {hit.kind for hit in catalog.find("roadmap", limit=200)}
    assert kinds >= {"concept", "note", "item"}
    assert {hit.kind for hit in catalog.find("roadmap", ("concept",))} == {"concept"}
    assert len(catalog.find("roadmap", limit=3)) == 3


@pytest.mark.parametrize(
    "text", ["", " ", '"', "AND", "NEAR(", "*", "a*b", "-x", "\x00", "(((", "ünï“x”", "';"]
)
def test_odd_text_finds_something_or_nothing_but_never_fails(catalog: Catalog, text: str) -> None:
    assert isinstance(catalog.find(text), tuple)
