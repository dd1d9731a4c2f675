"""Owns half-typed text of one place: kept every few seconds while typing, and there again after a restart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.draft import DraftTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.ui.kit.host import Host

ASIDE = ":aside"


class KeptDraft(QObject):
    """Keeps what ``read`` returns under a place of the desk; an empty value forgets it.

    Args:
        host: gives the desk.
        read: the state to keep, as JSON values; falsy where there is nothing worth keeping.
    """

    def __init__(self, host: Host, read: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._read = read
        self.place = ""
        self._timer = DraftTimer(self, self._keep)

    def begin(self, place: str) -> dict[str, Any]:
        """From now on keeps ``place``; returns what was kept there, empty where nothing was."""
        self.save()
        self.place = place
        return self._kept_at(place)

    def begin_again(self, place: str) -> dict[str, Any]:
        """What was put aside of ``place`` when it was last left, empty where nothing was."""
        return self._kept_at(place + ASIDE)

    def put_aside(self) -> None:
        """Ends like ``drop``, yet what is typed can be had by ``begin_again``."""
        place = self.place
        self.drop()
        self._write(place + ASIDE)

    def finish(self) -> None:
        """Ends like ``drop``, and forgets what was put aside as well."""
        if self.place:
            self._host.services.desk.drop_draft(self.place + ASIDE)
        self.drop()

    def _kept_at(self, place: str) -> dict[str, Any]:
        found = self._host.services.desk.draft(place)
        if found is None:
            return {}
        try:
            kept = json.loads(found.text)
        except ValueError:
            return {"text": found.text}
        return kept if isinstance(kept, dict) else {"text": found.text}

    def touch(self) -> None:
        """Something was typed: keep it within three seconds."""
        if self.place:
            self._timer.touch()

    def save(self) -> None:
        """Keeps at once what was typed since the last time."""
        if not self.place or not self._timer.isActive():
            return
        self._timer.stop()
        self._keep()

    def drop(self) -> None:
        """Forgets it, because it was saved or given up."""
        self._timer.stop()
        if self.place:
            self._host.services.desk.drop_draft(self.place)
        self.place = ""

    def stop(self) -> str:
        """Keeps nothing any more, yet forgets nothing; returns the place it kept."""
        self._timer.stop()
        place, self.place = self.place, ""
        return place

    def _keep(self) -> None:
        self._write(self.place)

    def _write(self, place: str) -> None:
        kept = self._read()
        try:
            self._host.services.desk.keep_draft(place, json.dumps(kept, ensure_ascii=False) if kept else "")
        except UserError as error:
            self._host.failed(error)
