"""A shown quiz page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.ui.pages.quiz.page import QuizPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.interview.stage import FakeHost


@pytest.fixture
def page(qtbot: QtBot, host: FakeHost) -> Iterator[QuizPage]:
    made = QuizPage(host)
    qtbot.addWidget(made)
    made.resize(1072, 760)
    made.load()
    made.show()
    yield made
    made.leave()
