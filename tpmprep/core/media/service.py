"""The media room's service: pictures and sounds kept beside one database."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.db.tables.media import MediaFile
from tpmprep.core.ground.folders import Folders
from tpmprep.core.media import store
from tpmprep.core.media.faces import PICTURES, TRASH_DAYS, MediaFace
from tpmprep.core.media.mentions import mentioned

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database
    from tpmprep.core.media.faces import MediaKind

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
            return _note_down(session, sha256, ext, size, called, self._db.clock.now())

    def file(self, ref: str) -> Path | None:
        """Where ``media:<sha256>.<ext>`` lies; None for what is no such name, or is not there."""
        return store.find(self._folder, ref)

    def face(self, ref: str) -> MediaFace | None:
        """What is known of it; None when it was never kept."""
        with self._db.reading() as session:
            row = session.get(MediaFile, ref.removeprefix("media:").partition(".")[0])
            return None if row is None else _face(row)

    def unused(self) -> tuple[MediaFace, ...]:
        """What no text names, drafts, trash and the undo list included."""
        with self._db.reading() as session:
            named = mentioned(session)
            rows = session.scalars(select(MediaFile).order_by(MediaFile.added_at, MediaFile.sha256))
            return tuple(_face(row) for row in rows if f"{row.sha256}.{row.ext}" not in named)

    def sweep(self) -> int:
        """Deletes what no text has named for ``TRASH_DAYS`` days; returns how many files went.

        A file without a row, as an older backup leaves it, gets one first. It may run in a thread: all texts
        are read beside the writer, and again inside it only where something is to go.
        """
        now = self._db.clock.now()
        for leftover in store.leftovers(self._folder):
            if leftover.stat().st_mtime < (now - timedelta(days=1)).timestamp():
                leftover.unlink(missing_ok=True)
        with self._db.reading() as session:
            named = mentioned(session)
        with self._db.unlogged(counts=False) as session:
            for file in store.files(self._folder):
                sha256, ext = file.stem, file.suffix[1:]
                if session.get(MediaFile, sha256) is None:
                    _note_down(session, sha256, ext, file.stat().st_size, "", now)
            gone = _gone(session, named, now)
            again = mentioned(session) if gone else {}
            gone = [row for row in gone if f"{row.sha256}.{row.ext}" not in again]
            session.execute(delete(MediaFile).where(MediaFile.sha256.in_([row.sha256 for row in gone])))
        for row in gone:
            place = store.place(self._folder, row.sha256, row.ext)
            place.unlink(missing_ok=True)
            with suppress(OSError):
                place.parent.rmdir()
        return len(gone)


def _gone(session: Session, named: dict[str, str], now: datetime) -> list[MediaFile]:
    """The rows whose time is up; on the others it is noted since when no text names them."""
    gone = []
    for row in session.scalars(select(MediaFile)):
        if f"{row.sha256}.{row.ext}" in named:
            row.unused_at = None
        elif row.unused_at is None or row.unused_at > now:
            row.unused_at = now
        elif now - row.unused_at >= timedelta(days=TRASH_DAYS):
            gone.append(row)
    session.flush()
    return gone


def _note_down(session: Session, sha256: str, ext: str, size: int, name: str, now: datetime) -> MediaFace:
    kind = "picture" if ext in PICTURES else "sound"
    values = {"sha256": sha256, "ext": ext, "bytes": size, "kind": kind, "added_at": now, "name": name}
    put = insert(MediaFile).values(**values)
    session.execute(put.on_conflict_do_update(index_elements=["sha256"], set_={"unused_at": None}))
    return _face(session.get_one(MediaFile, sha256))


def _face(row: MediaFile) -> MediaFace:
    kind = cast("MediaKind", row.kind)
    return MediaFace(row.sha256, row.ext, kind, row.bytes, row.name, row.added_at)


def _clean(name: str) -> str:
    """The last part of a name, in one line of ordinary characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME].strip()
