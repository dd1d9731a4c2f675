"""The desk: undo and redo, half-typed texts, and where the window stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.db.faces import DraftFace, UndoFace
from tpmprep.core.db.tables.desk import DraftText, Kept

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.db.undo import Step


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
        values = {"text": text, "at": self._db.clock.now()}
        with self._db.unlogged() as session:
            put = insert(DraftText).values(place=place, **values)
            session.execute(put.on_conflict_do_update(index_elements=["place"], set_=values))

    def draft(self, place: str) -> DraftFace | None:
        """The kept text of a place."""
        with self._db.reading() as session:
            row = session.get(DraftText, place)
            return None if row is None else DraftFace(row.place, row.text, row.at)

    def drop_draft(self, place: str) -> None:
        """Forgets the text of a place."""
        with self._db.unlogged() as session:
            session.execute(delete(DraftText).where(DraftText.place == place))

    def keep(self, key: str, value: dict[str, object]) -> None:
        """Keeps a small piece of window state."""
        with self._db.unlogged(counts=False) as session:
            put = insert(Kept).values(key=key, value=value)
            session.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def kept(self, key: str) -> dict[str, object] | None:
        """What was kept, None at first."""
        with self._db.reading() as session:
            row = session.get(Kept, key)
            return None if row is None else dict(row.value)


def _face(step: Step | None) -> UndoFace | None:
    return None if step is None else UndoFace(step.name, dict(step.says))
