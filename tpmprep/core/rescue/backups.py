"""The service of backups: when one is due, what each holds, the second folder, what going back changes."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups import second
from tpmprep.core.db.backups.copying import read_backup
from tpmprep.core.db.backups.difference import Count, difference
from tpmprep.core.db.backups.keeper import Keeper
from tpmprep.core.db.backups.restoring import way_back
from tpmprep.core.db.backups.shelf import Standing, newest_good, standing
from tpmprep.core.db.backups.store import stored
from tpmprep.core.db.backups.thinning import thin_out
from tpmprep.core.ground.clock import today
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import Folders
from tpmprep.core.rescue.faces import BackupRow, Changed, RestoreFace, SecondFace, WayBackFace
from tpmprep.core.rescue.use import Use

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tpmprep.core.db.backups.card import BackupFace
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

IN_USE: Final = "use"
AT_CLOSE_SECONDS: Final = 5.0
FOLDER: Final = "backup_folder"
_THINGS: Final = ("note", "item", "question", "story")
_ANSWERS: Final = ("review", "response", "rehearsal")


class Backups:
    """The backups of one open profile."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings
        self._folders = Folders(db.file.parent)
        self._keeper = db.keeper or Keeper(self._folders, db)
        self._use = Use()
        self._tended_on: date | None = None
        self._second = SecondFace(self._chosen())

    def rows(self) -> tuple[BackupRow, ...]:
        """Every backup, the newest first."""
        return tuple(_row(stands) for stands in standing(self._folders.backups))

    def newest_good(self) -> BackupRow | None:
        """The newest one that is whole."""
        found = newest_good(self._folders.backups)
        return None if found is None else _row(Standing(found, good=True))

    def make(self, why: str = "asked") -> BackupRow:
        """Makes a backup now; raises ``backup.busy``, a full or read-only disk."""
        face = self._keeper.copy(why)
        self._use.begin_anew()
        return _row(Standing(face, good=True))

    def preview(self, file: Path) -> RestoreFace:
        """What going back would change; checks the backup; raises as ``read_backup`` does."""
        face = read_backup(file)
        found = difference(self._db.file, file)
        missing = sum(
            not there and not (self._folders.root / kept.path).is_file()
            for kept, there in stored(face.files, face.store)
        )
        return RestoreFace(
            row=_row(Standing(face, good=True)),
            set_aside=_changed(found.set_aside),
            comes_back=_changed(found.comes_back),
            changes=_changed(found.changes),
            media_missing=missing,
        )

    def way_back(self) -> WayBackFace | None:
        """How the last restore can be undone."""
        found = way_back(self._folders)
        if found is None:
            return None
        came = next((row.at for row in self.rows() if row.file.name == found.came), None)
        return WayBackFace(found.at, came, found.set_aside)

    def due(self, *, in_use: bool) -> bool:
        """Told every minute; whether there is something to tend."""
        self._use.tell(self._db.clock.now(), in_use=in_use)
        return self._is_due() or self._tended_on != today(self._db.clock) or bool(self._second.trouble)

    def tend(self) -> SecondFace:
        """Makes the backup that is due, thins out, brings the second folder up to date (in a task)."""
        due = self._is_due()
        if due:
            self._use.try_again_soon()
            self.make(IN_USE)
        if due or self._tended_on != today(self._db.clock):
            self._tended_on = today(self._db.clock)
            back = way_back(self._folders)
            thin_out(self._folders, self._db.clock.now(), [back.set_aside.name] if back else [])
        return self.refresh_second()

    def second(self) -> SecondFace:
        """The second folder as last seen."""
        return self._second

    def choose_second(self, folder: Path) -> SecondFace:
        """Sets the second folder and copies to it; raises ``backup.second`` where it cannot be written."""
        chosen = folder.expanduser().absolute()
        second.begin(chosen, self._folders)
        self._settings.put(FOLDER, str(chosen))
        if not any(stands.good for stands in standing(self._folders.backups)):
            self.make()
        return self.refresh_second()

    def drop_second(self) -> SecondFace:
        """Copies to no second folder any more; what is there stays."""
        self._settings.put(FOLDER, "")
        self._second = SecondFace("")
        return self._second

    def refresh_second(self, going_on: Callable[[], None] | None = None) -> SecondFace:
        """Brings the second folder up to date; never raises for what keeps it from that."""
        chosen = self._chosen()
        if not chosen:
            self._second = SecondFace("")
            return self._second
        place = second.place_in(Path(chosen), self._folders)
        trouble = ""
        try:
            newest = next((s.face for s in standing(self._folders.backups) if s.good), None)
            if newest is not None:
                second.bring(newest, place, going_on)
        except UserError as error:
            trouble = str(error.values.get("trouble", "failed"))
        found = second.newest_there(place)
        at = self._second.newest_at if found is None else found.face.at
        self._second = SecondFace(chosen, at, trouble)
        return self._second

    def refresh_at_close(self) -> bool:
        """As ``refresh_second`` within a few seconds; False when it is left to the next start.

        A disk that hangs holds nobody up.
        """
        if not self._chosen():
            return True
        ended = threading.Event()
        working = threading.Thread(target=self._until, args=(ended,), name="second-folder", daemon=True)
        working.start()
        working.join(AT_CLOSE_SECONDS)
        ended.set()
        return not working.is_alive()

    def _until(self, ended: threading.Event) -> None:
        def going_on() -> None:
            if ended.is_set():
                raise TimeoutError

        self.refresh_second(going_on)

    def _is_due(self) -> bool:
        return self._use.is_long and self._db.written

    def _chosen(self) -> str:
        return str(self._settings.get(FOLDER))


def _row(stands: Standing) -> BackupRow:
    face: BackupFace = stands.face
    return BackupRow(
        file=face.file,
        at=face.at,
        why=face.why,
        bytes=face.bytes,
        things=sum(face.rows.get(table, 0) for table in _THINGS),
        answers=sum(face.rows.get(table, 0) for table in _ANSWERS),
        media=len(face.files),
        good=stands.good,
    )


def _changed(counts: tuple[Count, ...]) -> tuple[Changed, ...]:
    return tuple(Changed(count.kind, count.number) for count in counts)
