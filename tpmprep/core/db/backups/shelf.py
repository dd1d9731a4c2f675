"""The folder of backups: what stands on it, one more put there, and what is thinned out."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tpmprep.core.db.backups import keeping
from tpmprep.core.db.backups.card import STORE, BackupFace, card_of, dated, read_card, stamp_of
from tpmprep.core.db.backups.copying import Note, backup, backup_name, read_backup, sha256_of
from tpmprep.core.db.backups.keeping import Copy
from tpmprep.core.db.backups.store import sweep, take_in
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import sync_folder, unwritable
from tpmprep.core.ground.lock import take

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders

_here = threading.Lock()
_seen: dict[tuple[str, int, int], bool] = {}


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
    source: sqlite3.Connection | None = None,
    target: Path | None = None,
) -> BackupFace:
    """Backs a profile up with its pictures and recordings.

    Args:
        folders: the profile.
        why: what it is made at or before.
        now: the time, for its name.
        source: a connection to copy from, else one that leaves no trace.
        target: another place than the shelf.

    Raises:
        UserError: ``backup.busy`` while another process does the same, and all that ``backup`` raises.
    """
    with _alone(folders.backups):
        file = target or backup_name(folders.backups, why, now)
        before = standing(folders.backups)
        known = {kept.path: kept for stands in before[:1] for kept in stands.face.files}
        kept_in = STORE if target is None else f"{file.name}.{STORE}"
        files = take_in(folders, file.parent / kept_in, known)
        number = 1 + max((stands.face.number for stands in before), default=0)
        return backup(folders.database, file, Note(why, now, number, files, kept_in), source)


def thin_out(folders: Folders, now: datetime, spared: Iterable[str] = ()) -> tuple[str, ...]:
    """Removes the backups that retention lets go, then stored files that no backup names.

    A copy goes only when the newest three, and the copy that stands in for it, have been read and are what
    their cards say. What is not good is never removed, and never counts.

    Args:
        folders: the profile.
        now: the time.
        spared: names that stay in any case.

    Returns:
        The names that went; nothing while another process backs up.
    """
    gone: tuple[str, ...] = ()
    with suppress(UserError), _alone(folders.backups):
        gone = _thin_out(folders.backups, now, set(spared))
        _sweep(folders.backups)
    return gone


def sweep_leftovers(folder: Path) -> None:
    """Removes what a killed backup left half written, unless one is being written just now."""
    if not _leftovers(folder):
        return
    with suppress(UserError), _alone(folder):
        for leftover in _leftovers(folder):
            leftover.unlink(missing_ok=True)


def is_whole(face: BackupFace) -> bool:
    """Whether a backup is still what its card says; read once while file and time stay the same."""
    try:
        found = face.file.stat()
        key = (str(face.file), found.st_size, found.st_mtime_ns)
        if key not in _seen:
            _seen[key] = sha256_of(face.file) == face.sha256
        return _seen[key]
    except OSError:
        return False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One thread of one process at a time writes to the shelf."""
    with _here:
        try:
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


def _thin_out(folder: Path, now: datetime, spared: set[str]) -> tuple[str, ...]:
    good = {stands.face.file.name: stands.face for stands in standing(folder) if stands.good}
    while True:
        kept = keeping.to_keep((_copy(face) for face in good.values()), now)
        going = [name for name in good if name not in kept and name not in spared]
        bad = next((name for name in _trusted(good, kept, going) if not is_whole(good[name])), None)
        if bad is None:
            break
        del good[bad]
    for name in going:
        (folder / name).unlink(missing_ok=True)
        card_of(folder / name).unlink(missing_ok=True)
    if going:
        sync_folder(folder)
    return tuple(going)


def _trusted(good: dict[str, BackupFace], kept: dict[str, str], going: list[str]) -> list[str]:
    """The copies that must be whole before others go: the newest three, and the next newer of each."""
    if not going:
        return []
    order = keeping.newest([_copy(face) for face in good.values()])
    names = [copy.name for copy in order[: keeping.NEWEST]]
    by_time = sorted((_copy(good[name]) for name in kept), key=lambda copy: copy.at)
    for name in going:
        at = _copy(good[name]).at
        names += [copy.name for copy in by_time if copy.at >= at][:1]
    return list(dict.fromkeys(names))


def _sweep(folder: Path) -> None:
    """Stored files go only when every card could be read: one that cannot may name any of them."""
    every = [read_card(file) for file in folder.glob("*.sqlite3") if card_of(file).exists()]
    sweep(folder / STORE, [kept for face in every if face is not None for kept in face.files])


def _copy(face: BackupFace) -> Copy:
    if face.at is None:
        msg = "a good backup has a time"
        raise ValueError(msg)
    return Copy(face.file.name, face.at, face.why, face.number)
