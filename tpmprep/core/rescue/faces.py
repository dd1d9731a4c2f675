"""What backups and trash hand out, and what they can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in a list.

    ``why`` is what it was made at or before (``close``, ``use``, ``asked``, ``before-import``,
    ``before-delete``, ``before-restore``, ``before-upgrade-from-1``, ``damaged``, …); ``things`` counts
    notes, items, questions and stories in it, ``answers`` reviews, responses and takes; ``good`` is False
    for one that cannot be used.
    """

    file: Path
    at: datetime | None
    why: str
    bytes: int
    things: int
    answers: int
    media: int
    good: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """So many of one kind of thing: review, response, take, hours, answer, note, item, question, story, …."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class RestoreFace:
    """What going back to a backup would change.

    ``set_aside`` was made since, ``comes_back`` is only in the backup, ``changes`` is in both and differs.
    ``media_missing`` counts pictures and recordings the backup names and nobody has any more.
    """

    row: BackupRow
    set_aside: tuple[Changed, ...]
    comes_back: tuple[Changed, ...]
    changes: tuple[Changed, ...]
    media_missing: int


@dataclass(frozen=True, slots=True)
class WayBackFace:
    """The last restore: when, which backup came back, and the file whose restore undoes it."""

    at: datetime
    came_from: datetime | None
    file: Path


@dataclass(frozen=True, slots=True)
class SecondFace:
    """The second folder: where, the time of its newest copy, and what keeps it from being written.

    ``folder`` is empty when none was chosen; ``trouble`` is empty, ``absent``, ``full``, ``read_only`` or
    ``failed``.
    """

    folder: str
    newest_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TrashRow:
    """A thing in the trash: ``kind`` as in ``thing.kind``, ``days_left`` until it goes for good (0–30).

    ``place`` is the deck of a note, ``parts`` a note's cards, a deck's notes, a path's steps.
    """

    thing_id: int
    kind: str
    title: str
    deleted_at: datetime
    days_left: int
    place: str = ""
    parts: int = 0


class BackupsPort(Protocol):
    """Backups, the second folder, and what going back would change.

    Going back itself needs the profile closed: it is asked of the window (``Host.restore``).
    """

    def rows(self) -> tuple[BackupRow, ...]:
        """Every backup, the newest first."""

    def newest_good(self) -> BackupRow | None:
        """The newest one that is whole: hash, pages and schema were checked (takes a while)."""

    def make(self, why: str = "asked") -> BackupRow:
        """Makes a backup now; raises ``backup.busy``, a full or read-only disk."""

    def preview(self, file: Path) -> RestoreFace:
        """What going back would change; checks the backup; raises as ``read_backup`` does."""

    def way_back(self) -> WayBackFace | None:
        """How the last restore can be undone."""

    def due(self, *, in_use: bool) -> bool:
        """Told every minute; whether a backup is due: 30 minutes of use since the last, and a change."""

    def tend(self) -> SecondFace:
        """Makes the backup that is due, thins out, brings the second folder up to date (in a task)."""

    def second(self) -> SecondFace:
        """The second folder as last seen; does not look at it, for a network folder may hang."""

    def choose_second(self, folder: Path) -> SecondFace:
        """Sets the second folder and copies to it; raises ``backup.second`` where it cannot be written."""

    def drop_second(self) -> SecondFace:
        """Copies to no second folder any more; what is there stays."""

    def refresh_second(self, going_on: Callable[[], None] | None = None) -> SecondFace:
        """Brings the second folder up to date; never raises for what keeps it from that."""

    def refresh_at_close(self) -> bool:
        """As ``refresh_second`` within a few seconds; False when it is left to the next start."""


class TrashPort(Protocol):
    """What was deleted in the last 30 days."""

    def rows(self, text: str = "") -> tuple[TrashRow, ...]:
        """What rests there, the newest first; with ``text`` those whose title or place holds it."""

    def put_back(self, thing_ids: Sequence[int]) -> int:
        """Puts things back with all that belongs to them, as one step; returns how many came back."""

    def purge(self, thing_ids: Sequence[int]) -> int:
        """Deletes for good, after a backup; history stays without its text; returns how many went.

        Steps up to the newest that touched them can no longer be undone.
        """

    def empty(self) -> int:
        """Deletes everything in the trash for good; returns how many went."""

    def purge_old(self) -> int:
        """Deletes for good what has rested for more than 30 days; returns how many went."""
