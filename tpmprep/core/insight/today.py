"""Today's page: the blocks, how the rounds stand, what is new this week, what comes next."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.aim.service import current_row
from tpmprep.core.db.tables.cards import Card, SittingPlace
from tpmprep.core.db.tables.catalog import Concept, ConceptMet
from tpmprep.core.db.tables.interview import Category, Question, Rehearsal
from tpmprep.core.db.tables.learning import Step, StepProgress
from tpmprep.core.db.tables.recall import DayTally, Memory
from tpmprep.core.db.tables.thing import ConceptOf
from tpmprep.core.ground.clock import today
from tpmprep.core.insight import blocks
from tpmprep.core.insight.front import Block, BlockKind, DateRow, Reason, RoundRow, TodayFace, Word
from tpmprep.core.insight.readiness import (
    READY_LOW,
    READY_SCORE,
    interval,
    measure_domains,
    measure_round,
    spoken_of,
    stories_told,
)
from tpmprep.core.insight.scope import rounds_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.db.tables.aim import Aim
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.readiness import Measure, Spoken

DEFAULT_MINUTES = 30
WANTED_STORIES = 3
KNOWN_STABILITY = 3.0


def build(
    session: Session,
    aim_face: AimFace | None,
    clock: Clock,
    settings: Settings,
    minutes: int | None = None,
    only: BlockKind | None = None,
    skip: Sequence[tuple[str, int]] = (),
) -> TodayFace:
    """Today's page in one consistent read."""
    aim = current_row(session)
    now, day = clock.now(), today(clock)
    measures = measure_domains(session, aim, expected_on(aim, now))
    rounds = tuple(round_row(session, aim, round_, measures) for round_ in rounds_of(aim))
    done_ms = session.scalar(select(func.sum(DayTally.ms)).where(DayTally.study_day == day)) or 0
    planned = minutes or (aim.minutes if aim else DEFAULT_MINUTES)
    left = max(0.0, planned - done_ms / 60_000) if minutes is None else float(planned)
    found = []
    if left >= 1:
        evening = blocks.Evening(aim, left, now, measures, target_round(aim, rounds), frozenset(skip))
        found = pick(session, evening, clock, settings, only)
    return TodayFace(
        on=day,
        aim=aim_face,
        minutes=planned,
        blocks=tuple(found),
        rounds=rounds,
        news=_news(session, now),
        dates=_dates(session, aim, day),
        done=not found,
        minutes_done=round(done_ms / 60_000),
        resumes=_resumes(session),
    )


def pick(
    session: Session,
    evening: blocks.Evening,
    clock: Clock,
    settings: Settings,
    only: BlockKind | None,
) -> list[Block]:
    """The blocks in their order; a very short evening is cards alone, unless only talk is wanted."""
    wanted: tuple[str, ...] = ("recall", "apply", "say", "do") if evening.minutes > 6 else ("recall", "apply")
    if only:
        wanted = (only,)
    recall = blocks.recall_block(session, evening, clock, settings) if "recall" in wanted else None
    cards = [card for _, card in recall.things] if recall else []
    made = (
        recall,
        blocks.apply_block(session, evening, cards) if "apply" in wanted else None,
        blocks.say_block(session, evening) if "say" in wanted else None,
        blocks.do_block(session, evening) if "do" in wanted else None,
    )
    return [block for block in made if block is not None]


def expected_on(aim: Aim | None, now: datetime) -> datetime:
    """The instant readiness is expected for: noon of the aim's day, or now."""
    if aim is None or aim.due_on is None or aim.due_on <= now.date():
        return now
    return datetime.combine(aim.due_on, time(12), tzinfo=UTC)


def target_round(aim: Aim | None, rounds: Sequence[RoundRow]) -> str:
    """The round tonight is picked for: the aim's own, else the least ready."""
    if aim is not None and aim.round:
        return aim.round
    return min(rounds, key=lambda row: row.score).round if rounds else "technical"


