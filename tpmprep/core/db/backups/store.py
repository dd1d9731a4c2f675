"""Pictures and recordings beside the backups: each stored once under its hash, brought back by it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tpmprep.core.db.backups.card import KeptFile
from tpmprep.core.db.backups.copying import sha256_of, sync
from tpmprep.core.db.mortal import step_done
from tpmprep.core.ground.folders import discard, sync_folder, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders

_UNFINISHED: Final = (".tmp", ".part", ".coming")
_HASH_LETTERS: Final = 64


def take_in(folders: Folders, store: Path, known: Mapping[str, KeptFile]) -> tuple[KeptFile, ...]:
    """Stores every picture and recording of a profile that is not stored yet; a hard link where possible.

    Args:
        folders: the profile's places.
        store: the folder of the stored files.
        known: files of the backup before by their path; one of the same size and time is not read again.

    Raises:
        UserError: a full or read-only disk.
    """
    try:
        found = (_take(file, folders.root, store, known) for file in _files(folders))
        return tuple(kept for kept in found if kept is not None)
    except OSError as error:
        raise unwritable(store, error) from error


def put(source: Path, store: Path, kept: KeptFile, going_on: Callable[[], None] | None = None) -> None:
    """Stores one file under its hash unless it is there; ``going_on`` may raise to stop a long copy.

    Raises:
        OSError: it cannot be read or written; nothing is left half written.
    """
    target = store / kept.place
    if target.is_file() and target.stat().st_size == kept.bytes:
        return
    for folder in (store, target.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    coming = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    coming.unlink(missing_ok=True)
    try:
        link_or_copy(source, coming, going_on)
        sync(coming)
        step_done()
        coming.replace(target)
    finally:
        discard(coming)
    sync_folder(target.parent)


def sweep(store: Path, named: Iterable[KeptFile]) -> int:
    """Removes stored files that no backup names; returns how many went."""
    wanted = {kept.place for kept in named}
    gone = 0
    for file in _walk(store):
        if file.relative_to(store).as_posix() not in wanted:
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def copy_file(source: Path, target: Path, going_on: Callable[[], None] | None = None) -> None:
    """Copies a file's bytes block by block; ``going_on`` is called between blocks and may raise to stop."""
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(1 << 20):
            if going_on is not None:
                going_on()
            writing.write(block)
    with suppress(OSError):
        target.chmod(0o600)


def _take(file: Path, root: Path, store: Path, known: Mapping[str, KeptFile]) -> KeptFile | None:
    """Stores one file; None for one that goes away or grows while it is read."""
    path = file.relative_to(root).as_posix()
    try:
        before = file.stat()
        was = known.get(path)
        same = was is not None and (was.bytes, was.mtime_ns) == (before.st_size, before.st_mtime_ns)
        sha256 = was.sha256 if was is not None and same else sha256_of(file)
        after = file.stat()
    except FileNotFoundError:
        return None
    kept = KeptFile(path, sha256, after.st_size, after.st_mtime_ns)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None
    if _says_hash(file) and file.stem != sha256:
        whole = store / replace(kept, sha256=file.stem).place
        if whole.is_file():
            return replace(kept, sha256=file.stem, bytes=whole.stat().st_size)
    put(file, store, kept)
    return kept


def _says_hash(file: Path) -> bool:
    return len(file.stem) == _HASH_LETTERS and set(file.stem) <= set("0123456789abcdef")


def _files(folders: Folders) -> Iterator[Path]:
    for place in (folders.media, folders.recordings):
        yield from _walk(place)


def _walk(place: Path) -> Iterator[Path]:
    """The finished files under a folder; no links, for they may lead anywhere."""
    for folder, _, names in os.walk(place):
        for name in sorted(names):
            file = place.__class__(folder) / name
            if not name.startswith(".") and not name.endswith(_UNFINISHED) and not file.is_symlink():
                yield file


def link_or_copy(source: Path, target: Path, going_on: Callable[[], None] | None) -> None:
    """One more name for the same bytes where the disk can do that, else a copy of them."""
    try:
        target.hardlink_to(source)
    except OSError:
        copy_file(source, target, going_on)


def stored(files: Iterable[KeptFile], store: Path) -> Iterator[tuple[KeptFile, bool]]:
    """Each file, and whether it lies in the store with the size it should have."""
    for kept in files:
        place = store / kept.place
        yield kept, place.is_file() and place.stat().st_size == kept.bytes
