"""Deletes the files that no text has named for long, and what a killed copy left."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from tpmprep.core.db.tables.media import MediaFile
from tpmprep.core.media import store
from tpmprep.core.media.faces import TRASH_DAYS
from tpmprep.core.media.mentions import mentioned
from tpmprep.core.media.rows import note_down

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database


def sweep(db: Database, folder: Path) -> int:
    """Deletes what no text has named for ``TRASH_DAYS`` days; returns how many files went.

    A file without a row, as an older backup leaves it, gets one first. All texts are read beside the writer,
    and again inside it only where something is to go.
    """
    now = db.clock.now()
    _drop_leftovers(folder, now)
    with db.reading() as session:
        named = mentioned(session)
    with db.unlogged(counts=False) as session:
        for file in store.files(folder):
            sha256, ext = file.stem, file.suffix[1:]
            if session.get(MediaFile, sha256) is None:
                note_down(session, sha256, ext, file.stat().st_size, "", now)
        gone = _gone(session, named, now)
        again = mentioned(session) if gone else {}
        gone = [row for row in gone if f"{row.sha256}.{row.ext}" not in again]
        session.execute(delete(MediaFile).where(MediaFile.sha256.in_([row.sha256 for row in gone])))
    for row in gone:
        place = store.place(folder, row.sha256, row.ext)
        place.unlink(missing_ok=True)
        with suppress(OSError):
            place.parent.rmdir()
    return len(gone)


def _drop_leftovers(folder: Path, now: datetime) -> None:
    for leftover in store.leftovers(folder):
        if leftover.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            leftover.unlink(missing_ok=True)


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
