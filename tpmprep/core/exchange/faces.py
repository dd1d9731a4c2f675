"""What an import would bring and what an export wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: where it stands and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportFace:
    """A preview, or what an import did; the counts are those of the ``import`` command."""

    format: str
    notes_added: int
    notes_updated: int
    notes_unchanged: int
    cards_added: int
    items_added: int
    questions_added: int
    steps_added: int
    steps_updated: int
    stories_added: int
    stories_updated: int
    takes_added: int
    media_added: int
    reviews_added: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class ExportFace:
    """What an export wrote, and what the format cannot hold."""

    format: str
    written: int
    left_out: tuple[Refused, ...]


class ExchangePort(Protocol):
    """Import and export."""

    def formats(self) -> tuple[str, ...]:
        """Names of the formats."""

    def preview(self, file: Path, format_name: str | None = None) -> ImportFace:
        """What an import would do; changes nothing; raises ``exchange.unreadable``."""

    def apply(self, file: Path, format_name: str | None = None) -> ImportFace:
        """Imports all or nothing, as one step that can be undone."""

    def export(self, file: Path, format_name: str, query: str = "") -> ExportFace:
        """Writes a file; an existing one is replaced only when complete."""

    def export_path(self, file: Path, path_id: int) -> ExportFace:
        """Writes one path with its steps and what was done on them; raises ``path.gone``."""
