"""All services of the core in one frozen value: the only thing the window and the commands are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpmprep.core.aim.faces import AimPort
    from tpmprep.core.cards.faces import CardsPort
    from tpmprep.core.catalog.faces import CatalogPort
    from tpmprep.core.db.database import Database
    from tpmprep.core.db.faces import DeskPort
    from tpmprep.core.exchange.faces import ExchangePort
    from tpmprep.core.flows.faces import CarePort, SittingsPort
    from tpmprep.core.ground.change import Changes
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.faces import InsightPort
    from tpmprep.core.interview.faces import InterviewPort
    from tpmprep.core.learning.faces import LearningPort
    from tpmprep.core.media.faces import MediaPort
    from tpmprep.core.packs.faces import PacksPort
    from tpmprep.core.quiz.faces import QuizPort
    from tpmprep.core.rescue.faces import BackupsPort, TrashPort


@dataclass(frozen=True, slots=True)
class Services:
    """Every room's port; made by ``open_services``."""

    changes: Changes
    clock: Clock
    settings: Settings
    desk: DeskPort
    catalog: CatalogPort
    aim: AimPort
    cards: CardsPort
    quiz: QuizPort
    interview: InterviewPort
    learning: LearningPort
    sittings: SittingsPort
    insight: InsightPort
    packs: PacksPort
    exchange: ExchangePort
    care: CarePort
    media: MediaPort
    backups: BackupsPort
    trash: TrashPort


def open_services(db: Database, settings: Settings) -> Services:
    """Builds all services over an open database; imports the rooms on use."""
    from tpmprep.core.aim.service import Aims
    from tpmprep.core.cards.service import Cards
    from tpmprep.core.catalog.service import Catalog
    from tpmprep.core.db.desk import Desk
    from tpmprep.core.exchange.service import Exchange
    from tpmprep.core.flows.care import Care
    from tpmprep.core.flows.sittings import Sittings
    from tpmprep.core.insight.service import Insight
    from tpmprep.core.interview.service import Interview
    from tpmprep.core.learning.service import Learning
    from tpmprep.core.media.service import Media
    from tpmprep.core.packs.service import Packs
    from tpmprep.core.quiz.service import Quiz
    from tpmprep.core.rescue.backups import Backups
    from tpmprep.core.rescue.trash import Trash

    return Services(
        changes=db.changes,
        clock=db.clock,
        settings=settings,
        desk=Desk(db),
        catalog=Catalog(db),
        aim=Aims(db),
        cards=Cards(db, settings),
        quiz=Quiz(db),
        interview=Interview(db, settings),
        learning=Learning(db),
        sittings=Sittings(db, settings),
        insight=Insight(db, settings),
        packs=Packs(db),
        exchange=Exchange(db),
        care=Care(db, settings),
        media=Media(db),
        backups=Backups(db, settings),
        trash=Trash(db),
    )
