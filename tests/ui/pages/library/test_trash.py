"""The trash in the Library: listed, found, put back, deleted for good, all by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from tests.ui.kit.audit import audit
from tests.ui.pages.stand import Stand, open_stand, put_up, say_yes, words_of
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.learning.faces import PathDraft, StepDraft
from tpmprep.ui.kit import dialogs, theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.library.page import LibraryPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.core.db.stage import StillClock
    from tpmprep.core.rescue.trash import Trash

TITLES = ("The migration nobody noticed", "The launch that failed", "Three teams and one date")


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """Three stories in the trash, deleted a day apart."""
    made = open_stand(tmp_path)
    clock = cast("StillClock", made.services.clock)
    interview = Interview(cast("Trash", made.services.trash)._db, made.services.settings)
    for title in TITLES:
        interview.delete_story(interview.add_story(StoryDraft(title=title)))
        clock.move(days=1)
    return made


@pytest.fixture
def page(stand: Stand, qtbot: QtBot, qapp: QApplication) -> Iterator[LibraryPage]:
    made = LibraryPage(stand)
    put_up(made, qtbot)
    made.show_place(Place("library", tab="trash"))
    yield made
    theme.apply(qapp, "light", 100)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return say_yes(monkeypatch, dialogs.Decision.windowTitle)


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in page.trash.model.rows()]


def test_the_newest_is_first_and_says_how_long_it_stays(page: LibraryPage) -> None:
    assert titles(page) == list(reversed(TITLES))
    words = [page.trash.model.index(2, column).data() for column in range(5)]
    assert words == [TITLES[0], "Story", "", "3 days ago", "27 days"]


def test_enter_puts_back_and_the_notice_offers_to_undo_it(
    page: LibraryPage, stand: Stand, qtbot: QtBot
) -> None:
    page.trash.table.setFocus()
    page.trash.table.selectRow(1)
    qtbot.keyClick(page.trash.table, Qt.Key.Key_Return)
    assert titles(page) == [TITLES[2], TITLES[0]]
    assert stand.notices == [f"Put back “{TITLES[1]}”"]
    assert stand.undoable == [True]
    assert page.trash.table.hasFocus()
    stand.services.desk.undo()
    qtbot.waitUntil(lambda: len(titles(page)) == 3)


def test_a_path_rests_with_its_steps_and_is_put_back_by_enter(
    page: LibraryPage, stand: Stand, qtbot: QtBot
) -> None:
    learning = stand.services.learning
    mine = learning.make_path(PathDraft("To Acme"))
    learning.add_step(mine.milestones[0].id, StepDraft("course", "Class"))
    learning.delete_path(mine.id)
    page.trash.load()
    words = [page.trash.model.index(0, column).data() for column in range(3)]
    assert words == ["To Acme", "Path", "with 1 step"]
    page.trash.table.setFocus()
    page.trash.table.selectRow(0)
    qtbot.keyClick(page.trash.table, Qt.Key.Key_Return)
    assert titles(page) == list(reversed(TITLES))
    assert stand.notices == ["Put back “To Acme”"]
    assert learning.path(mine.id).title == "To Acme"


def test_many_are_put_back_at_once(page: LibraryPage, stand: Stand) -> None:
    page.trash.table.selectAll()
    page.trash.back_button.click()
    assert titles(page) == []
    assert stand.notices == ["Put back 3 things"]
    assert "The trash is empty" in words_of(page)


def test_delete_asks_once_and_deletes_for_good(
    page: LibraryPage, stand: Stand, qtbot: QtBot, asked: list[str]
) -> None:
    page.trash.table.setFocus()
    qtbot.keyClick(page.trash.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    assert asked == ["Delete this for good?"]
    assert stand.notices == ["Deleted 1 thing for good"]


def test_the_whole_trash_is_emptied_after_one_question(
    page: LibraryPage, qtbot: QtBot, asked: list[str]
) -> None:
    page.trash.empty_button.click()
    qtbot.waitUntil(lambda: titles(page) == [])
    assert asked == ["Delete 3 things for good?"]


def test_the_keys_stay_on_the_page_when_the_last_one_is_gone(
    page: LibraryPage, qtbot: QtBot, asked: list[str]
) -> None:
    page.trash.table.setFocus()
    page.trash.table.selectAll()
    qtbot.keyClick(page.trash.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(page) == [])
    assert asked == ["Delete 3 things for good?"]
    qtbot.waitUntil(lambda: page.window().focusWidget() is page)
    assert not page.trash.table.hasFocus()


def test_who_says_no_keeps_everything(page: LibraryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs.Decision, "ask", lambda _decision: "")
    page.trash.empty()
    page.trash.purge()
    assert len(titles(page)) == 3


def test_the_search_narrows_the_list_and_says_when_nothing_is_there(page: LibraryPage, qtbot: QtBot) -> None:
    page.trash.search.setFocus()
    qtbot.keyClicks(page.trash.search, "launch")
    qtbot.keyClick(page.trash.search, Qt.Key.Key_Return)
    assert titles(page) == [TITLES[1]]
    page.trash.search.wipe()
    assert len(titles(page)) == 3
    qtbot.keyClicks(page.trash.search, "zzz")
    qtbot.keyClick(page.trash.search, Qt.Key.Key_Return)
    assert "Nothing in the trash is called “zzz”" in words_of(page)


@pytest.mark.parametrize(("width", "zoom"), [(816, 100), (1072, 200)])
@pytest.mark.parametrize("full", [True, False])
def test_it_passes_the_audit_full_and_empty(
    page: LibraryPage, stand: Stand, qapp: QApplication, width: int, zoom: int, full: bool
) -> None:
    if not full:
        stand.services.trash.put_back([row.thing_id for row in stand.services.trash.rows()])
    theme.apply(qapp, "light", zoom)
    page.resize(width, 640)
    page.load()
    assert audit(page) == []
