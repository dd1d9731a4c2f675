"""Whether a pack is installed as it lies in its folder: asked at every start, in plain SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.db.kept import keep, kept
from tpmprep.core.packs.digest import digest_of, stamp_of

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.database import Database


def is_current(db: Database, folder: Path) -> bool:
    """Whether exactly this pack is installed already, by its files' digest.

    The digest is kept with a stamp of the files, so that only files that look otherwise are read anew.
    """
    key, stamp = f"pack.stamp:{folder.name}", stamp_of(folder)
    with db.hot_reading() as raw:
        before = kept(raw, key) or {}
        known = before.get("stamp") == stamp
        digest = before["digest"] if known else digest_of(folder)
        there = raw.execute("SELECT 1 FROM pack WHERE digest = ?", (digest,)).fetchone() is not None
    if there and not known:
        with db.hot_unlogged(counts=False) as raw:
            keep(raw, key, {"stamp": stamp, "digest": digest})
    return there
