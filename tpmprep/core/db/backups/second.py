"""A second folder for the newest backups, on another disk: what can break it, and what is kept there."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups.card import STORE, BackupFace, card_of, write_card
from tpmprep.core.db.backups.copying import sha256_of, sync
from tpmprep.core.db.backups.shelf import Standing, standing
from tpmprep.core.db.backups.store import copy_file, put, sweep
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import discard, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders

KEPT_THERE: Final = 3
TROUBLES: Final = ("absent", "full", "read_only", "failed")
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY: Final = (errno.EROFS, errno.EACCES, errno.EPERM)
_ABSENT: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTCONN)


def place_in(chosen: Path, folders: Folders) -> Path:
    """Where this profile's copies go in the chosen folder; another profile's go beside them."""
    mark = hashlib.sha256(str(folders.root).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return chosen / f"tpmprep-backups-{mark}"


def begin(chosen: Path, folders: Folders) -> Path:
    """Makes the place in a folder a person has just chosen, and tries to write there.

    Raises:
        UserError: ``backup.second`` with ``trouble``; ``backup.second_inside`` for the profile's own folder.
    """
    if chosen.resolve().is_relative_to(folders.root.resolve()):
        raise UserError("backup.second_inside", folder=chosen)
    place = place_in(chosen, folders)
    try:
        chosen.stat()
        place.mkdir(mode=0o700, exist_ok=True)
        probe = place / f".probe-{os.getpid()}.tmp"
        probe.write_bytes(b"tpmprep")
        probe.unlink()
    except (OSError, ValueError) as error:
        raise trouble(chosen, error) from error
    return place


def bring(newest: BackupFace, place: Path, going_on: Callable[[], None] | None = None) -> None:
    """Copies the newest backup with its pictures and recordings; what is there already is not copied again.

    The place is never made here: when it is not there, the disk is not there, and writing would fill
    another one. Older copies go once the new one stands, or earlier when the disk is full.

    Args:
        newest: a backup on the shelf.
        place: the folder ``begin`` made.
        going_on: called now and then; may raise to stop.

    Raises:
        UserError: ``backup.second`` with ``trouble``: ``absent``, ``full``, ``read_only`` or ``failed``.
    """
    if not place.is_dir():
        raise UserError("backup.second", folder=place, trouble="absent", why="it is not there")
    try:
        _make_room(place, newest, KEPT_THERE)
        try:
            _publish(newest, place, going_on)
        except OSError as error:
            if error.errno not in _FULL or not _make_room(place, newest, 1):
                raise
            _publish(newest, place, going_on)
        _make_room(place, newest, KEPT_THERE)
    except OSError as error:
        raise trouble(place, error) from error


def newest_there(place: Path) -> Standing | None:
    """The newest copy in the second folder; None without one, or without the folder."""
    try:
        return next((stands for stands in standing(place) if stands.good), None)
    except OSError:
        return None


def trouble(folder: Path, error: Exception) -> UserError:
    """What keeps a folder from being written, in one of four words."""
    number = getattr(error, "errno", None)
    kinds = (("full", _FULL), ("read_only", _READ_ONLY), ("absent", _ABSENT))
    kind = next((word for word, numbers in kinds if number in numbers), "failed")
    why = getattr(error, "strerror", None) or str(error)
    return UserError("backup.second", folder=folder, trouble=kind, why=why)


def _publish(newest: BackupFace, place: Path, going_on: Callable[[], None] | None) -> None:
    target = place / newest.file.name
    there = next((stands for stands in standing(place) if stands.face.file == target), None)
    if there is not None and there.good and there.face.sha256 == newest.sha256:
        return
    for kept in newest.files:
        source = newest.store / kept.place
        if source.is_file():
            put(source, place / STORE, kept, going_on)
    coming = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        copy_file(newest.file, coming, going_on)
        sync(coming)
        if sha256_of(coming) != newest.sha256:
            raise UserError("backup.second", folder=place, trouble="failed", why="the copy differs")
        _card(replace(newest, file=target, kept_in=STORE))
        coming.replace(target)
        with suppress(OSError):
            sync_folder(place)
    finally:
        discard(coming)


def _card(face: BackupFace) -> None:
    """Writes the card; a full disk stays an OSError, so that room can be made."""
    try:
        write_card(face)
    except UserError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        raise


def _make_room(place: Path, newest: BackupFace, count: int) -> bool:
    """Removes what was left half written and all copies but the newest ``count``; whether any copy went."""
    for leftover in (*place.glob(".*.tmp"), *(place / STORE).glob("*/.*.tmp")):
        leftover.unlink(missing_ok=True)
    good = [stands for stands in standing(place) if stands.good]
    old = [stands.face for stands in good[count:] if stands.face.file.name != newest.file.name]
    for face in old:
        face.file.unlink(missing_ok=True)
        card_of(face.file).unlink(missing_ok=True)
    left = [stands.face for stands in standing(place)]
    if old and all(face.sha256 for face in left):
        sweep(place / STORE, [kept for face in (*left, newest) for kept in face.files])
    return bool(old)
