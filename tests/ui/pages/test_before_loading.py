"""What a page shows while nothing is read yet: nothing that may turn out to be untrue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.pages.cards.page import CardsPage
from tpmprep.ui.pages.interview.page import InterviewPage
from tpmprep.ui.pages.library.page import LibraryPage
from tpmprep.ui.pages.paths.page import PathsPage
from tpmprep.ui.pages.progress.page import ProgressPage
from tpmprep.ui.pages.quiz.page import QuizPage

if TYPE_CHECKING:
    from tests.ui.pages.interview.stage import FakeHost
    from tpmprep.ui.kit.host import Page


@pytest.mark.parametrize(
    "kind",
    [CardsPage, InterviewPage, LibraryPage, PathsPage, ProgressPage, QuizPage],
    ids=lambda kind: kind.__name__,
)
def test_a_page_says_that_nothing_is_there_only_once_it_knows(kind: type[Page], host: FakeHost) -> None:
    page = kind(host)
    host.pages.append(page)
    page.resize(1072, 760)
    page.show()
    assert not [one.accessibleName() for one in page.findChildren(EmptyState) if one.isVisible()]
