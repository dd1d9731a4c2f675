"""A part of the core that is imported when it is first asked for something."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from typing import Any


class Later:
    """A room whose code is imported when it is first asked for something: no first answer waits for it."""

    def __init__(self, module: str, name: str, *given: object) -> None:
        self._where = module, name
        self._given = given
        self._lock = Lock()
        self._room: object | None = None

    def room(self) -> object:
        """The room itself."""
        with self._lock:
            if self._room is None:
                module, name = self._where
                self._room = getattr(import_module(module), name)(*self._given)
        return self._room

    @property
    def is_here(self) -> bool:
        """Whether it was asked for something already."""
        return self._room is not None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the room has)
        return getattr(self.room(), name)
