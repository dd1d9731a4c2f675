"""Owns the way from texts to the profile's pictures and sounds: given by the window, asked everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.media.faces import MediaPort

_given: list[MediaPort] = []


def use(port: MediaPort | None) -> None:
    """From now on this store is asked; None: there is none, and texts show words instead."""
    _given[:] = [] if port is None else [port]


def store() -> MediaPort | None:
    """The store in use."""
    return _given[0] if _given else None


def file(ref: str) -> Path | None:
    """Where ``media:<sha256>.<ext>`` lies; None where it is not there, or there is no store."""
    port = store()
    return None if port is None else port.file(ref)
