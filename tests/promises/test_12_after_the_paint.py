"""Promise 12: a reader checks the pages after the first paint, and only then the writer opens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject

from tests.promises.harming import harm_leaf
from tests.ui.pages.stand import furnished
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.db import database, profile
from tpmprep.core.db.engine import Writer, connect
from tpmprep.core.db.whole import verdict
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.shell.session import Session

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


class Paints(QObject):
    """Notes the first paint of a window."""

    def __init__(self, window: QWidget, order: list[str]) -> None:
        super().__init__(window)
        self._order = order
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and "painted" not in self._order:
            self._order.append("painted")
        return super().eventFilter(watched, event)


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happens, in order: the check with who makes it, and every connection that may write."""
    noted: list[str] = []

    def checked(raw: sqlite3.Connection, check: str) -> str:
        reads = raw.execute("PRAGMA query_only").fetchone()[0] == 1
        noted.append(f"{check} on a {'reader' if reads else 'writer'}")
        return verdict(raw, check)

    def connected(
        file: Path, *, writes: bool, factory: type[sqlite3.Connection] = Writer
    ) -> sqlite3.Connection:
        noted.append("opened to be written" if writes else "opened to be read")
        return connect(file, writes=writes, factory=factory)

    monkeypatch.setattr(profile, "verdict", checked)
    monkeypatch.setattr(database, "connect", connected)
    return noted


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A window over a profile that was closed in good order; nothing of it is open yet."""
    folders = prepare(tmp_path / "profile")
    folders.database.write_bytes(furnished().read_bytes())
    made = open_for_writing(folders)
    made.services.aim.choose(AimDraft("look"))
    made.close()
    lock = take(folders.lock)
    assert lock is not None
    hook = sys.excepthook
    window = Session(folders, lock)
    yield window
    window.close()
    lock.release()
    sys.excepthook = hook


def begin(session: Session, order: list[str], qtbot: QtBot) -> None:
    """As ``run`` does, in the loop of the test."""
    order.clear()
    qtbot.addWidget(session.window)
    Paints(session.window, order)
    session._show_front()
    session.window.installEventFilter(session)
    session.window.show()


def test_the_pages_are_checked_after_the_paint_by_a_reader_and_then_the_writer_opens(
    session: Session, order: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.completed, timeout=60_000):
        begin(session, order, qtbot)
    assert order == ["painted", "quick_check on a reader", "opened to be written"]


def test_where_a_page_is_harmed_the_writer_never_opens(
    session: Session, order: list[str], qtbot: QtBot
) -> None:
    harm_leaf(session._folders)
    with qtbot.waitSignal(session.refused, timeout=60_000):
        begin(session, order, qtbot)
    assert order[:2] == ["painted", "quick_check on a reader"]
    assert "opened to be written" not in order
