"""A shown quiz page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.ui.pages.quiz.page import QuizPage

if TYPE_CHECKING:
    from tests.ui.pages.interview.stage import FakeHost


@pytest.fixture
def page(host: FakeHost) -> QuizPage:
    return host.show(QuizPage)
