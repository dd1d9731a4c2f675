"""Readiness, an open formula: what is met, remembered, answered right and said well."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.catalog import Concept, ConceptMet, Domain
from tpmprep.core.db.tables.interview import Category, Question, Rehearsal, Story
from tpmprep.core.db.tables.quiz import Item, Response
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.db.tables.thing import ConceptOf
from tpmprep.core.insight.scope import ROUND_DOMAINS, roles_of, short_ref
from tpmprep.core.recall.forgetting import retrievability

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.db.tables.aim import Aim

# score = Σ weight · part over the parts a subject has; a sum, so nothing multiplies to zero
WEIGHT_MET, WEIGHT_RECALL, WEIGHT_QUIZ, WEIGHT_SAID = 0.15, 0.35, 0.25, 0.25
READY_SCORE, READY_LOW = 0.75, 0.60


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of a domain: shares 0–1 and how many answers stand behind them."""

    domain: str
    ref: str
    concepts: int
    met: float
    recall: float | None
    quiz: float | None
    answers: int

    @property
    def score(self) -> float:
        """Met, remembered on the date and answered right; a part never tried counts as 0."""
        weights = WEIGHT_MET + WEIGHT_RECALL + WEIGHT_QUIZ
        got = WEIGHT_MET * self.met + WEIGHT_RECALL * (self.recall or 0) + WEIGHT_QUIZ * (self.quiz or 0)
        return got / weights


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said aloud for a round: questions in scope, takes, mean self-score of the newest takes 0–1."""

    questions: int
    rehearsed: int
    takes: int
    score: float


def interval(score: float, answers: int) -> tuple[float, float]:
    """A 90 % interval around a share that stays wide while few answers stand behind it.

    Agresti and Coull (1998): two successes and two failures are added before the normal interval is taken.
    """
    total = answers + 4
    middle = (score * answers + 2) / total
    half = 1.645 * math.sqrt(middle * (1 - middle) / total)
    return max(0.0, min(score, middle - half)), min(1.0, max(score, middle + half))


def measure_domains(session: Session, aim: Aim | None, on: datetime) -> tuple[Measure, ...]:
    """Every domain over the aim's scope (core tier, its role), remembered as expected on a date."""
    met = _met(session, aim)
    recall = _recall(session, on)
    quiz = _quiz(session)
    measures = []
    for domain in session.scalars(select(Domain).order_by(Domain.position)):
        concepts, seen = met.get(domain.id, (0, 0))
        remembered = recall.get(domain.id)
        right = quiz.get(domain.id)
        measures.append(
            Measure(
                domain=domain.title,
                ref=short_ref(domain.ref),
                concepts=concepts,
                met=seen / concepts if concepts else 0.0,
                recall=_share(remembered),
                quiz=None if right is None else right[0],
                answers=(remembered[1] if remembered else 0) + (right[1] if right else 0),
            )
        )
    return tuple(measures)


def measure_round(measures: tuple[Measure, ...], round_: str, spoken: Spoken) -> tuple[float, int]:
    """A round's score 0–1 and how many answers stand behind it: its domains, and what was said."""
    domains = [m for m in measures if m.ref in ROUND_DOMAINS.get(round_, frozenset()) and m.concepts]
    answers = sum(m.answers for m in domains) + spoken.takes
    known = sum(m.score * m.concepts for m in domains) / max(1, sum(m.concepts for m in domains))
    coverage = min(1.0, spoken.rehearsed / max(1, min(spoken.questions, 4)))
    said = spoken.score * coverage
    return known * (1 - WEIGHT_SAID) + said * WEIGHT_SAID, answers


def spoken_of(session: Session, round_: str) -> Spoken:
    """What was said aloud for a round."""
    newest = (
        select(func.max(Rehearsal.id))
        .where(Rehearsal.undone_at.is_(None), Rehearsal.score.is_not(None))
        .group_by(Rehearsal.thing_id)
    )
    in_round = (
        select(Question.thing_id)
        .join(Category, Category.id == Question.category_id)
        .where(Category.round == round_, Question.deleted_at.is_(None), Question.tier == "core")
    )
    questions = session.scalar(select(func.count()).select_from(in_round.subquery())) or 0
    row = session.execute(
        select(func.count(), func.avg(Rehearsal.score)).where(
            Rehearsal.id.in_(newest), Rehearsal.thing_id.in_(in_round)
        )
    ).one()
    takes = session.scalar(
        select(func.count())
        .select_from(Rehearsal)
        .where(Rehearsal.undone_at.is_(None), Rehearsal.thing_id.in_(in_round))
    )
    return Spoken(questions, row[0], takes or 0, ((row[1] or 1) - 1) / 4)


def stories_told(session: Session) -> int:
    """How many STAR stories have situation, action and result."""
    full = select(func.count()).where(
        Story.deleted_at.is_(None), Story.situation != "", Story.action != "", Story.result != ""
    )
    return session.scalar(full) or 0


def _share(found: tuple[float, int, int] | None) -> float | None:
    """Mean retrievability over the cards of a domain, those of the core never reviewed counting as 0."""
    if found is None or not found[2]:
        return None
    return found[0] / found[2]


def _met(session: Session, aim: Aim | None) -> dict[int, tuple[int, int]]:
    query = (
        select(Concept.domain_id, func.count(), func.count(ConceptMet.concept_id))
        .outerjoin(ConceptMet, ConceptMet.concept_id == Concept.thing_id)
        .where(
            Concept.tier == "core",
            Concept.role.in_(roles_of(aim)),
            Concept.deleted_at.is_(None),
            Concept.retired_at.is_(None),
        )
        .group_by(Concept.domain_id)
    )
    return {domain: (concepts, met) for domain, concepts, met in session.execute(query)}


def _recall(session: Session, on: datetime) -> dict[int, tuple[float, int, int]]:
    """Per domain: summed retrievability on a date, reviews, and cards: those of the core, and all begun."""
    query = (
        select(Concept.domain_id, Memory.stability, Memory.last_at, Memory.reps)
        .join(ConceptOf, ConceptOf.concept_id == Concept.thing_id)
        .join(Note, Note.thing_id == ConceptOf.thing_id)
        .join(Card, Card.note_id == Note.thing_id)
        .join(Memory, Memory.thing_id == Card.thing_id)
        .where(ConceptOf.position == 0, Card.deleted_at.is_(None), Memory.suspended.is_(False))
        .where((Note.tier == "core") | (Memory.reps > 0))
    )
    found: dict[int, tuple[float, int, int]] = {}
    for domain, stability, last_at, reps in session.execute(query):
        total, reviews, cards = found.get(domain, (0.0, 0, 0))
        if stability is not None and last_at is not None:
            total += retrievability(stability, (on - last_at).total_seconds() / 86_400)
        found[domain] = (total, reviews + reps, cards + 1)
    return found


def _quiz(session: Session) -> dict[int, tuple[float, int]]:
    """Per domain: mean score of each item's newest response, and how many responses there were."""
    newest = select(func.max(Response.id)).where(Response.undone_at.is_(None)).group_by(Response.item_id)
    query = (
        select(Concept.domain_id, func.avg(Response.score), func.count())
        .join(ConceptOf, (ConceptOf.concept_id == Concept.thing_id) & (ConceptOf.position == 0))
        .join(Item, Item.thing_id == ConceptOf.thing_id)
        .join(Response, Response.item_id == Item.thing_id)
        .where(Response.id.in_(newest))
        .group_by(Concept.domain_id)
    )
    return {domain: (float(score), count) for domain, score, count in session.execute(query)}
