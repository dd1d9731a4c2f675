"""Packs as listed, and what their lint finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PackRow:
    """An installed pack; one that is ``shipped`` belongs to the app and cannot be removed."""

    ref: str
    version: str
    title: str
    licence: str
    language: str
    installed_at: datetime
    things: int
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class PackFault:
    """A fault in a pack's files, with the place to mend it."""

    file: str
    line: int
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class PackReport:
    """What the lint found: with errors a pack is refused, warnings are advice."""

    errors: tuple[PackFault, ...]
    warnings: tuple[PackFault, ...]


@dataclass(frozen=True, slots=True)
class InstallFace:
    """What an install changed."""

    ref: str
    version: str
    added: int
    updated: int
    unchanged: int
    retired: int


class PacksPort(Protocol):
    """Shipped and shared content."""

    def installed(self) -> tuple[PackRow, ...]:
        """All installed packs."""

    def check(self, folder: Path) -> PackReport:
        """Lints a pack's folder; raises ``pack.missing`` when there is none."""

    def is_current(self, folder: Path) -> bool:
        """Whether exactly these files are installed already."""

    def install(self, folder: Path) -> InstallFace:
        """Installs or updates a pack, all or nothing; raises ``pack.faulty`` with its first faults."""

    def remove(self, ref: str) -> int:
        """Takes a pack away that the person installed, as one step; returns how many things rest now."""
