"""Nothing but the window is shown as a window, whatever page or thing is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.exercises.stage import Stage, open_stage, settle_all
from tests.ui.kit.strays import Strays
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.ui.shell.shot_list import SHOTS
from tpmprep.ui.shell.shot_stage import close_dialogs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """A window over a profile in which there is something to show everywhere."""
    made = open_stage(tmp_path, qtbot)
    services = made.services
    services.aim.choose(AimDraft("interview", 30))
    services.interview.add_story(StoryDraft(title="The migration"))
    services.learning.follow(services.learning.paths()[0].id, followed=True)
    yield made
    made.close()


def test_no_page_and_no_state_of_one_shows_a_window_beside_the_window(stage: Stage) -> None:
    strays = Strays(stage.window)
    for name, act in SHOTS:
        strays.seen.append(name)
        act(stage.window)
        settle_all()
        close_dialogs(stage.window)
        if strays.seen[-1] == name:
            strays.seen.pop()
    assert strays.seen == []


def test_a_stray_would_be_noted(qtbot: QtBot) -> None:
    window, stray = QWidget(), QWidget()
    for widget in (window, stray):
        qtbot.addWidget(widget)
    stray.setObjectName("stray")
    strays = Strays(window)
    window.show()
    stray.show()
    assert strays.seen == ["QWidget stray"]