def round_row(session: Session, aim: Aim | None, round_: str, measures: tuple[Measure, ...]) -> RoundRow:
    """How a round stands, in a word, with its one gap and the action that closes it."""
    del aim
    spoken = spoken_of(session, round_)
    score, answers = measure_round(measures, round_, spoken)
    low, high = interval(score, answers)
    word: Word = "not_begun"
    if answers:
        word = "ready" if score >= READY_SCORE and low >= READY_LOW else "shaky"
    gap, action, opens = _gap(session, round_, word, spoken)
    return RoundRow(round_, word, gap, action, opens, score, low, high)


def _gap(
    session: Session, round_: str, word: Word, spoken: Spoken
) -> tuple[Reason, Reason, tuple[str, int] | None]:
    question = first_question(session, round_)
    opens = None if question is None else ("question", question)
    if round_ == "behavioural" and stories_told(session) < WANTED_STORIES:
        told = stories_told(session)
        gap = Reason("gap.stories", (("told", told), ("wanted", WANTED_STORIES)))
        return gap, Reason("action.add_story", (("minutes", 6),)), ("story", 0)
    if word == "not_begun":
        return Reason("gap.begin"), Reason("action.begin"), opens
    if not spoken.takes:
        return Reason("gap.never_said"), Reason("action.say", (("minutes", 4),)), opens
    if word == "ready":
        return Reason("gap.none", (("takes", spoken.takes),)), Reason("action.warm"), opens
    if spoken.score < 0.5:
        return Reason("gap.weak_takes"), Reason("action.say_again"), opens
    return Reason("gap.fading"), Reason("action.recall"), None


def first_question(session: Session, round_: str) -> int | None:
    """The question of a round to say next: never said first, then the weakest."""
    newest = (
        select(func.max(Rehearsal.score))
        .where(Rehearsal.thing_id == Question.thing_id, Rehearsal.undone_at.is_(None))
        .correlate(Question)
        .scalar_subquery()
    )
    return session.scalar(
        select(Question.thing_id)
        .join(Category, Category.id == Question.category_id)
        .where(Category.round == round_, Question.deleted_at.is_(None), Question.retired_at.is_(None))
        .order_by(func.coalesce(newest, 0), Question.tier, Question.difficulty, Question.thing_id)
        .limit(1)
    )


def _news(session: Session, now: datetime) -> tuple[str, ...]:
    """Concepts met or first held this week that a card now remembers for days."""
    query = (
        select(Concept.title)
        .join(ConceptMet, ConceptMet.concept_id == Concept.thing_id)
        .join(ConceptOf, (ConceptOf.concept_id == Concept.thing_id) & (ConceptOf.position == 0))
        .join(Card, Card.note_id == ConceptOf.thing_id)
        .join(Memory, Memory.thing_id == Card.thing_id)
        .where(ConceptMet.at >= now - timedelta(days=7), Memory.stability >= KNOWN_STABILITY)
        .group_by(Concept.thing_id)
        .order_by(func.max(Memory.last_at).desc())
        .limit(4)
    )
    return tuple(session.scalars(query))


def _dates(session: Session, aim: Aim | None, day: date) -> tuple[DateRow, ...]:
    rows = [
        DateRow(due, title, ("step", step_id))
        for due, title, step_id in session.execute(
            select(StepProgress.due_on, Step.title, Step.thing_id)
            .join(Step, Step.thing_id == StepProgress.step_id)
            .where(StepProgress.due_on >= day, StepProgress.status.not_in(("done", "not_for_me")))
            .order_by(StepProgress.due_on)
            .limit(2)
        )
        if due is not None
    ]
    if aim is not None and aim.due_on is not None and aim.due_on >= day:
        rows.append(DateRow(aim.due_on, aim.company, ("aim", aim.id)))
    return tuple(sorted(rows, key=lambda row: row.on)[:2])


def _resumes(session: Session) -> bool:
    newest = select(SittingPlace).order_by(SittingPlace.sitting_id.desc()).limit(1)
    place = session.scalar(newest)
    return place is not None and place.ended_at is None
