"""What tests of quiz and interview stand on: real rooms, and a window that notes what it is asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import shiboken6

from tpmprep.core.ground.settings import Settings
from tpmprep.core.services import Services, open_services
from tpmprep.ui.kit.host import Page, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.db.database import Database
    from tpmprep.core.flows.faces import Plan
    from tpmprep.core.ground.change import Change
    from tpmprep.ui.kit.host import Key


def services_over(db: Database) -> Services:
    """All rooms over one file, with settings of their own."""
    return open_services(db, Settings(None))


def asked(plan: Plan, kind: str) -> list[int]:
    """The things of one kind in a plan, in their order."""
    return [thing_id for found, thing_id in plan.things if found == kind]


AnyPage = TypeVar("AnyPage", bound=Page)


@dataclass
class FakeHost:
    """A window that notes what its page asks of it, and tells it what changed."""

    services: Services
    plans: list[Plan] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    stale: list[Change] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    quiet: bool = False
    searches: int = 0

    def __post_init__(self) -> None:
        self.services.changes.listen(self._on_changed)

    def show(self, kind: type[AnyPage]) -> AnyPage:
        """A page as it is after its first loading, at the width a 1280 pixel window leaves it."""
        page = kind(self)
        self.pages.append(page)
        page.resize(1072, 760)
        page.load()
        page.show()
        return page

    def shut(self) -> None:
        """Leaves and deletes the pages shown, so that none outlives its file."""
        for page in self.pages:
            page.leave()
            page.close()
            shiboken6.delete(page)
        self.pages.clear()

    def go(self, place: Place) -> None:
        self.places.append(place)

    def back(self) -> None:
        self.places.append(Place("back"))

    def start(self, plan: Plan) -> None:
        self.plans.append(plan)

    def open_thing(self, kind: str, thing_id: int) -> None:
        self.opened.append((kind, thing_id))

    def notice(self, text: str, *, undo: bool = False, mark: str = "") -> None:
        self.notices.append(f"{text}{' [undo]' if undo else ''}{mark}")

    def search(self) -> None:
        self.searches += 1

    def failed(self, error: BaseException) -> None:
        self.errors.append(error)

    def begun_on(self) -> str:
        return "Today"

    def end_sitting(self) -> None:
        self.places.append(Place("today"))

    def restore(self, backup: Path) -> None:
        raise AssertionError(backup)

    def all_keys(self) -> list[tuple[str, list[Key]]]:
        return []

    @contextmanager
    def quietly(self, page: QWidget) -> Iterator[None]:
        assert isinstance(page, Page)
        before, self.quiet = self.quiet, True
        try:
            yield
        finally:
            self.quiet = before

    def _on_changed(self, changed: Change) -> None:
        if not self.quiet:
            self.stale.append(changed)


def press(page: Page, action: str) -> None:
    """Runs the key of a page by its permanent name."""
    keys = page.keys()
    next(key for key in keys if key.action == action).run()
