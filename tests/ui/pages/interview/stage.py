"""What tests of quiz and interview stand on: real rooms, and a window that notes what it is asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tpmprep.core.aim.service import Aims
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.desk import Desk
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.settings import Settings
from tpmprep.core.interview.service import Interview
from tpmprep.core.quiz.service import Quiz
from tpmprep.core.services import Services
from tpmprep.ui.kit.host import Key, Page, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.change import Change


class Plans:
    """Plans sittings and runs none."""

    def practice(self, item_ids: Sequence[int], title: str) -> Plan:
        return Plan(title, len(item_ids), tuple(("item", item_id) for item_id in item_ids))

    def one(self, kind: Any, thing_id: int) -> Plan:
        return Plan("", 3, ((kind, thing_id),))


def services_over(db: Database) -> Services:
    """The rooms these pages ask, over one file; the others are not there."""
    settings = Settings(None)
    absent = cast("Any", None)
    return Services(
        changes=db.changes,
        clock=db.clock,
        settings=settings,
        desk=Desk(db),
        catalog=Catalog(db),
        aim=Aims(db),
        cards=absent,
        quiz=Quiz(db),
        interview=Interview(db, settings),
        learning=absent,
        sittings=cast("Any", Plans()),
        insight=absent,
        packs=absent,
        exchange=absent,
    )


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
    quiet: bool = False

    def __post_init__(self) -> None:
        self.services.changes.listen(self._on_changed)

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

    def failed(self, error: BaseException) -> None:
        self.errors.append(error)

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
