"""Tables of packs: what is installed, and which shipped fields the user has changed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of


class Pack(Base, kw_only=True):
    """An installed bundle of content; ``digest`` is the SHA-256 of its files."""

    __tablename__ = "pack"
    __table_args__ = (table_of("identity", autoincrement=True),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    ref: Mapped[str] = mapped_column(unique=True)
    version: Mapped[str]
    title: Mapped[str]
    licence: Mapped[str]
    language: Mapped[str]
    digest: Mapped[str]
    installed_at: Mapped[datetime]


class FieldEdit(Base, kw_only=True):
    """A shipped field the user changed: the shipped text to go back to, and a newer one on offer."""

    __tablename__ = "field_edit"
    __table_args__ = (table_of("image"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    thing_id: Mapped[int] = mapped_column(ForeignKey("thing.id"), index=True)
    field: Mapped[str]
    shipped: Mapped[str]
    offered: Mapped[str | None] = mapped_column(default=None)
