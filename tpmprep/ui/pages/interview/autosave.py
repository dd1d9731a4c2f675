"""Saves what is being typed: a draft at most every three seconds, the text after two of silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tpmprep.ui.kit.draft import DraftTimer

if TYPE_CHECKING:
    from collections.abc import Callable

SILENCE_MS = 2_000


class Autosave(QObject):
    """Watches one text; ``save`` answers whether it was kept, and what was kept is no longer dirty.

    Args:
        parent: lives as long as this.
        keep: writes the draft; called while typing goes on without a pause.
        save: saves the text itself; False when that was not possible and it must stay a draft.
    """

    dirtied = Signal()

    def __init__(self, parent: QObject, keep: Callable[[], object], save: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._keep, self._save = keep, save
        self.dirty = False
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self.flush)
        self._while_typing = DraftTimer(self, self._on_typing)

    def touch(self) -> None:
        """The text was changed by a key."""
        self.dirty = True
        self._silence.start()
        self._while_typing.touch()
        self.dirtied.emit()

    def flush(self) -> None:
        """Saves now what is not saved yet; where that fails the draft is kept."""
        self._silence.stop()
        self._while_typing.stop()
        if not self.dirty:
            return
        self.dirty = False
        if not self._save():
            self.dirty = True
            self._keep()

    def restore(self) -> None:
        """A kept draft was put back into the field: it waits to be saved with the next pause or leaving."""
        self.dirty = True
        self.dirtied.emit()

    def forget(self) -> None:
        """Another text is shown: nothing is left to save."""
        self.dirty = False
        self._silence.stop()
        self._while_typing.stop()

    def _on_typing(self) -> None:
        if self.dirty:
            self._keep()
