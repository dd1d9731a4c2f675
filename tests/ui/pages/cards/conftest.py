"""The page Cards over real services: a small profile made by hand, and the shipped pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock
from tests.ui.pages.stand import Stand, put_up
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.database import Database
from tpmprep.core.db.migrate import upgrade
from tpmprep.core.ground.settings import Settings
from tpmprep.core.services import open_services
from tpmprep.ui.pages.cards.page import CardsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.services import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services over an empty profile."""
    file = tmp_path / "profile.sqlite3"
    upgrade(file)
    db = Database(file, StillClock())
    yield open_services(db, Settings(None))
    db.close()


@pytest.fixture
def filled(services: Services) -> Services:
    """Two decks, one inside the other, with three notes."""
    cards = services.cards
    above = cards.add_deck("Roadmaps")
    below = cards.add_deck("RICE", above)
    cards.add(NoteDraft("basic", above, {"front": "What is a roadmap?", "back": "A plan told as outcomes."}))
    cards.add(NoteDraft("basic", below, {"front": "What is reach?", "back": "How many, how often."}))
    text = "RICE weighs {{c1::reach}} against {{c2::effort}}."
    cards.add(NoteDraft("cloze", below, {"text": text}, tags=("scoring",)))
    return services


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Services], CardsPage]]:
    """Shows the page as the window would; closes it as the window would."""
    shown: list[CardsPage] = []

    def show_(services: Services) -> CardsPage:
        page = CardsPage(Stand(services))
        put_up(page, qtbot)
        page.setFocus()
        shown.append(page)
        return page

    yield show_
    for page in shown:
        page.leave()


@pytest.fixture
def page(filled: Services, show: Callable[[Services], CardsPage]) -> CardsPage:
    """The page over the filled profile."""
    return show(filled)
