"""What the tests of the player stand on: the real window over real services with the shipped pack."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.core.db.stage import StillClock
from tests.ui.kit.audit import settle
from tests.ui.pages.stand import furnished
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.database import Database
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.settings import Settings
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.core.services import Services, open_services
from tpmprep.ui.exercises.view import View
from tpmprep.ui.pages.sitting.page import SittingPage
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.ui.exercises.player import Player

V = TypeVar("V", bound=View)


@dataclass
class Stage:
    """An open window, its services, and keys to press."""

    window: Window
    services: Services
    database: Database
    closed: bool = False

    @property
    def player(self) -> Player:
        page = self.window.pages.page("sitting")
        assert isinstance(page, SittingPage)
        return page.player

    def view(self, kind: type[V]) -> V:
        found = self.player.view()
        assert isinstance(found, kind)
        return found

    def shown(self) -> tuple[ExerciseKind, int] | None:
        turn = self.player.turn
        return None if turn is None or turn.exercise is None else (turn.exercise.kind, turn.exercise.thing_id)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        settle(self.window)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        settle(self.window)

    def start(self, *things: tuple[ExerciseKind, int], title: str = "Tonight") -> None:
        """Begins a sitting of these things."""
        self.window.start(Plan(title, 20, things))
        settle(self.window)

    def cards(self, count: int) -> list[tuple[ExerciseKind, int]]:
        rows = [row for row in self.services.cards.notes(NoteQuery()) if row.kind == "basic"][:count]
        return [("card", self.services.cards.note(row.id).cards[0]) for row in rows]

    def item(self, kind: str = "single_choice") -> tuple[ExerciseKind, int]:
        rows = self.services.quiz.items(ItemQuery())
        return "item", next(row.id for row in rows if row.kind == kind)

    def question(self) -> tuple[ExerciseKind, int]:
        return "question", self.services.interview.questions(QuestionQuery())[0].id

    def step(self) -> tuple[ExerciseKind, int]:
        paths = self.services.learning
        return "step", paths.path(paths.paths()[0].id).milestones[0].steps[0].id

    def close(self) -> None:
        """Closes the window and the profile; a second call changes nothing."""
        if self.closed:
            return
        self.closed = True
        self.window.close()
        self.window.deleteLater()
        settle_all()
        self.database.close()


@lru_cache(maxsize=1)
def read_through() -> Path:
    """A profile in which every shipped concept was met the day before, made once a run."""
    file = furnished().with_name("read.sqlite3")
    shutil.copy(furnished(), file)
    clock = StillClock()
    clock.move(days=-1)
    database = Database(file, clock)
    catalog = Catalog(database)
    for concept in catalog.concepts():
        catalog.meet(concept.id)
    database.close()
    return file


def open_stage(folder: Path, qtbot: QtBot, *, new: bool = True) -> Stage:
    """Opens the window over a profile in ``folder``; ``new`` makes the profile, else it goes on there."""
    file = folder / "profile.sqlite3"
    if new:
        shutil.copy(read_through(), file)
    database = Database(file, StillClock())
    services = open_services(database, Settings(folder / "settings.toml"))
    window = Window(page_specs())
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.give(services)
    settle(window)
    return Stage(window, services, database)


def settle_all() -> None:
    for _ in range(3):
        QApplication.processEvents()
