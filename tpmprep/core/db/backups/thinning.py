"""Thins the shelf of backups out: what retention lets go goes, when what stays has been read and is whole."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tpmprep.core.db.backups import keeping
from tpmprep.core.db.backups.card import STORE, BackupFace, card_of, read_card
from tpmprep.core.db.backups.copying import sha256_of
from tpmprep.core.db.backups.keeping import Copy
from tpmprep.core.db.backups.shelf import alone, standing
from tpmprep.core.db.backups.store import sweep
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders

_seen: dict[tuple[str, int, int], bool] = {}


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
    with suppress(UserError), alone(folders.backups):
        gone = _thin_out(folders.backups, now, set(spared))
        _sweep(folders.backups)
    return gone


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
