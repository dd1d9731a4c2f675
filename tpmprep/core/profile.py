"""Opens everything below the window in order: folder, lock, database, services, shipped packs."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpmprep.core.ground.change import Changes
from tpmprep.core.ground.clock import SystemClock, days_from
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.lock import ProfileLock, take
from tpmprep.core.ground.resources import resource
from tpmprep.core.ground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpmprep.core.db.backups.restoring import Restored
    from tpmprep.core.db.database import Database
    from tpmprep.core.db.recovery import Recovery
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.folders import Folders
    from tpmprep.core.services import Services

SHIPPED = ("tpm-core",)


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile; ``close`` gives back the database and the lock.

    One whose file the person may only read is not ``writable``: it can be looked at, and every write raises
    ``profile.read_only``.
    """

    folders: Folders
    services: Services
    database: Database
    lock: ProfileLock | None
    writable: bool = True

    def open_rooms(self) -> None:
        """Imports, in a thread, what the first answer did not need."""
        from tpmprep.core.ground import markup
        from tpmprep.core.recall import scheduler
        from tpmprep.core.services import open_rooms

        for asked_by_a_card in (scheduler, markup):
            asked_by_a_card.fetch()
        self.database.sessions.room()
        open_rooms(self.services)

    def close(self) -> None:
        """Closes the database (with a backup when something changed), then gives the lock back."""
        try:
            self.database.close()
            if self.lock is not None:
                self.services.backups.refresh_at_close()
        finally:
            if self.lock is not None:
                self.lock.release()

    def go_back(self, backup: Path) -> Restored:
        """Closes the database and puts a backup in its place; the lock stays held, to open anew.

        Raises:
            UserError: as ``restore`` does; the file is then as it was, and closed.
        """
        from tpmprep.core.db.backups.restoring import restore

        self.database.written = False  # the restore itself keeps the present file
        self.database.close()
        return restore(self.folders, backup, self.services.clock.now())


def open_for_writing(
    folders: Folders,
    lock: ProfileLock | None = None,
    *,
    clock: Clock | None = None,
    settings: Settings | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Profile:
    """Opens a profile to work in; takes its lock unless it is given.

    Raises:
        UserError: ``profile.in_use`` when another process holds the lock, and all of ``open_profile``.
    """
    from tpmprep.core.db.profile import open_profile
    from tpmprep.core.recall.days import begin_days
    from tpmprep.core.services import open_services

    held = lock or take(folders.lock)
    if held is None:
        raise UserError("profile.in_use", folder=folders.root)
    with ExitStack() as failed:
        if lock is None:
            failed.callback(held.release)
        wall, kept = clock or SystemClock(), settings or Settings(folders.settings)
        begins = int(kept.number("day_begins"))
        database = open_profile(folders, days_from(wall, begins), Changes(), on_progress)
        failed.callback(database.close)
        services = open_services(database, kept)
        writable = os.access(folders.database, os.W_OK)
        if writable:
            begin_days(database, wall.zone(), begins)
            install_shipped(database, services)
        failed.pop_all()
    return Profile(folders, services, database, held, writable)


def open_for_reading(folders: Folders, *, clock: Clock | None = None) -> Profile:
    """Opens a profile to look at, also beside an open window; writes raise ``profile.in_use``."""
    from tpmprep.core.db.profile import open_reading
    from tpmprep.core.services import open_services

    settings = Settings(folders.settings)
    database = open_reading(folders, days_from(clock or SystemClock(), int(settings.number("day_begins"))))
    return Profile(folders, open_services(database, settings), database, None)


def recovery_of(folders: Folders) -> Recovery:
    """The way out of a database that cannot be opened; the caller holds the lock."""
    from tpmprep.core.db.recovery import Recovery

    return Recovery(folders, SystemClock())


def install_shipped(database: Database, services: Services) -> None:
    """Installs or updates the shipped packs; nothing happens when they are there as they are."""
    from tpmprep.core.packs.current import is_current

    for name in SHIPPED:
        folder = resource("packs", name)
        if not is_current(database, folder):
            services.packs.install(folder)
