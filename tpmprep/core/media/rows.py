"""The row beside each kept file: what it is, and since when no text names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.db.tables.media import MediaFile
from tpmprep.core.media.faces import PICTURES, MediaFace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.media.faces import MediaKind


def note_down(session: Session, sha256: str, ext: str, size: int, name: str, now: datetime) -> MediaFace:
    """Notes a file down, or that it is wanted again."""
    kind = "picture" if ext in PICTURES else "sound"
    values = {"sha256": sha256, "ext": ext, "bytes": size, "kind": kind, "added_at": now, "name": name}
    put = insert(MediaFile).values(**values)
    session.execute(put.on_conflict_do_update(index_elements=["sha256"], set_={"unused_at": None}))
    return face(session.get_one(MediaFile, sha256))


def face(row: MediaFile) -> MediaFace:
    """A row as it is handed out."""
    kind = cast("MediaKind", row.kind)
    return MediaFace(row.sha256, row.ext, kind, row.bytes, row.name, row.added_at)
