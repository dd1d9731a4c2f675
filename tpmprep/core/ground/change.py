"""What kinds of thing a gesture changed, and the hub that tells whoever shows them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Flag, auto


class Change(Flag):
    """Kinds of thing that changed; combined with ``|``.

    The undo list keeps their values: a new one goes to the end.
    """

    NOTHING = 0
    CATALOG = auto()
    CARDS = auto()
    MEMORY = auto()
    ITEMS = auto()
    QUESTIONS = auto()
    ANSWER_NOTES = auto()
    STORIES = auto()
    TAKES = auto()
    PATHS = auto()
    PROGRESS = auto()
    AIM = auto()
    PACKS = auto()
    SITTING = auto()
    SETTINGS = auto()


EVERYTHING = Change(sum(flag.value for flag in Change))

Listener = Callable[[Change], None]


class Changes:
    """Tells every listener, after a commit, what changed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Adds a listener; the returned call takes it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, changed: Change) -> None:
        """Tells all listeners; nothing is told for ``NOTHING``."""
        if changed is not Change.NOTHING:
            for listener in tuple(self._listeners):
                listener(changed)
