"""The media room's service: pictures and sounds kept beside one database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from tpmprep.core.db.tables.media import MediaFile
from tpmprep.core.ground.folders import Folders
from tpmprep.core.media import store
from tpmprep.core.media.mentions import mentioned
from tpmprep.core.media.rows import face, note_down
from tpmprep.core.media.sweep import sweep

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.media.faces import MediaFace

LONGEST_NAME: Final = 120


class Media:
    """The pictures and sounds beside one database; writes stand outside the undo list, as files do."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._folder = Folders(db.file.parent).media

    def keep(self, source: Path | bytes, name: str = "") -> MediaFace:
        """Keeps a file or bytes; raises ``media.kind``, ``media.too_large`` or ``media.unreadable``.

        What is kept already is kept once. It may run in a thread.
        """
        called = _clean(name or (source.name if isinstance(source, Path) else ""))
        sha256, ext, size = store.put(self._folder, source, called)
        with self._db.unlogged() as session:
            return note_down(session, sha256, ext, size, called, self._db.clock.now())

    def file(self, ref: str) -> Path | None:
        """Where ``media:<sha256>.<ext>`` lies; None for what is no such name, or is not there."""
        return store.find(self._folder, ref)

    def face(self, ref: str) -> MediaFace | None:
        """What is known of it; None when it was never kept."""
        with self._db.reading() as session:
            row = session.get(MediaFile, ref.removeprefix("media:").partition(".")[0])
            return None if row is None else face(row)

    def unused(self) -> tuple[MediaFace, ...]:
        """What no text names, drafts, trash and the undo list included."""
        with self._db.reading() as session:
            named = mentioned(session)
            rows = session.scalars(select(MediaFile).order_by(MediaFile.added_at, MediaFile.sha256))
            return tuple(face(row) for row in rows if f"{row.sha256}.{row.ext}" not in named)

    def sweep(self) -> int:
        """Deletes what no text has named for ``TRASH_DAYS`` days; returns how many files went.

        It may run in a thread.
        """
        return sweep(self._db, self._folder)


def _clean(name: str) -> str:
    """The last part of a name, in one line of ordinary characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME].strip()
