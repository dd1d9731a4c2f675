"""The service of the trash: what was deleted, putting it back, deleting it for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.instants import from_ms
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.folders import Folders
from tpmprep.core.rescue.bin import Found, found
from tpmprep.core.rescue.faces import TrashRow
from tpmprep.core.rescue.purge import purge_things
from tpmprep.core.rescue.putting_back import put_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tpmprep.core.db.database import Database

DAYS: Final = 30
BEFORE_DELETE: Final = "before-delete"
CHANGED: Final = (
    Change.CARDS
    | Change.MEMORY
    | Change.ITEMS
    | Change.QUESTIONS
    | Change.STORIES
    | Change.PATHS
    | Change.PROGRESS
)


class Trash:
    """The trash of one open profile."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def rows(self, text: str = "") -> tuple[TrashRow, ...]:
        """What rests there, the newest first; with ``text`` those whose title or place holds it."""
        now = self._db.clock.now()
        with self._db.reading() as session:
            rows = [_row(one, now) for one in found(session)]
        wanted = text.casefold().split()
        return tuple(
            row for row in rows if all(word in f"{row.title} {row.place}".casefold() for word in wanted)
        )

    def put_back(self, thing_ids: Sequence[int]) -> int:
        """Puts things back with all that belongs to them, as one step; returns how many came back."""
        with self._db.reading() as session:
            wanted = [one for one in found(session) if one.thing_id in set(thing_ids)]
        if not wanted:
            return 0
        says = {"title": wanted[0].title, "count": len(wanted), "page": "library"}
        back: set[int] = set()
        with self._db.step("trash.put_back", CHANGED, **says) as session:
            for one in wanted:
                if one.thing_id not in back:
                    back |= set(put_back(session, one.kind, one.thing_id, self._db.clock.now()))
        return len(back)

    def purge(self, thing_ids: Sequence[int]) -> int:
        """Deletes for good, after a backup; history stays without its text; returns how many went."""
        with self._db.reading() as session:
            wanted = set(thing_ids)
            ids = [one.thing_id for one in found(session) if one.thing_id in wanted]
        if not ids:
            return 0
        self._db.secure(BEFORE_DELETE, wait=True)
        with self._db.unlogged(CHANGED, bulk=True) as session:
            gone, recordings = purge_things(session, ids)
        folder = Folders(self._db.file.parent).recordings
        for name in recordings:
            place = folder / name
            if place.resolve().parent.is_relative_to(folder.resolve()):
                place.unlink(missing_ok=True)
        return gone

    def empty(self) -> int:
        """Deletes everything in the trash for good; returns how many went."""
        return self.purge([row.thing_id for row in self.rows()])

    def purge_old(self) -> int:
        """Deletes for good what has rested for more than 30 days; returns how many went."""
        before = self._db.clock.now() - timedelta(days=DAYS)
        return self.purge([row.thing_id for row in self.rows() if row.deleted_at < before])


def _row(one: Found, now: datetime) -> TrashRow:
    at = from_ms(one.deleted_ms)
    left = DAYS - max((now - at).days, 0)
    return TrashRow(one.thing_id, one.kind, one.title, at, max(left, 0), one.place, one.parts)
