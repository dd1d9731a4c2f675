"""Makes the copies of a profile while it is open: before something large, in use, and at close."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups.pinning import pin
from tpmprep.core.db.backups.shelf import put_one_more
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from tpmprep.core.db.backups.card import BackupFace
    from tpmprep.core.db.backups.pinning import Pinned
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.folders import Folders

AT_CLOSE: Final = "close"
_log = logging.getLogger(__name__)


class Keeper:
    """The copies of one open profile.

    Args:
        folders: the profile.
        database: its open database.
    """

    def __init__(self, folders: Folders, database: Database) -> None:
        self._folders = folders
        self._db = database
        self._copying: list[threading.Thread] = []

    def copy(self, why: str) -> BackupFace:
        """Makes a copy on this thread; raises ``backup.busy``, ``profile.damaged``, a full disk."""
        source = self._pin()
        try:
            return self._put(why, source)
        finally:
            source.close()

    def begin(self, why: str) -> None:
        """Holds the state as it is now and copies it beside; the caller writes on at once.

        What goes wrong is logged: the caller's change can be undone and rests in the trash anyway.
        """
        source = self._pin()
        thread = threading.Thread(target=self._beside, args=(why, source), name="copy")
        self._copying = [running for running in self._copying if running.is_alive()]
        self._copying.append(thread)
        thread.start()

    def wait(self) -> None:
        """Until no copy is being made any more."""
        for thread in self._copying:
            thread.join()
        self._copying.clear()

    def close(self) -> None:
        """Ends what is going on, and makes a last copy when something changed since the one before."""
        self.wait()
        if self._db.written:
            self.copy(AT_CLOSE)

    def _pin(self) -> Pinned:
        self._db.written = False
        try:
            return pin(self._db.file)
        except BaseException:
            self._db.written = True
            raise

    def _put(self, why: str, source: Pinned) -> BackupFace:
        try:
            return put_one_more(self._folders, why, self._db.clock.now(), source)
        except BaseException:
            self._db.written = True
            raise

    def _beside(self, why: str, source: Pinned) -> None:
        try:
            self._put(why, source)
        except UserError as error:
            _log.warning("no copy %s: %s", why, error.code)
        finally:
            source.close()
