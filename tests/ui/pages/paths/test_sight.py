"""What has the focus on a path is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.kit.audit import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.pages.stand import Stand
    from tpmprep.ui.pages.paths.page import PathsPage
    from tpmprep.ui.pages.paths.step import StepDetail


@pytest.fixture
def detail(page: PathsPage, stand: Stand, path_id: int) -> StepDetail:
    """The first step, open, in a window that shows a part of it."""
    page.window().resize(1000, 640)
    page.open_step(stand.services.learning.path(path_id).milestones[0].steps[0].id)
    settle(page)
    assert page.path.detail is not None
    return page.path.detail


def _focus_is_seen() -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and not focus.visibleRegion().isEmpty()


def test_a_step_marked_done_by_key_shows_the_field_it_asks_for_evidence_in(
    page: PathsPage, detail: StepDetail, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "4")
    assert detail.proof.text.hasFocus()
    qtbot.waitUntil(_focus_is_seen)


def test_esc_in_a_field_far_down_shows_the_line_of_the_step(
    page: PathsPage, detail: StepDetail, qtbot: QtBot
) -> None:
    for stage in page.path.face.milestones if page.path.face else ():
        page.path.outline.unfold(stage.id)
    page.path.write_notes()
    qtbot.waitUntil(lambda: detail.notes.field.hasFocus() and _focus_is_seen())
    line = page.path.outline.line_of(detail.face.row.id)
    assert page.step_back()
    assert line.hasFocus()
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())
