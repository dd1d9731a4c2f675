"""All services of the core in one frozen value: the only thing the window and the commands are given."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from tpmprep.core.ground.later import Later

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
    """Builds all services over an open database: those of the first answer now, the others on use."""
    from tpmprep.core.aim.service import Aims
    from tpmprep.core.db.desk import Desk
    from tpmprep.core.flows.sittings import Sittings
    from tpmprep.core.insight.service import Insight

    def later(room: str, name: str, *given: object) -> Any:  # noqa: ANN401  (any room's port)
        return Later(f"tpmprep.core.{room}", name, db, *given)

    return Services(
        changes=db.changes,
        clock=db.clock,
        settings=settings,
        desk=Desk(db),
        catalog=later("catalog.service", "Catalog"),
        aim=Aims(db),
        cards=later("cards.service", "Cards", settings),
        quiz=later("quiz.service", "Quiz"),
        interview=later("interview.service", "Interview", settings),
        learning=later("learning.service", "Learning"),
        sittings=Sittings(db, settings),
        insight=Insight(db, settings),
        packs=later("packs.service", "Packs"),
        exchange=later("exchange.service", "Exchange"),
        care=later("flows.care", "Care", settings),
        media=later("media.service", "Media"),
        backups=later("rescue.backups", "Backups", settings),
        trash=later("rescue.trash", "Trash"),
    )


def open_rooms(services: Services) -> None:
    """Imports every room that has not been asked for yet; may run in a thread, so that nobody waits later."""
    for field in fields(services):
        room = getattr(services, field.name)
        if isinstance(room, Later):
            room.room()
