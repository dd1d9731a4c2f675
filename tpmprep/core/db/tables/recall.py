"""Tables of recall: one memory for cards, items and questions, its append-only log, its roll-ups."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of
from tpmprep.core.db.codes import KINDS, ROOMS
from tpmprep.core.db.types import Code, DayNumber


class Memory(Base, kw_only=True):
    """The memory state of a thing; ``state`` 0 new, 1 learning, 2 review, 3 relearning.

    ``stability`` in days, ``difficulty`` 1–10 (FSRS); ``buried_on`` is the study day it stays hidden.
    ``deck_id`` is the deck of a card that is not in the trash, kept by triggers on ``card``, so that one
    index alone counts decks and plans sittings.
    """

    __tablename__ = "memory"
    __table_args__ = (
        Index("ix_memory_due", "kind", "state", "due_at", "deck_id", "position", "suspended", "buried_on"),
        table_of("image"),
    )

    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str]
    state: Mapped[int] = mapped_column(default=0)
    step: Mapped[int | None] = mapped_column(default=None)
    stability: Mapped[float | None] = mapped_column(default=None)
    difficulty: Mapped[float | None] = mapped_column(default=None)
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    last_at: Mapped[datetime | None] = mapped_column(default=None)
    reps: Mapped[int] = mapped_column(default=0)
    lapses: Mapped[int] = mapped_column(default=0)
    suspended: Mapped[bool] = mapped_column(default=False)
    buried_on: Mapped[date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)
    deck_id: Mapped[int | None] = mapped_column(default=None)


class Review(Base, kw_only=True):
    """One answer; append-only, only ``undone_at`` may change.

    ``kind``: learn, review, relearn, or drill (logged, changes no memory). ``rating`` 1–4. The memory before
    and after is no part of it: ratings and times, replayed by the scheduler, give it again.
    """

    __tablename__ = "review"
    __table_args__ = (
        Index("ix_review_first", "study_day", "room", sqlite_where=text("state_before = 0")),
        table_of("mark", autoincrement=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), index=True)
    room: Mapped[str] = mapped_column(Code(tuple(ROOMS)))
    at: Mapped[datetime]
    study_day: Mapped[date] = mapped_column(DayNumber)
    rating: Mapped[int]
    kind: Mapped[str] = mapped_column(Code(tuple(KINDS)))
    duration_ms: Mapped[int]
    state_before: Mapped[int]
    due_after: Mapped[datetime | None] = mapped_column(default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class DayTally(Base, kw_only=True):
    """Roll-up of a study day and room: kept by triggers in the answer's own transaction.

    ``answers`` counts all, ``good`` those that succeeded (rating ≥ 2, score ≥ 1, any take or hour),
    ``ms`` the time they took.
    """

    __tablename__ = "day_tally"
    __table_args__ = (table_of("derived"),)

    study_day: Mapped[date] = mapped_column(primary_key=True)
    room: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    answers: Mapped[int] = mapped_column(default=0)
    good: Mapped[int] = mapped_column(default=0)
    ms: Mapped[int] = mapped_column(default=0)
