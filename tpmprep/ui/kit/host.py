"""What a page may ask of the window around it, and what every page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.flows.faces import Plan
    from tpmprep.core.services import Services


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window stands: a page, and on it a thing (``kind`` of thing, its id) or a tab."""

    page: str
    kind: str = ""
    thing_id: int = 0
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a page: what it does, the key sequence, and what runs.

    ``action`` is its permanent name (``card.good``), under which the user can change the key.
    """

    action: str
    title: str
    keys: str
    run: Callable[[], object]


class Host(Protocol):
    """The window as its pages see it."""

    @property
    def services(self) -> Services:
        """All services; only asked once the page was opened."""

    def go(self, place: Place) -> None:
        """Shows a page, or a thing on it."""

    def back(self) -> None:
        """Goes one step back."""

    def start(self, plan: Plan) -> None:
        """Begins a sitting and shows the player."""

    def open_thing(self, kind: str, thing_id: int) -> None:
        """Opens anything that has an identity: a concept in the side panel, the rest on its page."""

    def notice(self, text: str, *, undo: bool = False, mark: str = "") -> None:
        """Says something at the foot of the window; ``undo`` offers to take the newest step back."""

    def search(self) -> None:
        """Opens the palette: search over everything, and every command."""

    def failed(self, error: BaseException) -> None:
        """Words an error: a UserError as a notice, anything else as a fault with the log's place."""

    def all_keys(self) -> list[tuple[str, list[Key]]]:
        """Every key there is, by where it works: first the window's own, then each page's."""

    def begun_on(self) -> str:
        """The title of the page the running sitting was entered from."""

    def end_sitting(self) -> None:
        """Goes back to where the running sitting was entered from."""

    def restore(self, backup: Path) -> None:
        """Goes back to a backup and opens the profile anew; the present file is kept."""

    def quietly(self, page: QWidget) -> AbstractContextManager[None]:
        """While it lasts, changes are not told to ``page`` itself: it shows them already."""


class Page(QFrame):
    """One page of the window.

    It is made when first shown, and told when to load: never does it ask the database on its own account
    in ``__init__``. ``cares`` names the changes after which it loads anew when next shown;
    ``keys_changed`` says that ``keys()`` now answers otherwise; a page that ``focuses_itself`` gives the
    focus to the right control when it is shown. Its ``early_tabs`` ask no service and are shown at once.
    """

    cares: Change = Change.NOTHING
    focuses_itself: bool = False
    early_tabs: frozenset[str] = frozenset()
    keys_changed = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.setObjectName("page")

    def load(self) -> None:
        """Reads what it shows and shows it, the place and selection kept."""

    def show_place(self, place: Place) -> None:
        """Shows a thing or a tab of the page."""

    def place(self) -> Place | None:
        """Where it stands, to be there again after a restart; None: just the page."""
        return None

    def step_back(self) -> bool:
        """Esc: closes what is open on the page; False when nothing was."""
        return False

    def keys(self) -> list[Key]:
        """The page's keys, shown by ``?`` and found in the command palette."""
        return []

    def leave(self) -> None:
        """The page is left or the window closes: keep drafts."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page in the sidebar: ``make`` is ``module:Class``, imported when first shown.

    ``order`` places it: 1–9 above the line, 10–19 below it, 0 not in the sidebar.
    """

    name: str
    title: str
    icon: str
    order: int
    make: str
