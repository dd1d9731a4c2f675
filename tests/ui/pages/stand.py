"""What page tests stand on: real services over a copy of a profile with the shipped pack, and a host."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from tests.core.db.stage import StillClock
from tests.ui.kit.audit import settle
from tpmprep.core.aim.service import Aims
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.database import Database
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.migrate import upgrade
from tpmprep.core.exchange.service import Exchange
from tpmprep.core.flows.care import Care
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.ground.resources import resource
from tpmprep.core.ground.settings import Settings
from tpmprep.core.insight.service import Insight
from tpmprep.core.interview.service import Interview
from tpmprep.core.learning.service import Learning
from tpmprep.core.media.service import Media
from tpmprep.core.packs.service import Packs
from tpmprep.core.rescue.backups import Backups
from tpmprep.core.rescue.trash import Trash
from tpmprep.core.services import Services
from tpmprep.ui.kit import dialogs
from tpmprep.ui.kit.draft import stop_all
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell.shortcuts import Shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tpmprep.core.flows.faces import Plan
    from tpmprep.core.ground.change import Change
    from tpmprep.ui.kit.host import Key, Page


@dataclass
class Stand:
    """A host that notes down what its page asks of it."""

    services: Services
    notices: list[str] = field(default_factory=list)
    undoable: list[bool] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)
    started: list[Plan] = field(default_factory=list)
    restored: list[Path] = field(default_factory=list)
    backs: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    quiet: int = 0
    searches: int = 0

    def go(self, place: Place) -> None:
        self.places.append(place)

    def back(self) -> None:
        self.backs += 1

    def start(self, plan: Plan) -> None:
        self.started.append(plan)

    def open_thing(self, kind: str, thing_id: int) -> None:
        self.opened.append((kind, thing_id))

    def notice(self, text: str, *, undo: bool = False, mark: str = "") -> None:
        del mark
        self.notices.append(text)
        self.undoable.append(undo)

    def search(self) -> None:
        self.searches += 1

    def failed(self, error: BaseException) -> None:
        self.failures.append(error)

    def all_keys(self) -> list[tuple[str, list[Key]]]:
        return [(page.accessibleName() or name, page.keys()) for name, page in self.pages.items()]

    def begun_on(self) -> str:
        return "Today"

    def end_sitting(self) -> None:
        self.places.append(Place("today"))

    def restore(self, backup: Path) -> None:
        self.restored.append(backup)

    @contextmanager
    def quietly(self, page: QWidget) -> Iterator[None]:
        del page
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1


class _Told(QObject):
    """Brings changes to the main thread, as the window does."""

    came = Signal(object)


@lru_cache(maxsize=1)
def furnished() -> Path:
    """A database file with the shipped pack, made once a run."""
    file = Path(tempfile.mkdtemp(prefix="tpmprep-stand-")) / "stand.sqlite3"
    upgrade(file)
    database = Database(file, StillClock())
    Packs(database).install(resource("packs", "tpm-core"))
    database.close()
    return file


_open: list[Database] = []


def close_stands() -> None:
    """Closes the databases of all stands opened since; clocks that would write to them stand still."""
    for widget in QApplication.topLevelWidgets():
        stop_all(widget)
    while _open:
        _open.pop().close()


def open_stand(folder: Path, *, shipped: bool = True) -> Stand:
    """A stand over a new profile in ``folder``, with the shipped pack or bare."""
    file = folder / "profile.sqlite3"
    if shipped:
        shutil.copy(furnished(), file)
    else:
        upgrade(file)
    database = Database(file, StillClock())
    _open.append(database)
    settings = Settings(folder / "settings.toml")
    services = Services(
        changes=database.changes,
        clock=database.clock,
        settings=settings,
        desk=Desk(database),
        catalog=Catalog(database),
        aim=Aims(database),
        cards=cast("object", None),  # type: ignore[arg-type]
        quiz=cast("object", None),  # type: ignore[arg-type]
        interview=Interview(database, settings),
        learning=Learning(database),
        sittings=Sittings(database, settings),
        insight=Insight(database, settings),
        packs=Packs(database),
        exchange=Exchange(database),
        care=Care(database, settings),
        media=Media(database),
        backups=Backups(database, settings),
        trash=Trash(database),
    )
    return Stand(services)


def put_up(page: Page, qtbot: QtBot, *, width: int = 1072, height: int = 800) -> None:
    """Shows a page as the window would: made, sized, loaded, at rest; reloads it after changes."""
    qtbot.addWidget(page)
    host = cast("Stand", page.host)

    def _on_changed(changed: Change) -> None:
        if page.cares & changed and not host.quiet:
            page.load()

    told = _Told(page)
    told.came.connect(_on_changed)
    host.services.changes.listen(told.came.emit)
    page.resize(width, height)
    page.load()
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    if not page.isAncestorOf(QApplication.focusWidget() or page.window()):
        page.setFocus()
    shortcuts = Shortcuts(page)
    shortcuts.bind(page.keys(), {})
    page.keys_changed.connect(lambda: shortcuts.bind(page.keys(), {}))
    settle(page)


def words_of(widget: QWidget) -> str:
    """Every visible word of a widget, joined; what a person could read."""
    from PySide6.QtWidgets import QAbstractButton, QLabel, QTextBrowser

    settle(widget.window())
    parts = [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]
    parts += [part.text() for part in widget.findChildren(QAbstractButton) if part.isVisible()]
    parts += [part.toPlainText() for part in widget.findChildren(QTextBrowser) if part.isVisible()]
    return "\n".join(parts)


def say_yes(monkeypatch: pytest.MonkeyPatch, told: Callable[[dialogs.Decision], str]) -> list[str]:
    """Each decision is answered by its first verb; returns what was ``told`` by those that were asked."""
    texts: list[str] = []

    def ask(decision: dialogs.Decision) -> str:
        texts.append(told(decision))
        return next(iter(decision.buttons))

    monkeypatch.setattr(dialogs.Decision, "ask", ask)
    return texts
