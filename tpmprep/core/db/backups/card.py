"""The card beside a backup: its hash, its counts, and the pictures and recordings that belong to it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import write_atomically

STAMP: Final = "%Y%m%dT%H%M%SZ"
STORE: Final = "media"
"""The folder beside the backups that holds each picture and recording once, under its SHA-256."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A picture or recording: its path in the profile, its SHA-256, its size in bytes, its time."""

    path: str
    sha256: str
    bytes: int
    mtime_ns: int

    @property
    def place(self) -> str:
        """Its path in the store."""
        end = self.path.rpartition("/")[2].rpartition(".")
        suffix = f".{end[2].lower()}" if end[1] else ""
        return f"{self.sha256[:2]}/{self.sha256}{suffix}"


@dataclass(frozen=True, slots=True)
class BackupFace:
    """A published backup: its file, its SHA-256, its schema, and the rows of each table.

    ``why`` says what it was made before or at (``close``, ``use``, ``before-import``, …); ``number`` counts
    on in the order of making, whatever the clock said, and is 0 where the card does not tell.
    """

    file: Path
    sha256: str
    version: int
    rows: dict[str, int]
    bytes: int = 0
    why: str = ""
    at: datetime | None = None
    number: int = 0
    files: tuple[KeptFile, ...] = field(default=())
    kept_in: str = STORE

    @property
    def store(self) -> Path:
        """Where its pictures and recordings lie."""
        return self.file.parent / self.kept_in


def card_of(file: Path) -> Path:
    """The place of a backup's card."""
    return file.with_name(f"{file.name}.json")


def write_card(face: BackupFace) -> None:
    """Writes the card of a backup, whole or not at all."""
    values = {**asdict(face), "file": face.file.name, "at": face.at.isoformat() if face.at else None}
    write_atomically(card_of(face.file), json.dumps(values, indent=1, sort_keys=True).encode())


def read_card(file: Path) -> BackupFace | None:
    """What the card of a backup says; None without a card.

    Raises:
        UserError: ``backup.unreadable`` for a card that makes no sense.
    """
    try:
        return _face(file, json.loads(card_of(file).read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UserError("backup.unreadable", file=file, why="its card cannot be read") from error


def stamp_of(file: Path) -> tuple[datetime | None, str]:
    """When and why a backup was made, as its name says; None and nothing for another name."""
    when, _, why = file.stem.partition("-")
    try:
        return datetime.strptime(when, STAMP).replace(tzinfo=UTC), why
    except ValueError:
        return None, ""


def dated(face: BackupFace) -> BackupFace:
    """A backup with its time and reason, from its name where its card does not tell."""
    at, why = stamp_of(face.file)
    return replace(face, at=face.at or at, why=face.why or why)


def _face(file: Path, values: dict[str, Any]) -> BackupFace:
    at = values.get("at")
    face = BackupFace(
        file=file,
        sha256=str(values["sha256"]),
        version=int(values["version"]),
        rows={str(table): int(count) for table, count in values["rows"].items()},
        bytes=int(values.get("bytes") or 0),
        why=str(values.get("why") or ""),
        at=datetime.fromisoformat(at) if at else None,
        number=int(values.get("number") or 0),
        files=tuple(
            KeptFile(str(kept["path"]), str(kept["sha256"]), int(kept["bytes"]), int(kept["mtime_ns"]))
            for kept in values.get("files") or ()
        ),
        kept_in=Path(str(values.get("kept_in") or STORE)).name or STORE,
    )
    return dated(face)
