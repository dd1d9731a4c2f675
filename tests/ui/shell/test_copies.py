"""The window tends its copies: what is due is made beside it, and trouble is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.core.media.samples import png
from tests.ui.pages.stand import Stand, open_stand
from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.rescue.faces import SecondFace
from tpmprep.ui.shell.copies import Copies
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.core.db.stage import StillClock
    from tpmprep.core.rescue.trash import Trash


class Told(Window):
    """A window that notes down what it is to say."""

    def __init__(self) -> None:
        super().__init__({})
        self.notes: list[str] = []
        self.problems: list[BaseException] = []

    def notice(self, text: str, *, undo: bool = False, mark: str = "") -> None:
        del undo, mark
        self.notes.append(text)

    def failed(self, error: BaseException) -> None:
        self.problems.append(error)


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return open_stand(tmp_path, shipped=False)


@pytest.fixture
def window(qtbot: QtBot) -> Told:
    made = Told()
    qtbot.addWidget(made)
    return made


def look(copies: Copies, qtbot: QtBot) -> None:
    copies.look()
    qtbot.waitUntil(lambda: not copies._running)


def test_on_a_new_day_it_thins_out_and_empties_what_is_old(window: Told, stand: Stand, qtbot: QtBot) -> None:
    services, clock = stand.services, cast("StillClock", stand.services.clock)
    interview = Interview(cast("Trash", services.trash)._db, services.settings)
    story = interview.add_story(StoryDraft(title="The migration"))
    interview.delete_story(story)
    copies = Copies(window, services)
    look(copies, qtbot)
    assert len(services.trash.rows()) == 1
    clock.move(days=31)
    look(copies, qtbot)
    assert services.trash.rows() == ()
    copies.stop()


def test_a_picture_no_text_names_goes_after_its_days(window: Told, stand: Stand, qtbot: QtBot) -> None:
    services, clock = stand.services, cast("StillClock", stand.services.clock)
    unused, used = services.media.keep(png()), services.media.keep(png(shade=7))
    services.desk.keep_draft("note:new", used.markdown())
    copies = Copies(window, services)
    look(copies, qtbot)
    assert services.media.file(unused.ref) is not None
    clock.move(days=31)
    look(copies, qtbot)
    assert services.media.file(unused.ref) is None
    assert services.media.file(used.ref) is not None
    copies.stop()


def test_trouble_is_said_once_until_it_has_gone_well(
    window: Told, stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = Copies(window, stand.services)
    faces = iter(["absent", "absent", "", "absent"])
    port = type(stand.services.backups)
    monkeypatch.setattr(port, "due", lambda *_, **__: True)
    monkeypatch.setattr(port, "tend", lambda _self: SecondFace("/media/stick", None, next(faces)))
    for _ in range(4):
        look(copies, qtbot)
    assert len(window.notes) == 2
    assert "second folder" in window.notes[0]
    copies.stop()


def test_a_backup_that_fails_is_said_once(
    window: Told, stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = Copies(window, stand.services)
    port = type(stand.services.backups)

    def full(_self: object) -> SecondFace:
        raise UserError("profile.disk_full", file="x")

    monkeypatch.setattr(port, "due", lambda *_, **__: True)
    monkeypatch.setattr(port, "tend", full)
    for _ in range(3):
        look(copies, qtbot)
    assert [str(error) for error in window.problems] == [str(window.problems[0])]
    copies.stop()
