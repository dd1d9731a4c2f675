"""The way out of a file that cannot be opened: the newest good backup, or all that is still readable."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tpmprep.core.db.backups.card import dated
from tpmprep.core.db.backups.copying import read_backup
from tpmprep.core.db.backups.restoring import DAMAGED, restore
from tpmprep.core.db.backups.shelf import standing
from tpmprep.core.db.salvage import salvage
from tpmprep.core.db.whole import is_whole
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.backups.restoring import Restored
    from tpmprep.core.db.salvage import Salvaged
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.folders import Folders


@dataclass(frozen=True, slots=True)
class GoodBackup:
    """A backup that was read to its end and found whole: when it was made (UTC), and its rows by table."""

    file: Path
    made_at: datetime
    rows: dict[str, int]


class Recovery:
    """What can be done over one profile's folder while its database stays shut; the caller holds the lock."""

    def __init__(self, folders: Folders, clock: Clock) -> None:
        self._folders = folders
        self._clock = clock

    @property
    def folder(self) -> Path:
        """The profile's folder."""
        return self._folders.root

    def now(self) -> datetime:
        """The time it is."""
        return self._clock.now()

    def newest(self) -> GoodBackup | None:
        """The newest backup that is whole; may take a second, for it is read to its end."""
        for stands in standing(self._folders.backups):
            with suppress(UserError, OSError):
                face = dated(read_backup(stands.face.file))
                if face.why != DAMAGED and is_whole(face.file):
                    return GoodBackup(face.file, face.at or _changed_at(face.file), face.rows)
        return None

    def bring_back(self, backup: GoodBackup) -> Restored:
        """Puts a backup in the place of the damaged file, which is kept; raises as ``restore``."""
        return restore(self._folders, backup.file, self._clock.now())

    def salvage(self, into: Path) -> Salvaged:
        """Saves all that is readable into a new folder within ``into``; raises as ``salvage``."""
        stem = f"tpmprep-saved-{self._clock.now():%Y%m%d-%H%M%S}"
        names = (f"{stem}{f'-{n}' if n else ''}" for n in range(10_000))
        return salvage(self._folders.database, next(into / n for n in names if not (into / n).exists()))


def _changed_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
