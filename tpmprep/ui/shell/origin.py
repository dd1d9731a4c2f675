"""Where a sitting was entered from: the rail marks it meanwhile, and the end leads back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpmprep.ui.kit.host import PageSpec

SITTING = "sitting"
HOME = Place("today")


class Origin:
    """The place a sitting was entered from: one of the rail's pages, the front page before any."""

    def __init__(self, specs: Mapping[str, PageSpec]) -> None:
        self._specs = specs
        self.place = HOME

    def note(self, here: Place | None, going: Place) -> None:
        """Notes where the window stands, when it goes to a sitting from a page of the rail."""
        if going.page == SITTING and here is not None and self._specs[here.page].order:
            self.place = here

    def title(self) -> str:
        """The title of its page."""
        return self._specs[self.place.page].title

    def kept(self) -> list[object]:
        """The place as it is kept over a restart."""
        return [self.place.page, self.place.kind, self.place.thing_id, self.place.tab]

    def recall(self, kept: object) -> None:
        """Takes a kept place; anything else leaves it as it is."""
        match kept:
            case [str(page), str(kind), int(thing_id), str(tab)] if page in self._specs:
                self.place = Place(page, kind, thing_id, tab)
            case _:
                pass
