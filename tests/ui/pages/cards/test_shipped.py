"""The page over the shipped pack: many decks, many notes, concepts to pick."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.core.db.stage import StillClock
from tests.ui.kit.audit import settle
from tests.ui.pages.stand import furnished, words_of
from tpmprep.core.db.database import Database
from tpmprep.core.ground.settings import Settings
from tpmprep.core.services import open_services
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.services import Services
    from tpmprep.ui.pages.cards.page import CardsPage


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Services]:
    file = tmp_path / "shipped.sqlite3"
    shutil.copy(furnished(), file)
    db = Database(file, StillClock())
    yield open_services(db, Settings(None))
    db.close()


def test_a_concept_is_searched_and_picked_by_key(
    shipped: Services, show: Callable[[Services], CardsPage], qtbot: QtBot
) -> None:
    page = show(shipped)
    page.open_new()
    settle(page)
    assert page.editor is not None
    chips = page.editor.form.concepts
    qtbot.keyClicks(chips.line, "idempot")
    qtbot.keyClick(chips.line, Qt.Key.Key_Return)
    ((_, title),) = chips.chosen()
    assert "idempot" in title.lower()
    take = next(b for b in chips.findChildren(QPushButton) if b.accessibleName() == f"Take {title} away")
    take.click()
    assert chips.chosen() == ()


def test_every_shipped_note_is_listed_found_and_opened(
    shipped: Services, show: Callable[[Services], CardsPage]
) -> None:
    page = show(shipped)
    page.show_place(Place("cards", tab="notes"))
    settle(page)
    assert page.notes.rows.rowCount() > 400
    page.notes.open_chosen()
    settle(page)
    assert page.editor is not None
    assert not page.editor.form.typed().is_blank
    assert "Preview, " in words_of(page)
