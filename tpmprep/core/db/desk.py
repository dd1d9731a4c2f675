"""The desk: undo and redo, half-typed texts, and where the window stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.db.faces import DraftFace, UndoFace
from tpmprep.core.db.instants import from_ms, to_ms
from tpmprep.core.db.kept import keep, kept

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.db.undo import Step

_KEEP_DRAFT = """
INSERT INTO draft_text(place, text, at) VALUES (?, ?, ?)
ON CONFLICT(place) DO UPDATE SET text = excluded.text, at = excluded.at
"""


class Desk:
    """Undo, drafts and kept window state over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def undo(self) -> UndoFace | None:
        """Takes the newest step back; None when there is nothing."""
        return _face(self._db.undo())

    def redo(self) -> UndoFace | None:
        """Brings the last undone step back; None when there is nothing."""
        return _face(self._db.redo())

    def undoable(self) -> UndoFace | None:
        """What undo would take back."""
        return _face(self._db.undoable())

    def redoable(self) -> UndoFace | None:
        """What redo would bring back."""
        return _face(self._db.redoable())

    def keep_draft(self, place: str, text: str) -> None:
        """Keeps text being typed; an empty text forgets it."""
        if not text:
            self.drop_draft(place)
            return
        with self._db.hot_unlogged() as raw:
            raw.execute(_KEEP_DRAFT, (place, text, to_ms(self._db.clock.now())))

    def draft(self, place: str) -> DraftFace | None:
        """The kept text of a place."""
        with self._db.hot_reading() as raw:
            row = raw.execute("SELECT text, at FROM draft_text WHERE place = ?", (place,)).fetchone()
        return None if row is None else DraftFace(place, row[0], from_ms(row[1]))

    def drop_draft(self, place: str) -> None:
        """Forgets the text of a place."""
        with self._db.hot_unlogged() as raw:
            raw.execute("DELETE FROM draft_text WHERE place = ?", (place,))

    def keep(self, key: str, value: dict[str, object]) -> None:
        """Keeps a small piece of window state."""
        with self._db.hot_unlogged(counts=False) as raw:
            keep(raw, key, value)

    def kept(self, key: str) -> dict[str, object] | None:
        """What was kept, None at first."""
        with self._db.hot_reading() as raw:
            return kept(raw, key)


def _face(step: Step | None) -> UndoFace | None:
    return None if step is None else UndoFace(step.name, dict(step.says))
