"""Owns playing sounds: what a speaker can do, and the one of this process, by miniaudio where it is there."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from tpmprep.ui.kit.loudspeaker import Loudspeaker

if TYPE_CHECKING:
    from pathlib import Path

PLAYED = frozenset({"wav", "mp3", "ogg"})
"""Endings a speaker of ours decodes; the rest is for the system's player."""


class Speaker(Protocol):
    """Plays one sound at a time."""

    def length_ms(self, file: Path) -> int:
        """How long a sound is; raises SoundError. It reads the file and may run in a thread."""

    def play(self, file: Path, from_ms: int = 0) -> None:
        """Plays from there on, in the place of what was played; raises SoundError."""

    def stop(self) -> None:
        """Stops; the place stays known."""

    def at_ms(self) -> int:
        """How far the sound is, or was when it stopped."""

    def plays(self) -> bool:
        """Whether a sound is being played; False again at its end."""


_chosen: list[Speaker] = []


def use(speaker: Speaker | None) -> None:
    """Chooses another speaker; None: the one of this machine."""
    if _chosen:
        _chosen[0].stop()
    _chosen[:] = [] if speaker is None else [speaker]


def speaker() -> Speaker | None:
    """The speaker in use; None where this machine has no way to play."""
    if not _chosen and find_spec("miniaudio") is not None:
        _chosen.append(Loudspeaker())
    return _chosen[0] if _chosen else None
