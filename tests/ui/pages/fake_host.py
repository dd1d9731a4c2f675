"""A window that only remembers what its page asked of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.flows.faces import Plan
    from tpmprep.ui.kit.host import Place


@dataclass
class FakeHost:
    """Remembers places, plans, notices and failures; ``services`` is whatever a test brings."""

    services: Any = None
    places: list[Place] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)
    notices: list[tuple[str, bool]] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    quiet: int = 0

    def go(self, place: Place) -> None:
        self.places.append(place)

    def back(self) -> None:
        self.places.clear()

    def start(self, plan: Plan) -> None:
        self.plans.append(plan)

    def open_thing(self, kind: str, thing_id: int) -> None:
        self.opened.append((kind, thing_id))

    def notice(self, text: str, *, undo: bool = False, mark: str = "") -> None:
        del mark
        self.notices.append((text, undo))

    def failed(self, error: BaseException) -> None:
        self.failures.append(error)

    @contextmanager
    def quietly(self, page: QWidget) -> Iterator[None]:
        del page
        self.quiet += 1
        yield
