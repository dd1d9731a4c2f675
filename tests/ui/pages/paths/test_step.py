"""One path with its outline and its open step, by key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, put_up, words_of
from tpmprep.ui.kit import dialogs, theme
from tpmprep.ui.kit.fields import Field, line_edit
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.paths import ask, form
from tpmprep.ui.pages.paths.deeds import notes_place
from tpmprep.ui.pages.paths.page import PathsPage
from tpmprep.ui.pages.paths.words import is_stale

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tpmprep.core.learning.faces import StepFace
    from tpmprep.ui.pages.paths.step import StepDetail


@pytest.fixture
def step_id(stand: Stand, path_id: int) -> int:
    return stand.services.learning.path(path_id).milestones[0].steps[0].id


@pytest.fixture
def detail(page: PathsPage, step_id: int) -> StepDetail:
    """The first step, open."""
    page.open_step(step_id)
    settle(page)
    assert page.path.detail is not None
    return page.path.detail


def _now(stand: Stand, step_id: int) -> StepFace:
    return stand.services.learning.step(step_id)


def test_arrow_keys_go_from_milestone_to_step_and_enter_opens_it(
    page: PathsPage, step_id: int, qtbot: QtBot
) -> None:
    outline = page.path.outline
    outline.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert outline.current_step() == step_id
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page.place() == Place("paths", "step", step_id)


def test_left_closes_the_step_then_goes_to_its_milestone_and_folds_it(
    page: PathsPage, detail: StepDetail, qtbot: QtBot
) -> None:
    outline = page.path.outline
    line = outline.line_of(detail.face.row.id)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert page.path.detail is None
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert outline.current_stage()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert not line.isVisible()


def test_right_unfolds_a_milestone(page: PathsPage, qtbot: QtBot) -> None:
    outline = page.path.outline
    face = page.path.face
    assert face is not None
    last = face.milestones[-1]
    stage = outline.stage_line(last.id)
    qtbot.keyClick(stage, Qt.Key.Key_Right)
    assert outline.line_of(last.steps[0].id).isVisible()


def test_pressing_2_makes_the_step_doing_and_says_so(
    page: PathsPage, detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "2")
    assert _now(stand, step_id).row.status == "doing"
    assert stand.notices[-1].endswith("is now: Doing")
    assert stand.undoable[-1]
    assert detail.onward is not None
    assert detail.onward.text() == "Mark as done"


def test_done_before_what_it_needs_is_done_is_allowed_and_said(
    page: PathsPage, path_id: int, stand: Stand
) -> None:
    face = stand.services.learning.path(path_id)
    step = next(row for stage in face.milestones for row in stage.steps if row.open_needs)
    page.open_step(step.id)
    settle(page)
    assert page.path.detail is not None
    page.path.detail.set_status("done")
    assert _now(stand, step.id).row.status == "done"
    assert f"Before it comes what is still open: “{step.open_needs[0]}”" in stand.notices[-1]
    assert stand.undoable[-1]


def test_undo_brings_the_status_back_on_the_page(
    page: PathsPage, detail: StepDetail, stand: Stand, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "2")
    stand.services.desk.undo()
    assert detail.face.row.status == "next"
    assert detail.onward is not None
    assert detail.onward.text() == "Begin"


def test_done_asks_kindly_for_evidence_and_can_go_without(
    page: PathsPage, detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "4")
    assert _now(stand, step_id).row.status == "done"
    assert "What could you show for it?" in words_of(page)
    assert page.step_back()
    assert not detail.proof.text.isVisible()
    assert _now(stand, step_id).evidence == ()


def test_done_counts_into_the_hours_of_the_path(page: PathsPage, detail: StepDetail, qtbot: QtBot) -> None:
    qtbot.keyClick(page, "4")
    assert page.path.face is not None
    assert page.path.face.hours_done == detail.face.row.hours


def test_shift_e_adds_a_link_and_an_odd_one_is_explained(
    page: PathsPage, detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "E", Qt.KeyboardModifier.ShiftModifier)
    field = detail.proof.text
    assert field.hasFocus()
    qtbot.keyClicks(field, "file:///etc/passwd")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "Not added: a link begins with https://." in words_of(page)
    field.setText("https://example.org/todo")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [proof.text for proof in _now(stand, step_id).evidence] == ["https://example.org/todo"]
    assert "example.org/todo" in words_of(page)


def test_evidence_can_be_taken_away(detail: StepDetail, step_id: int, stand: Stand) -> None:
    face = stand.services.learning.add_evidence(step_id, "note", "shown to the team")
    detail.show_face(face)
    detail._deeds.remove_evidence(face, face.evidence[0].id)
    assert _now(stand, step_id).evidence == ()
    assert detail.face.evidence == ()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_m_opens_the_minutes_and_the_second_logs_thirty(
    page: PathsPage, detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "M")
    assert detail.time.opens.isVisible()
    detail.time.opens.actions()[1].trigger()
    detail.time.opens.close()
    row = _now(stand, step_id).row
    assert (row.minutes_spent, row.status) == (30, "doing")
    assert stand.notices[-1].startswith("30 min logged")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("key", ["M", "D"])
def test_the_menu_of_a_step_that_was_shut_opens_under_its_button(
    key: str, page: PathsPage, step_id: int, qtbot: QtBot
) -> None:
    page.open_step(step_id)
    settle(page)
    line = QApplication.focusWidget()
    page.step_back()
    settle(page)
    assert line is not None
    line.setFocus()
    qtbot.keyClick(page, key)
    settle(page)
    detail = page.path.detail
    assert detail is not None
    button = detail.time if key == "M" else detail.due
    assert button.opens.pos() == button.mapToGlobal(button.rect().bottomLeft()) + QPoint(0, 5)
    button.opens.close()


def test_any_number_of_minutes_can_be_logged(
    detail: StepDetail, step_id: int, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask_minutes", lambda _parent: 95)
    detail._ask_minutes()
    assert _now(stand, step_id).row.minutes_spent == 95


def test_a_day_can_be_set_and_taken_away(detail: StepDetail, step_id: int, stand: Stand) -> None:
    detail.due.opens.actions()[0].trigger()
    assert _now(stand, step_id).row.due_on == date(2026, 3, 9)
    assert detail.due.text() == "Due 9 Mar"
    detail.due.opens.actions()[-1].trigger()
    assert _now(stand, step_id).row.due_on is None


def test_what_is_known_already_counts_as_done(detail: StepDetail, step_id: int, stand: Stand) -> None:
    detail.status.opens.actions()[-1].trigger()
    face = _now(stand, step_id)
    assert (face.row.status, face.tested_out) == ("done", True)


def test_cost_is_saved_and_nonsense_is_no_sum(
    detail: StepDetail, step_id: int, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask_cost", lambda _parent, _now: (9.5,))
    detail._change_cost()
    assert _now(stand, step_id).cost_spent == 9.5
    assert ask._sum("nine") == (None, False)
    assert ask._sum("-1") == (None, False)
    assert ask._sum("9,50") == (9.5, True)


def test_notes_are_saved_when_the_step_closes(
    page: PathsPage, detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, "N")
    qtbot.keyClicks(detail.notes.field, "4 tables, 2 joins")
    assert page.step_back()
    assert _now(stand, step_id).notes == "4 tables, 2 joins"
    assert stand.notices[-1] == "Notes saved"


def test_a_fast_typist_reaches_the_notes_before_the_step_is_laid_out(page: PathsPage) -> None:
    page.close_path()
    page.list.lines[-1].click()
    assert page.path.face is not None
    stage = page.path.face.milestones[0]
    assert page.path.outline.stage_line(stage.id).hasFocus()
    page.path.outline.line_of(stage.steps[0].id).click()
    page.path.write_notes()
    assert page.path.detail is not None
    field = page.path.detail.notes.field
    assert field.hasFocus()
    assert not field.visibleRegion().isEmpty()


def test_half_typed_notes_are_there_again(
    page: PathsPage, detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    detail.notes.field.setPlainText("half a th")
    detail.notes._wait.timeout.emit()
    kept = stand.services.desk.draft(notes_place(step_id))
    assert kept is not None
    assert kept.text == "half a th"
    again = PathsPage(stand)
    put_up(again, qtbot)
    again.show_place(Place("paths", "step", step_id))
    assert again.path.detail is not None
    assert again.path.detail.notes.field.toPlainText() == "half a th"
    assert "Not saved last time" in words_of(again)


def test_digits_typed_into_notes_do_not_change_the_status(
    detail: StepDetail, step_id: int, stand: Stand, qtbot: QtBot
) -> None:
    detail.notes.field.setFocus()
    qtbot.keyClicks(detail.notes.field, "12345")
    assert detail.notes.field.toPlainText() == "12345"
    assert _now(stand, step_id).row.status == "next"


@pytest.mark.parametrize(("answer", "opened"), [("open", 1), ("", 0)])
def test_a_link_is_opened_only_after_a_decision_that_shows_it(
    answer: str, opened: int, detail: StepDetail, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    urls: list[str] = []

    def decide(_parent: object, _title: str, text: str, *_rest: object) -> str:
        asked.append(text)
        return answer

    def open_url(url: object) -> bool:
        urls.append(str(url))
        return True

    monkeypatch.setattr(dialogs, "decide", decide)
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    detail._open_link("https://example.org/a")
    assert "https://example.org/a" in asked[0]
    assert len(urls) == opened
    detail._open_link("file:///etc/passwd")
    assert len(asked) == 1


def test_escape_closes_the_step_then_the_path_then_nothing(page: PathsPage, detail: StepDetail) -> None:
    assert detail.isVisible()
    assert page.step_back()
    assert page.path.detail is None
    assert page.step_back()
    assert page.place() is None
    assert not page.step_back()


def test_a_milestone_can_be_gone_to(page: PathsPage, stand: Stand, path_id: int) -> None:
    stage = stand.services.learning.path(path_id).milestones[3]
    page.show_place(Place("paths", "milestone", stage.id))
    assert page.path.outline.line_of(stage.steps[0].id).isVisible()


def test_a_step_that_is_gone_is_told_and_nothing_breaks(page: PathsPage, stand: Stand) -> None:
    page.open_step(999_999)
    assert len(stand.failures) == 1


def test_hours_a_week_change_the_forecast(
    page: PathsPage, stand: Stand, path_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask_hours", lambda _parent, _now: 10)
    page.path.ask_hours()
    assert "At 10 h a week" in page.path.head.sentence.text()
    assert stand.services.learning.path(path_id).weekly_hours == 10
    assert stand.undoable[-1]


def test_a_concept_opens_beside_the_page(detail: StepDetail, stand: Stand) -> None:
    detail.concept_wanted.emit(7)
    assert stand.opened == [("concept", 7)]


def test_facts_older_than_twelve_months_may_be_out_of_date() -> None:
    assert is_stale(date(2025, 3, 1), date(2026, 3, 2))
    assert not is_stale(date(2025, 3, 3), date(2026, 3, 2))


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("width", [816, 1072])
def test_an_open_step_passes_the_audit(
    width: int, zoom: int, page: PathsPage, detail: StepDetail, qapp: QApplication
) -> None:
    detail.proof.begin("Done, well done.")
    theme.apply(qapp, "light", zoom)
    page.resize(width, 640)
    found = audit(page)
    theme.apply(qapp, "light", 100)
    assert found == []


def test_opening_a_step_says_so_at_once_that_the_window_keeps_the_place(
    page: PathsPage, step_id: int, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.keys_changed):
        page.open_step(step_id)
    assert page.place() == Place("paths", "step", step_id)


def test_zooming_there_and_back_leaves_the_lines_as_they_were(
    page: PathsPage, qapp: QApplication, step_id: int
) -> None:
    line = page.path.outline.line_of(step_id)
    settle(page)
    before = line.minimumSizeHint()
    theme.apply(qapp, "light", 200)
    settle(page)
    grown = line.minimumSizeHint()
    theme.apply(qapp, "light", 100)
    settle(page)
    assert grown.width() > before.width()
    assert line.minimumSizeHint() == before


@pytest.mark.parametrize(("pressed", "outcome"), [("Cancel", 0), ("Save", 1)])
def test_enter_presses_the_button_with_the_focus(qtbot: QtBot, pressed: str, outcome: int) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    asked = ask.Ask(over, "How many?", line_edit("Sum"), "Save")
    made = form.Form(over, "A path", "Save", {"title": Field("Title", line_edit("Title"))}, lambda _: None)
    for dialog in (asked, made):
        dialog.show()
        button = next(one for one in dialog.findChildren(QPushButton) if one.text() == pressed)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert dialog.result() == outcome
        assert dialog.isHidden()


def test_another_path_opens_at_its_head(page: PathsPage, path_id: int, stand: Stand) -> None:
    last = stand.services.learning.path(path_id).milestones[-1].steps[-1].id
    page.open_step(last)
    settle(page)
    area = page.path._area()
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    other = next(row.id for row in stand.services.learning.paths() if row.id != path_id)
    page.show_place(Place("paths", "path", other))
    settle(page)
    assert area.verticalScrollBar().value() == 0
