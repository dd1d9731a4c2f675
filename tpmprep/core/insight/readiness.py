"""Readiness, an open formula: what is met, remembered, answered right and said well."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.instants import to_ms
from tpmprep.core.insight.scope import ROUND_DOMAINS, roles_of, short_ref
from tpmprep.core.recall.forgetting import retrievability

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from tpmprep.core.aim.faces import AimFace

# score = Σ weight · part over the parts a subject has; a sum, so nothing multiplies to zero
WEIGHT_MET, WEIGHT_RECALL, WEIGHT_QUIZ, WEIGHT_SAID = 0.15, 0.35, 0.25, 0.25
READY_SCORE, READY_LOW = 0.75, 0.60
DAY_MS: Final = 86_400_000

# the first page is built from these while somebody waits: plain SQL, one statement for all rounds or domains;
# CROSS JOIN keeps the order of the tables, which begins with the few that belong to a concept;
# a note, whose row is long, is read only of a card that was never answered
_SPOKEN: Final = """
    WITH newest AS (
        SELECT thing_id, score, max(id) FROM rehearsal
        WHERE undone_at IS NULL AND score IS NOT NULL GROUP BY thing_id
    ), takes AS (
        SELECT thing_id, count(*) AS n FROM rehearsal WHERE undone_at IS NULL GROUP BY thing_id
    )
    SELECT c.round, count(*), count(newest.score), coalesce(sum(takes.n), 0), avg(newest.score)
    FROM question q JOIN category c ON c.id = q.category_id
    LEFT JOIN newest ON newest.thing_id = q.thing_id LEFT JOIN takes ON takes.thing_id = q.thing_id
    WHERE q.deleted_at IS NULL AND q.tier = 'core'
    GROUP BY c.round"""
_MEMORIES: Final = """
    SELECT c.domain_id, m.stability, m.last_at, m.reps
    FROM concept_of o
    JOIN concept c ON c.thing_id = o.concept_id
    CROSS JOIN card ON card.note_id = o.thing_id
    CROSS JOIN memory m ON m.thing_id = card.thing_id
    WHERE o.position = 0 AND card.deleted_at IS NULL AND m.suspended = 0
      AND (m.reps > 0 OR (SELECT n.tier FROM note n WHERE n.thing_id = card.note_id) = 'core')"""
_ANSWERED: Final = """
    SELECT c.domain_id, avg(r.score), count(*)
    FROM (SELECT item_id, score, max(id) FROM response WHERE undone_at IS NULL GROUP BY item_id) r
    JOIN item i ON i.thing_id = r.item_id
    JOIN concept_of o ON o.thing_id = i.thing_id AND o.position = 0
    JOIN concept c ON c.thing_id = o.concept_id
    GROUP BY c.domain_id"""
_DOMAINS: Final = "SELECT id, title, ref FROM domain ORDER BY position"
_TOLD: Final = """
    SELECT count(*) FROM story
    WHERE deleted_at IS NULL AND situation != '' AND action != '' AND result != ''"""


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


def measure_domains(raw: sqlite3.Connection, aim: AimFace | None, on: datetime) -> tuple[Measure, ...]:
    """Every domain over the aim's scope (core tier, its role), remembered as expected on a date."""
    met = _met(raw, aim)
    recall = _recall(raw, on)
    quiz = _quiz(raw)
    measures = []
    for domain, title, ref in raw.execute(_DOMAINS).fetchall():
        concepts, seen = met.get(domain, (0, 0))
        remembered = recall.get(domain)
        right = quiz.get(domain)
        measures.append(
            Measure(
                domain=title,
                ref=short_ref(ref),
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


def spoken_by_round(raw: sqlite3.Connection) -> dict[str, Spoken]:
    """What was said aloud for each round that has questions."""
    rows = raw.execute(_SPOKEN)
    return {
        round_: Spoken(questions, rehearsed, takes, ((mean or 1) - 1) / 4)
        for round_, questions, rehearsed, takes, mean in rows
    }


def stories_told(raw: sqlite3.Connection) -> int:
    """How many STAR stories have situation, action and result."""
    return int(raw.execute(_TOLD).fetchone()[0])


def _share(found: tuple[float, int, int] | None) -> float | None:
    """Mean retrievability over the cards of a domain, those of the core never reviewed counting as 0."""
    if found is None or not found[2]:
        return None
    return found[0] / found[2]


def _met(raw: sqlite3.Connection, aim: AimFace | None) -> dict[int, tuple[int, int]]:
    roles = roles_of(aim)
    query = f"""
        SELECT c.domain_id, count(*), count(m.concept_id)
        FROM concept c LEFT JOIN concept_met m ON m.concept_id = c.thing_id
        WHERE c.tier = 'core' AND c.role IN ({", ".join("?" * len(roles))})
          AND c.deleted_at IS NULL AND c.retired_at IS NULL
        GROUP BY c.domain_id"""  # noqa: S608  (only question marks are put in)
    return {domain: (concepts, met) for domain, concepts, met in raw.execute(query, roles)}


def _recall(raw: sqlite3.Connection, on: datetime) -> dict[int, tuple[float, int, int]]:
    """Per domain: summed retrievability on a date, reviews, and cards: those of the core, and all begun."""
    at = to_ms(on)
    sums: dict[int, float] = defaultdict(float)
    reviews: dict[int, int] = defaultdict(int)
    cards: dict[int, int] = defaultdict(int)
    for domain, stability, last_at, reps in raw.execute(_MEMORIES):
        cards[domain] += 1
        reviews[domain] += reps
        if stability is not None and last_at is not None:
            sums[domain] += retrievability(stability, (at - last_at) / DAY_MS)
    return {domain: (sums[domain], reviews[domain], count) for domain, count in cards.items()}


def _quiz(raw: sqlite3.Connection) -> dict[int, tuple[float, int]]:
    """Per domain: mean score of each item's newest response, and how many responses there were."""
    return {domain: (float(score), count) for domain, score, count in raw.execute(_ANSWERED)}
