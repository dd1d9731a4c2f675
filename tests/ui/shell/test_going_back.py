"""Going back to a backup in the running window: three clicks, the page is there again, and it is undone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.core.db.stage import rows
from tests.ui.pages.stand import furnished, words_of
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.db.backups.shelf import standing
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.ui.kit import dialogs
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings.page import SettingsPage
from tpmprep.ui.shell.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.ground.folders import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = prepare(tmp_path / "profile")
    made.database.write_bytes(furnished().read_bytes())
    return made


@pytest.fixture
def session(folders: Folders, qtbot: QtBot) -> Iterator[Session]:
    """A run of the window, opened and with an aim."""
    lock = take(folders.lock)
    assert lock is not None
    hook = sys.excepthook
    made = Session(folders, lock)
    qtbot.addWidget(made.window)
    open_again(made, qtbot, made._begin_opening)
    made.window.show()
    made.window.services.aim.choose(AimDraft("look", 30))
    yield made
    made.close()
    sys.excepthook = hook


def open_again(session: Session, qtbot: QtBot, act: object) -> None:
    with qtbot.waitSignal(session.completed, timeout=60_000):
        act()  # type: ignore[operator]  # a call without arguments
    qtbot.waitUntil(lambda: session.window.is_open and session._going_back is None, timeout=10_000)


def add(session: Session, front: str) -> int:
    cards = session.window.services.cards
    deck = cards.decks()[0].id
    return cards.add(NoteDraft(kind="basic", deck_id=deck, fields={"front": front, "back": "b"}))


def fronts(session: Session) -> set[str]:
    return {row.title for row in session.window.services.cards.notes(NoteQuery(own_only=True))}


def backups(session: Session) -> SettingsPage:
    page = session.window.pages.page("settings")
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Says yes to every decision, and keeps what was asked."""
    texts: list[str] = []

    def ask(decision: dialogs.Decision) -> str:
        texts.append(f"{decision.windowTitle()}\n{decision.accessibleDescription()}")
        return next(iter(decision.buttons))

    monkeypatch.setattr(dialogs.Decision, "ask", ask)
    return texts


def test_three_clicks_lead_back_and_one_more_undoes_it(
    session: Session, folders: Folders, qtbot: QtBot, asked: list[str]
) -> None:
    add(session, "then")
    session.window.services.backups.make()
    add(session, "since")
    session.window.services.cards.delete([add(session, "in the trash")])
    session.window.go(Place("settings", tab="backups"))
    tab = backups(session).backups
    tab.table.selectRow(0)
    open_again(session, qtbot, lambda: qtbot.mouseClick(tab.back_button, Qt.MouseButton.LeftButton))
    assert "Made since then and set aside: 1 note." in asked[0]
    assert fronts(session) == {"then"}
    assert session.window.pages.current_place() == Place("settings", tab="backups")
    assert "you went back to the backup from today" in words_of(session.window)
    assert rows(folders.database, "SELECT count(*) FROM search_doc WHERE title = 'since'") == [(0,)]

    again = backups(session).backups
    open_again(session, qtbot, lambda: qtbot.mouseClick(again.undo_button, Qt.MouseButton.LeftButton))
    assert "Comes back: 1 note." in asked[1]
    assert fronts(session) == {"then", "since"}
    assert [row.title for row in session.window.services.trash.rows()] == ["in the trash"]


def test_half_typed_text_is_kept_before_the_file_is_set_aside(session: Session, qtbot: QtBot) -> None:
    session.window.services.backups.make()
    page = session.window.pages.page("settings")
    left: list[bool] = []
    page.leave = lambda: left.append(True)  # type: ignore[method-assign]
    file = session.window.services.backups.rows()[0].file
    open_again(session, qtbot, lambda: session.window.restore(file))
    assert left == [True]
    assert session.window.pages.page("settings") is not page


def test_a_backup_that_is_no_good_changes_nothing_and_says_so(
    session: Session, folders: Folders, qtbot: QtBot
) -> None:
    session.window.services.backups.make()
    add(session, "since")
    (stands,) = standing(folders.backups)
    stands.face.file.write_bytes(b"broken")
    open_again(session, qtbot, lambda: session.window.restore(stands.face.file))
    assert fronts(session) == {"since"}
    assert "its SHA-256 differs" in session.window.notices.text()


def test_undo_and_writing_go_on_after_it(session: Session, qtbot: QtBot) -> None:
    session.window.services.backups.make()
    file = session.window.services.backups.rows()[0].file
    open_again(session, qtbot, lambda: session.window.restore(file))
    add(session, "after")
    session.window.undo()
    assert fronts(session) == set()


def test_a_sitting_after_it_goes_on_by_key(session: Session, qtbot: QtBot) -> None:
    window = session.window
    services = window.services
    item = services.quiz.items(ItemQuery())[0].id
    window.start(services.sittings.practice([item], "One"))
    services.backups.make()
    file = services.backups.rows()[0].file
    open_again(session, qtbot, lambda: window.restore(file))
    window.start(window.services.sittings.practice([item], "One"))
    (read,) = window.page_keys.keys
    assert read.action == "concept.got_it"
    read.run()
    assert "item.think" in [key.action for key in window.page_keys.keys]


def test_closing_after_it_backs_up_what_was_done_since(
    session: Session, folders: Folders, qtbot: QtBot
) -> None:
    session.window.services.backups.make()
    file = session.window.services.backups.rows()[0].file
    open_again(session, qtbot, lambda: session.window.restore(file))
    add(session, "after")
    session.close()
    assert [stands.face.why for stands in standing(folders.backups)] == ["close", "before-restore", "asked"]
