"""What the media room hands out: one kept picture or sound, and what the room can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

PICTURES: Final = ("png", "jpg", "gif", "webp")
SOUNDS: Final = ("wav", "mp3", "ogg", "opus", "m4a")
LARGEST: Final = 100 * 1024 * 1024
"""The largest file that is taken, in bytes."""

TRASH_DAYS: Final = 30
"""So long a file rests that no text names any more."""

MediaKind = Literal["picture", "sound"]


@dataclass(frozen=True, slots=True)
class MediaFace:
    """A kept picture or sound; ``bytes`` is its size, ``name`` what its file was once called."""

    sha256: str
    ext: str
    kind: MediaKind
    bytes: int
    name: str
    added_at: datetime

    @property
    def ref(self) -> str:
        """How texts name it: ``media:<sha256>.<ext>``."""
        return f"media:{self.sha256}.{self.ext}"

    def markdown(self, words: str = "") -> str:
        """The picture, or the sound as a link, with words that stand for it."""
        safe = words.translate(_NO_BRACKETS)
        return f"{'!' if self.kind == 'picture' else ''}[{safe}]({self.ref})"


_NO_BRACKETS: Final = {ord("["): "(", ord("]"): ")", ord("\n"): " ", ord("\r"): " ", ord("\\"): "/"}


class MediaPort(Protocol):
    """The pictures and sounds of a profile."""

    def keep(self, source: Path | bytes, name: str = "") -> MediaFace:
        """Keeps a file or bytes; raises ``media.kind``, ``media.too_large`` or ``media.unreadable``.

        What is kept already is kept once. It may run in a thread. A full disk raises
        ``profile.disk_full``, and nothing is kept then.
        """

    def file(self, ref: str) -> Path | None:
        """Where ``media:<sha256>.<ext>`` lies; None for what is no such name, or is not there."""

    def face(self, ref: str) -> MediaFace | None:
        """What is known of it; None when it was never kept."""

    def unused(self) -> tuple[MediaFace, ...]:
        """What no text names, drafts, trash and the undo list included."""

    def sweep(self) -> int:
        """Deletes what no text has named for ``TRASH_DAYS`` days; returns how many files went."""
