"""How much of the profile is there yet: what is pressed too early waits, and then runs."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.ui.shell.held import HeldKeys

# pages whose keys work before there are services
EARLY = frozenset({"today", "welcome"})
# pages that ask only what is there first: they do not wait for the other rooms
FIRST = frozenset({"today", "sitting"})
# kinds of exercises that the rooms of the first answer show
AT_ONCE = frozenset({"card", "item", "concept"})


def first_pages(stands_on: str) -> frozenset[str]:
    """The pages that load with the first rooms, by the kind of exercise an unfinished sitting stands on."""
    return FIRST if not stands_on or stands_on in AT_ONCE else FIRST - {"sitting"}


class There(IntEnum):
    """What is there: nothing, the services with the rooms of the first answer, or every room."""

    NOTHING = 0
    FIRST_ROOMS = 1
    ALL = 2


class Early:
    """What is there, and the last wish that waits for the rest; ``pages`` load with the first rooms."""

    def __init__(self) -> None:
        self.there = There.NOTHING
        self.pages = FIRST
        self._wish: tuple[There, Callable[[], object]] | None = None
        self._key_of = ""
        self._typed: HeldKeys | None = None

    def answers(self, page: str) -> bool:
        """Whether the keys of a page work already."""
        return page in EARLY or self.loads(page)

    def loads(self, page: str) -> bool:
        """Whether a page can be loaded already."""
        return self.there is There.ALL or (self.there is There.FIRST_ROOMS and page in self.pages)

    def when(self, needed: There, act: Callable[[], object]) -> None:
        """Acts now, or as soon as what it needs is there; the last wish wins."""
        if self.there >= needed:
            act()
        else:
            self._wish, self._key_of = (needed, act), ""
            self.forget_typed()

    def first(self, page: str, press: Callable[[], object]) -> None:
        """Of keys pressed too early on one page the first counts: what follows is text for what it opens."""
        if self._wish is None or self._key_of != page:
            press()
            self._key_of = page
            self._hold()

    def forget_typed(self) -> None:
        """What was typed after the key was for something that does not open."""
        if self._typed is not None:
            self._typed.end()

    def arrive(self, there: There) -> None:
        """This is there now; a wish that waited for it is granted, once the window has caught up."""
        self.there = there
        if self._wish is not None and there >= self._wish[0]:
            wish, self._wish, self._key_of = self._wish[1], None, ""
            QTimer.singleShot(0, lambda: self._grant(wish))

    def _hold(self) -> None:
        from tpmprep.ui.shell.held import HeldKeys

        if self._typed is None:
            self._typed = HeldKeys()
        self._typed.begin()

    def _grant(self, wish: Callable[[], object]) -> None:
        try:
            wish()
        finally:
            if self._typed is not None:
                self._typed.give()
