"""What the desk hands out: steps to undo, half-typed texts; and what it can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class UndoFace:
    """A step that was, or can be, undone: its name and the values for its wording and place."""

    name: str
    says: dict[str, object]


@dataclass(frozen=True, slots=True)
class DraftFace:
    """Text that was being typed when the app was closed or killed."""

    place: str
    text: str
    at: datetime


class DeskPort(Protocol):
    """Half-typed texts, where the window stood, undo and redo."""

    def undo(self) -> UndoFace | None:
        """Takes the newest step back; None when there is nothing."""

    def redo(self) -> UndoFace | None:
        """Brings the last undone step back; None when there is nothing."""

    def undoable(self) -> UndoFace | None:
        """What undo would take back."""

    def redoable(self) -> UndoFace | None:
        """What redo would bring back."""

    def keep_draft(self, place: str, text: str) -> None:
        """Keeps text being typed (called at most every few seconds); an empty text forgets it."""

    def draft(self, place: str) -> DraftFace | None:
        """The kept text of a place."""

    def drop_draft(self, place: str) -> None:
        """Forgets it, because it was saved or given up."""

    def keep(self, key: str, value: dict[str, object]) -> None:
        """Keeps a small piece of window state."""

    def kept(self, key: str) -> dict[str, object] | None:
        """What was kept, None at first."""
