"""The table of pictures and sounds: what is kept beside the database, never their bytes."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from tpmprep.core.db.base import Base, table_of


class MediaFile(Base, kw_only=True):
    """A file of the store; undo leaves it alone: texts name it, and it outlives them by the trash's days.

    ``name`` is what the file was once called; ``unused_at`` is when no text was found to name it any more.
    """

    __tablename__ = "media"
    __table_args__ = (table_of("none"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    ext: Mapped[str]
    bytes: Mapped[int]
    kind: Mapped[str]
    added_at: Mapped[datetime]
    name: Mapped[str] = mapped_column(default="")
    unused_at: Mapped[datetime | None] = mapped_column(default=None)
