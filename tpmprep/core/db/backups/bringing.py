"""Brings stored pictures and recordings back to their places in the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.db.backups.copying import sha256_of, sync
from tpmprep.core.db.backups.store import link_or_copy
from tpmprep.core.db.mortal import step_done
from tpmprep.core.ground.folders import discard, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tpmprep.core.db.backups.card import KeptFile
    from tpmprep.core.ground.folders import Folders


def bring_out(files: Iterable[KeptFile], store: Path, folders: Folders) -> tuple[KeptFile, ...]:
    """Brings files back to their places in the profile; returns those that are nowhere to be found whole.

    What is there with the right hash stays; another file in its place gives way, for the caller has just
    backed it up.
    """
    missing = []
    for kept in files:
        target = folders.root / kept.path
        if not _inside(target, folders):
            continue
        if target.is_file() and target.stat().st_size == kept.bytes and sha256_of(target) == kept.sha256:
            continue
        source = store / kept.place
        if not source.is_file() or sha256_of(source) != kept.sha256:
            missing.append(kept)
            continue
        _bring(source, target)
        step_done()
    return tuple(missing)


def _inside(target: Path, folders: Folders) -> bool:
    """Whether a path of a card stays where pictures and recordings belong."""
    real = target.resolve()
    return any(real.is_relative_to(place.resolve()) for place in (folders.media, folders.recordings))


def _bring(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    coming = target.with_name(f".{target.name}.coming")
    coming.unlink(missing_ok=True)
    try:
        link_or_copy(source, coming, None)
        sync(coming)
        coming.replace(target)
    finally:
        discard(coming)
    sync_folder(target.parent)
