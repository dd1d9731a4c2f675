from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.core.quiz.stage import single
from tpmprep.core.cards.decks import put_deck
from tpmprep.core.cards.notes import put_note
from tpmprep.core.cards.service import Cards
from tpmprep.core.catalog.shelf import put_concept, put_domain
from tpmprep.core.catalog.things import identity
from tpmprep.core.db.tables.packs import Pack
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.ground.change import Change
from tpmprep.core.interview.bank import put_category, put_question
from tpmprep.core.learning.plan import put_step
from tpmprep.core.quiz.bank import put_item

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


@dataclass
class World:
    """A small syllabus: each concept has two cards and one item; a question and a step beside."""

    db: Database
    clock: FakeClock
    sittings: Sittings
    cards_room: Cards
    deck: int = 0
    concepts: list[int] = field(default_factory=list)
    cards: list[list[int]] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    question: int = 0
    step: int = 0

    def meet_all(self) -> None:
        from tpmprep.core.catalog.service import Catalog

        for concept in self.concepts:
            Catalog(self.db).meet(concept)
        self.clock.pass_by(seconds=1)


def furnish(world: World, session: Session, concepts: int, cards: int) -> None:
    now = world.db.clock.now()
    pack = Pack(ref="t", version="1", title="", licence="", language="en", digest="", installed_at=now)
    session.add(pack)
    session.flush()
    domain = put_domain(session, "t:D4", "Roadmaps", "", 4, pack.id)
    world.deck = put_deck(session, "t:deck", "Roadmaps", 0, pack.id, now)
    stem = single().stem
    options = [{"text": o.text, "right": o.right, "why": o.why} for o in single().options]
    for n in range(concepts):
        values = {"domain_id": domain, "title": f"Concept {n}", "brief": "brief", "position": n}
        put_concept(session, f"t:c{n}", values, (), now)
        concept = identity(session, "concept", f"t:c{n}")
        world.concepts.append(concept)
        world.cards.append([])
        for card in range(cards):
            fields = {"front": f"Front {n}.{card}", "back": "back"}
            note = {"deck_id": world.deck, "kind": "basic", "fields": fields, "pack_id": pack.id}
            put_note(session, f"t:n{n}.{card}", note, [concept], (), now)
            world.cards[n].append(identity(session, "card", f"t:n{n}.{card}#1"))
        item = {"kind": "single_choice", "stem": f"{stem} ({n})", "body": {"options": options}}
        put_item(session, f"t:i{n}", item, [concept], (), now)
        world.items.append(identity(session, "item", f"t:i{n}"))
    category = put_category(
        session, "t:cat", {"title": "Behavioural", "round": "behavioural", "body": {}, "position": 0}
    )
    question = {"category_id": category, "prompt": "Tell me of a failure.", "minutes": 35, "body": {}}
    put_question(session, "t:q", question, [], (), now)
    world.question = identity(session, "question", "t:q")
    step = {"kind": "reading", "title": "Read it", "body": {"what": "read"}}
    put_step(session, "t:s", step, [], (), now)
    world.step = identity(session, "step", "t:s")


@pytest.fixture
def world(db: Database, clock: FakeClock, profile_settings: Settings) -> World:
    built = World(db, clock, Sittings(db, profile_settings), Cards(db, profile_settings))
    with db.unlogged(Change.PACKS, bulk=True) as session:
        furnish(built, session, concepts=3, cards=2)
    return built
