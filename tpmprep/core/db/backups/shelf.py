"""The folder of backups: what stands on it, one more put there, and what is thinned out."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tpmprep.core.db.backups.card import STORE, BackupFace, dated, read_card, stamp_of
from tpmprep.core.db.backups.copying import Note, backup, backup_name, read_backup
from tpmprep.core.db.backups.store import take_in
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import unwritable
from tpmprep.core.ground.lock import take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tpmprep.core.db.backups.pinning import Pinned
    from tpmprep.core.ground.folders import Folders

_here = threading.Lock()


@dataclass(frozen=True, slots=True)
class Standing:
    """One file on the shelf; ``good`` when its card can be read and its size is what the card says."""

    face: BackupFace
    good: bool


def standing(folder: Path) -> tuple[Standing, ...]:
    """Every backup in a folder, the newest first; nothing is read but the cards."""
    found = [_stand(file) for file in folder.glob("*.sqlite3") if file.is_file()]
    return tuple(sorted(found, key=_order, reverse=True))


def newest_good(folder: Path) -> BackupFace | None:
    """The newest backup that is whole: its hash, its pages and its schema are checked; None without one."""
    for stands in standing(folder):
        try:
            return dated(read_backup(stands.face.file))
        except (UserError, OSError):
            continue
    return None


def put_one_more(
    folders: Folders,
    why: str,
    now: datetime,
    source: Pinned | None = None,
    target: Path | None = None,
) -> BackupFace:
    """Backs a profile up with its pictures and recordings.

    Args:
        folders: the profile.
        why: what it is made at or before.
        now: the time, for its name.
        source: the state to copy, else that of now, read without a trace.
        target: another place than the shelf.

    Raises:
        UserError: ``backup.busy`` while another process does the same, and all that ``backup`` raises.
    """
    with alone(folders.backups):
        file = target or backup_name(folders.backups, why, now)
        before = standing(folders.backups)
        known = {kept.path: kept for stands in before[:1] for kept in stands.face.files}
        kept_in = STORE if target is None else f"{file.name}.{STORE}"
        files = take_in(folders, file.parent / kept_in, known)
        number = 1 + max((stands.face.number for stands in before), default=0)
        return backup(folders.database, file, Note(why, now, number, files, kept_in), source)


def sweep_leftovers(folder: Path) -> None:
    """Removes what a killed backup left half written, unless one is being written just now."""
    if not _leftovers(folder):
        return
    with suppress(UserError), alone(folder):
        for leftover in _leftovers(folder):
            leftover.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One thread of one process at a time writes to the shelf, which is made anew where it is missing."""
    with _here:
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            held = take(folder / ".lock")
        except OSError as error:
            raise unwritable(folder / ".lock", error) from error
        if held is None:
            raise UserError("backup.busy", folder=folder)
        with held:
            yield


def _leftovers(folder: Path) -> list[Path]:
    """Half-written files, and cards whose backup was never published or is gone."""
    cards = folder.glob("*.sqlite3.json")
    lonely = [card for card in cards if not card.with_name(card.name.removesuffix(".json")).exists()]
    return [*folder.glob(".*.tmp*"), *(folder / STORE).glob("*/.*.tmp"), *lonely]


def _stand(file: Path) -> Standing:
    at, why = stamp_of(file)
    unknown = BackupFace(file, "", 0, {}, why=why, at=at)
    try:
        size = file.stat().st_size
        card = read_card(file)
    except (UserError, OSError):
        return Standing(unknown, good=False)
    if card is None:
        return Standing(replace(unknown, bytes=size), good=False)
    known = card.bytes or size
    return Standing(replace(card, bytes=size), good=card.at is not None and known == size)


def _order(stands: Standing) -> tuple[int, str, str]:
    face = stands.face
    return face.number, face.at.isoformat() if face.at else "", face.file.name
