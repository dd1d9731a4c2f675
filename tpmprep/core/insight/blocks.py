"""Today's four blocks: what to recall, apply, say and do in the minutes there are, each with its reason."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Select, exists, func, select

from tpmprep.core.cards.due import due_cards, fresh_cards
from tpmprep.core.db.tables.catalog import Concept, ConceptMet, Domain
from tpmprep.core.db.tables.interview import Category, Question, Rehearsal
from tpmprep.core.db.tables.quiz import Item, Response
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.db.tables.thing import ConceptOf, ThingTag
from tpmprep.core.insight.front import Block, BlockKind, Reason
from tpmprep.core.insight.scope import FIRST_TAG, ROUND_DOMAINS, roles_of
from tpmprep.core.learning.paths import next_step
from tpmprep.core.recall.hot import raw_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.db.tables.aim import Aim
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.readiness import Measure

# seconds one thing takes on average, its reading included
CARD_SECONDS, FRESH_SECONDS, ITEM_SECONDS = 20, 60, 60
_CONCEPTS_OF: Final = """
    SELECT DISTINCT o.concept_id FROM json_each(?) wanted
    JOIN card ON card.thing_id = wanted.value
    JOIN concept_of o ON o.thing_id = card.note_id AND o.position = 0"""
_TOPICS: Final = """
    SELECT c.title FROM json_each(?) wanted
    JOIN card ON card.thing_id = wanted.value
    JOIN concept_of o ON o.thing_id = card.note_id AND o.position = 0
    JOIN concept c ON c.thing_id = o.concept_id
    GROUP BY c.title ORDER BY count(*) DESC, min(c.position) LIMIT 3"""
SHARES: dict[BlockKind, float] = {"recall": 0.45, "apply": 0.25, "say": 0.2, "do": 0.1}


@dataclass(frozen=True, slots=True)
class Evening:
    """What the blocks are picked for."""

    aim: Aim | None
    minutes: float
    now: datetime
    measures: tuple[Measure, ...]
    round: str
    skipped: frozenset[tuple[str, int]]

    @property
    def last_days(self) -> bool:
        """From three days before the date nothing new begins, until it has passed."""
        if self.aim is None or self.aim.due_on is None:
            return False
        return 0 <= (self.aim.due_on - self.now.date()).days <= 3


def recall_block(session: Session, evening: Evening, clock: Clock, settings: Settings) -> Block | None:
    """Cards that are due, then new ones in the order of the syllabus."""
    budget = evening.minutes * 60 * SHARES["recall"]
    due = [c for c in due_cards(session, clock) if ("card", c) not in evening.skipped]
    due = due[: max(1, int(budget / CARD_SECONDS))]
    left = int((budget - len(due) * CARD_SECONDS) / FRESH_SECONDS)
    fresh: list[int] = []
    if left > 0 and not evening.last_days:
        wanted = ROUND_DOMAINS.get(evening.round, frozenset())
        new = fresh_cards(session, clock, settings, wanted)
        fresh = [card for card in new if ("card", card) not in evening.skipped][:left]
    if not due and not fresh:
        return None
    seconds = len(due) * CARD_SECONDS + len(fresh) * FRESH_SECONDS
    topics = _topics(session, (*due, *fresh))
    why = (
        Reason("recall.fades", (("due", len(due)),)) if due else Reason("recall.new", (("new", len(fresh)),))
    )
    return Block(
        kind="recall",
        title=Reason("recall", (("cards", len(due) + len(fresh)), ("topics", topics))),
        why=why,
        minutes=max(1, round(seconds / 60)),
        things=tuple(("card", card) for card in (*due, *fresh)),
    )


def apply_block(session: Session, evening: Evening, cards: Sequence[int] = ()) -> Block | None:
    """Quiz items: those due again, then ones never tried, on what is known or recalled tonight first.

    Args:
        session: a reading session.
        evening: what the block is picked for.
        cards: the cards of tonight, whose concepts are as good as met.
    """
    count = max(1, int(evening.minutes * 60 * SHARES["apply"] / ITEM_SECONDS))
    skipped = [thing for kind, thing in evening.skipped if kind == "item"]
    due = _picked(session, _due_items(evening, skipped), count)
    weak = _weakest(evening)
    known = _concepts_of(session, cards)
    rows = due + _picked(session, _new_items(evening, skipped, known, weak), count - len(due))
    taken = [item for item, _ in rows]
    rows += _picked(session, _new_items(evening, [*skipped, *taken], known), count - len(rows))
    if not rows:
        return None
    domain = due[0][1] if due else rows[-1][1]
    why = "apply.back" if due else "apply.weak" if weak else "apply.new"
    return Block(
        kind="apply",
        title=Reason("apply", (("items", len(rows)), ("domain", domain))),
        why=Reason(why),
        minutes=max(1, round(len(rows) * ITEM_SECONDS / 60)),
        things=tuple(("item", item) for item, _ in rows),
    )


def say_block(session: Session, evening: Evening) -> Block | None:
    """One question to say aloud: of the round, never said first, then the weakest take.

    What a pack tags ``first`` ("tell me about yourself") comes before all, until it was said once.
    """
    takes = (
        select(func.count())
        .where(Rehearsal.thing_id == Question.thing_id, Rehearsal.undone_at.is_(None))
        .correlate(Question)
        .scalar_subquery()
    )
    opener = Question.thing_id.in_(select(ThingTag.thing_id).where(ThingTag.name == FIRST_TAG))
    newest = (
        select(Rehearsal.score)
        .where(Rehearsal.thing_id == Question.thing_id, Rehearsal.undone_at.is_(None))
        .order_by(Rehearsal.id.desc())
        .limit(1)
        .correlate(Question)
        .scalar_subquery()
    )
    rounds = (Category.round == evening.round).desc()
    query = (
        select(Question.thing_id, Question.prompt, Question.minutes, newest, takes)
        .join(Category, Category.id == Question.category_id)
        .where(
            Question.deleted_at.is_(None),
            Question.retired_at.is_(None),
            Question.tier == "core",
            Question.role.in_(roles_of(evening.aim)),
            Question.minutes <= max(3.0, evening.minutes / 2),
            Question.thing_id.not_in([thing for kind, thing in evening.skipped if kind == "question"]),
        )
        .order_by(
            (opener & (takes == 0)).desc(),
            rounds,
            takes > 0,
            func.coalesce(newest, 0),
            Question.difficulty,
            Category.position,
            Question.thing_id,
        )
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    why = Reason("say.again", (("score", row[3] or 0),)) if row[4] else Reason("say.first")
    minutes = max(2, round(row[2] + 2))
    return Block("say", Reason("say", (("prompt", row[1]),)), why, minutes, (("question", row[0]),))


def do_block(session: Session, evening: Evening) -> Block | None:
    """The next step of a followed path."""
    skipped = [thing for kind, thing in evening.skipped if kind == "step"]
    step = next_step(session, skipped)
    if step is None:
        return None
    why = Reason("do.goes_on") if step.status == "doing" else Reason("do.next", (("hours", step.hours),))
    minutes = max(3, round(evening.minutes * SHARES["do"]))
    return Block("do", Reason("do", (("step", step.title),)), why, minutes, (("step", step.id),))


def _weakest(evening: Evening) -> str:
    asked = ROUND_DOMAINS.get(evening.round, frozenset())
    weak = [m for m in evening.measures if m.ref in asked and m.concepts and m.answers]
    return min(weak, key=lambda m: m.score).domain if weak else ""


def _picked(session: Session, query: Select[int, str], count: int) -> list[tuple[int, str]]:
    return [(item, domain) for item, domain in session.execute(query.limit(max(0, count)))]


def _due_items(evening: Evening, skipped: Sequence[int]) -> Select[int, str]:
    return (
        _items(skipped)
        .join(Memory, Memory.thing_id == Item.thing_id)
        .where(Memory.state > 0, Memory.due_at <= evening.now, Memory.suspended.is_(False))
        .order_by(Memory.due_at)
    )


def _new_items(
    evening: Evening, skipped: Sequence[int], known: Sequence[int], domain: str = ""
) -> Select[int, str]:
    tried = exists().where(Response.item_id == Item.thing_id, Response.undone_at.is_(None))
    query = (
        _items(skipped)
        .outerjoin(ConceptMet, ConceptMet.concept_id == Concept.thing_id)
        .where(~tried, Item.tier == "core", Item.role.in_(roles_of(evening.aim)))
        .order_by(
            ConceptMet.at.is_(None) & Concept.thing_id.not_in(known),
            Item.difficulty,
            Domain.position,
            Item.thing_id,
        )
    )
    return query.where(Domain.title == domain) if domain else query


def _items(skipped: Sequence[int]) -> Select[int, str]:
    return (
        select(Item.thing_id, Domain.title)
        .join(ConceptOf, (ConceptOf.thing_id == Item.thing_id) & (ConceptOf.position == 0))
        .join(Concept, Concept.thing_id == ConceptOf.concept_id)
        .join(Domain, Domain.id == Concept.domain_id)
        .where(Item.deleted_at.is_(None), Item.retired_at.is_(None), Item.thing_id.not_in(skipped))
    )


def _concepts_of(session: Session, card_ids: Sequence[int]) -> list[int]:
    rows = raw_of(session).execute(_CONCEPTS_OF, (json.dumps(card_ids),))
    return [concept for (concept,) in rows]


def _topics(session: Session, card_ids: Sequence[int]) -> tuple[str, ...]:
    return tuple(title for (title,) in raw_of(session).execute(_TOPICS, (json.dumps(card_ids),)))
