"""The table of aims: what the person prepares for, and when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of


class Aim(Base, kw_only=True):
    """One thing prepared for; the newest without ``ended_at`` is the current one."""

    __tablename__ = "aim"
    __table_args__ = (table_of("image", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    what: Mapped[str]
    company: Mapped[str] = mapped_column(default="")
    round: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    zone: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=30)
    role: Mapped[str] = mapped_column(default="product")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    body: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
