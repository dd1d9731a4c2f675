"""The insight service: questions over all rooms at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from tpmprep.core.aim.service import Aims, current_row
from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.catalog import Concept
from tpmprep.core.db.tables.interview import Question, Rehearsal, Story
from tpmprep.core.db.tables.learning import Path, Step
from tpmprep.core.db.tables.quiz import Item, Response
from tpmprep.core.db.tables.recall import DayTally, Memory
from tpmprep.core.db.tables.thing import ThingTag
from tpmprep.core.ground.clock import today
from tpmprep.core.insight import ahead, figures
from tpmprep.core.insight.exams import exam_parts
from tpmprep.core.insight.faces import (
    Consequence,
    DomainReadiness,
    ExamPartRow,
    ProgressFace,
    Status,
)
from tpmprep.core.insight.readiness import interval, measure_domains
from tpmprep.core.insight.scope import FIRST_TAG, roles_of, rounds_of
from tpmprep.core.insight.today import build, expected_on, round_rows
from tpmprep.core.recall.hot import raw_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from tpmprep.core.aim.faces import AimDraft
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.front import BlockKind, RoundRow, TodayFace
    from tpmprep.core.insight.readiness import Measure

OPEN_END_DAYS = 42
_MANY: Final = "SELECT 1 FROM concept_of LIMIT 1 OFFSET 5000"
MOST_STORIES, MOST_MOCKS = 8, 3


class Insight:
    """Today, readiness and counts over one database."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings
        self._aims = Aims(db)

    def today(
        self, minutes: int | None = None, only: BlockKind | None = None, skip: Sequence[tuple[str, int]] = ()
    ) -> TodayFace:
        """Today's page, for fewer minutes, without some things, or one kind of block and nothing else."""
        aim = self._aims.current()
        with self._db.reading() as session:
            return build(session, aim, self._db.clock, self._settings, minutes, only, skip)

    def takes_long(self) -> bool:
        """Whether so many cards belong to concepts that today is better read beside the window."""
        with self._db.hot_reading() as raw:
            return raw.execute(_MANY).fetchone() is not None

    def consequence(self, draft: AimDraft) -> Consequence:
        """What an aim would mean: the hours there are and what fits them."""
        day = today(self._db.clock)
        days = None if draft.due_on is None else max(0, (draft.due_on - day).days)
        span = OPEN_END_DAYS if days is None else max(1, days)
        hours = span * draft.minutes / 60
        with self._db.reading() as session:
            core = session.scalar(
                select(func.count()).where(
                    Concept.tier == "core",
                    Concept.role.in_((draft.role, "both")),
                    Concept.deleted_at.is_(None),
                    Concept.retired_at.is_(None),
                )
            )
        concepts = min(core or 0, int(hours * 12))
        left_out = ["exam"] if draft.what != "certificate" else []
        if concepts < (core or 0):
            left_out.append("concepts")
        return Consequence(
            hours=hours,
            days=days,
            concepts=concepts,
            stories=min(MOST_STORIES, max(1, int(hours / 2.5))),
            mocks=min(MOST_MOCKS, int(hours / 6)),
            cards_a_day=max(1, draft.minutes // 3),
            left_out=tuple(left_out),
        )

    def progress(self) -> ProgressFace:
        """The progress page."""
        with self._db.reading() as session:
            return _progress(session, self._db, self._settings)

    def status(self) -> Status:
        """Counts of everything."""
        with self._db.reading() as session:
            return _status(session, self._db)

    def exam(self, step_id: int) -> tuple[ExamPartRow, ...]:
        """How far the subjects of a certification are covered; raises ``step.gone``."""
        with self._db.reading() as session:
            return exam_parts(session, step_id)

    def first_item(self) -> int | None:
        """The quiz item a new user meets first: a core scenario of difficulty 1, never tried."""
        with self._db.reading() as session:
            aim = current_row(session)
            first = select(ThingTag.thing_id).where(ThingTag.name == FIRST_TAG)
            tried = select(Response.item_id).where(Response.undone_at.is_(None))
            return session.scalar(
                select(Item.thing_id)
                .where(
                    Item.tier == "core",
                    Item.kind == "single_choice",
                    Item.role.in_(roles_of(aim)),
                    Item.deleted_at.is_(None),
                    Item.retired_at.is_(None),
                    Item.thing_id.not_in(tried),
                )
                .order_by(Item.thing_id.in_(first).desc(), Item.difficulty, Item.thing_id)
                .limit(1)
            )


def _rounds(session: Session, db: Database) -> tuple[tuple[RoundRow, ...], tuple[Measure, ...]]:
    aim = current_row(session)
    measures = measure_domains(session, aim, expected_on(aim, db.clock.now()))
    return round_rows(session, rounds_of(aim), measures), measures


def _progress(session: Session, db: Database, settings: Settings) -> ProgressFace:
    aim, day, raw = current_row(session), today(db.clock), raw_of(session)
    rounds, measures = _rounds(session, db)
    days = session.execute(
        select(DayTally.study_day, func.sum(DayTally.ms))
        .where(DayTally.study_day >= day - timedelta(days=371))
        .group_by(DayTally.study_day)
        .having(func.sum(DayTally.answers) > 0)  # where all was undone the row stays, with nothing in it
        .order_by(DayTally.study_day)
    )
    rooms = session.execute(
        select(DayTally.room, func.sum(DayTally.ms))
        .group_by(DayTally.room)
        .having(func.sum(DayTally.answers) > 0)
    )
    return ProgressFace(
        days=tuple((on, figures.minutes(ms)) for on, ms in days),
        minutes_by_room=tuple((room, figures.minutes(ms)) for room, ms in rooms),
        rounds=rounds,
        domains=tuple(
            DomainReadiness(m.domain, m.score, *interval(m.score, m.answers), m.recall, m.met, m.quiz)
            for m in measures
        ),
        load=ahead.load(raw, db.clock),
        retention=_retention(session),
        reviews=_reviews(session),
        fresh=ahead.fresh(raw, db.clock, settings, aim.due_on if aim is not None else None),
        months=figures.months(raw, day),
        weeks=figures.weeks(raw, day),
        sureness=figures.sureness(raw),
        takes=figures.takes(raw, day),
    )


def _reviews(session: Session) -> int:
    """All answers of cards, undone ones left out: from the roll-ups, for the log may be long."""
    return session.scalar(select(func.sum(DayTally.answers)).where(DayTally.room == "cards")) or 0


def _retention(session: Session) -> float | None:
    """Share of reviews of cards in the Review state that were remembered."""
    row = session.execute(
        select(func.sum(DayTally.good), func.sum(DayTally.answers)).where(
            DayTally.room == "cards", DayTally.kind == "review"
        )
    ).one()
    return None if not row[1] else row[0] / row[1]


def _status(session: Session, db: Database) -> Status:
    def count(table: type[Any], *where: Any) -> int:  # noqa: ANN401  (column expressions of any table)
        return session.scalar(select(func.count()).select_from(table).where(*where)) or 0

    def live(table: type[Any]) -> int:
        return count(table, table.deleted_at.is_(None), table.retired_at.is_(None))

    rounds, _ = _rounds(session, db)
    now = db.clock.now()
    due = (Memory.kind == "card", Memory.state > 0, Memory.suspended.is_(False), Memory.due_at <= now)
    return Status(
        concepts=live(Concept),
        notes=live(Note),
        cards=count(Card, Card.deleted_at.is_(None)),
        cards_due=count(Memory, *due),
        quiz_items=live(Item),
        interview_questions=live(Question),
        stories=count(Story, Story.deleted_at.is_(None)),
        paths=live(Path),
        steps=live(Step),
        reviews=_reviews(session),
        responses=count(Response, Response.undone_at.is_(None)),
        rehearsals=count(Rehearsal, Rehearsal.undone_at.is_(None)),
        readiness=round(sum(row.score for row in rounds) / max(1, len(rounds)), 4),
    )
