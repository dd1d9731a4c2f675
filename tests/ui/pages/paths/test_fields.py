"""The fields a person fills in on a step, by key; short checks and a story made of a duty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, put_up, words_of
from tpmprep.core.learning.faces import PathDraft, StepDraft
from tpmprep.ui.pages.paths import ask
from tpmprep.ui.pages.paths.deeds import fields_place
from tpmprep.ui.pages.paths.page import PathsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tpmprep.ui.pages.paths.own import OwnFields

KINDS = ("at_work", "certification", "course", "event", "exercise", "job_search", "milestone", "project",
         "reading", "tutorial")  # fmt: skip


@pytest.fixture
def steps(stand: Stand) -> dict[str, int]:
    """A step of each kind on a path of one's own."""
    learning = stand.services.learning
    stage = learning.make_path(PathDraft("Mine")).milestones[0].id
    return {kind: learning.add_step(stage, StepDraft(kind, f"My {kind}", "Do it")).row.id for kind in KINDS}


@pytest.fixture
def page(stand: Stand, steps: dict[str, int], qtbot: QtBot) -> PathsPage:
    made = PathsPage(stand)
    put_up(made, qtbot)
    return made


def opened(page: PathsPage, step_id: int) -> OwnFields:
    page.open_step(step_id)
    settle(page)
    assert page.path.detail is not None
    return page.path.detail.own


def kept(stand: Stand, step_id: int) -> dict[str, str]:
    return dict(stand.services.learning.step(step_id).extra)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_shows_its_fields_and_passes_the_audit(
    kind: str, page: PathsPage, stand: Stand, steps: dict[str, int]
) -> None:
    own = opened(page, steps[kind])
    fields = stand.services.learning.step(steps[kind]).own
    assert own.names() == tuple(value.field.name for value in fields)
    assert all(value.field.label in words_of(page) for value in fields)
    page.resize(816, 640)
    assert audit(page) == []


@pytest.mark.parametrize("name", ["voucher", "mocks", "notes"])
def test_ctrl_z_in_a_field_nothing_was_typed_in_is_left_to_the_window(
    name: str, page: PathsPage, stand: Stand, steps: dict[str, int]
) -> None:
    step = steps["certification"]
    stand.services.learning.set_notes(step, "half way")
    stand.services.learning.set_fields(step, {"mocks": "2026-02-01 64"})
    own = opened(page, step)
    assert page.path.detail is not None
    field = page.path.detail.notes.field if name == "notes" else own.control(name)
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "")
    undo.ignore()
    QApplication.sendEvent(field, undo)
    assert not undo.isAccepted()
    typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(field, typed)
    QApplication.sendEvent(field, undo)
    assert undo.isAccepted()


def test_f_goes_to_the_first_field_and_enter_saves_it(
    page: PathsPage, stand: Stand, steps: dict[str, int], qtbot: QtBot
) -> None:
    own = opened(page, steps["course"])
    qtbot.keyClick(page, "F")
    control = own.control("provider")
    assert control.hasFocus()
    qtbot.keyClicks(control, "Codecademy")
    qtbot.keyClick(control, Qt.Key.Key_Return)
    assert kept(stand, steps["course"]) == {"provider": "Codecademy"}
    assert (stand.notices[-1], stand.undoable[-1]) == ("Provider saved", True)
    stand.services.desk.undo()
    assert isinstance(control, QLineEdit)
    assert control.text() == ""


def test_lessons_show_in_the_line_of_the_step(page: PathsPage, stand: Stand, steps: dict[str, int]) -> None:
    own = opened(page, steps["course"])
    for name, text in (("lessons_total", "12"), ("lessons_done", "8")):
        control = own.control(name)
        assert isinstance(control, QLineEdit)
        control.setText(text)
        control.editingFinished.emit()
    line = page.path.outline.line_of(steps["course"])
    assert "8 of 12 lessons" in line.accessibleDescription()


def test_what_cannot_be_kept_says_why_and_stays_as_typed(
    page: PathsPage, stand: Stand, steps: dict[str, int], qtbot: QtBot
) -> None:
    own = opened(page, steps["job_search"])
    control = own.control("next_on")
    control.setFocus()
    qtbot.keyClicks(control, "soon")
    qtbot.keyClick(control, Qt.Key.Key_Return)
    assert own.problem("next_on") == "Not saved: write a day as 2026-03-31."
    assert kept(stand, steps["job_search"]) == {}
    assert isinstance(control, QLineEdit)
    assert control.text() == "soon"
    control.setText("9.3.2026")
    qtbot.keyClick(control, Qt.Key.Key_Return)
    assert own.problem("next_on") == ""
    assert control.text() == "2026-03-09"
    assert "Next action 9 Mar" in page.path.outline.line_of(steps["job_search"]).accessibleDescription()


def test_a_tick_a_choice_and_a_text_are_saved(page: PathsPage, stand: Stand, steps: dict[str, int]) -> None:
    own = opened(page, steps["tutorial"])
    box = own.control("cleaned_up")
    assert isinstance(box, QCheckBox)
    box.click()
    assert kept(stand, steps["tutorial"]) == {"cleaned_up": "yes"}
    own = opened(page, steps["job_search"])
    stage = own.control("stage")
    assert isinstance(stage, QComboBox)
    stage.setCurrentIndex(stage.findData("applied"))
    stage.activated.emit(stage.currentIndex())
    learned = own.control("learned")
    assert isinstance(learned, QPlainTextEdit)
    learned.setPlainText("They ask for **metrics**")
    assert page.step_back()
    assert kept(stand, steps["job_search"]) == {"stage": "applied", "learned": "They ask for **metrics**"}


def test_a_day_is_chosen_from_the_calendar(
    page: PathsPage, stand: Stand, steps: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr(ask, "ask_day", lambda *_given: date(2026, 5, 1))
    own = opened(page, steps["certification"])
    whole = own.control("exam_on").parentWidget()
    assert whole is not None
    button = whole.findChild(type(page.path.head.back))
    assert button is not None
    button.click()
    assert kept(stand, steps["certification"]) == {"exam_on": "2026-05-01"}


def test_cleaning_up_is_called_to_mind_until_it_is_ticked(
    page: PathsPage, stand: Stand, steps: dict[str, int]
) -> None:
    learning = stand.services.learning
    learning.set_fields(steps["tutorial"], {"cost_limit": "5"})
    learning.set_status(steps["tutorial"], "doing")
    own = opened(page, steps["tutorial"])
    assert "Delete what you started" in words_of(page)
    box = own.control("cleaned_up")
    assert isinstance(box, QCheckBox)
    box.click()
    settle(page)
    assert "Delete what you started" not in words_of(page)


def test_half_filled_fields_are_there_again(
    page: PathsPage, stand: Stand, steps: dict[str, int], qtbot: QtBot
) -> None:
    own = opened(page, steps["project"])
    control = own.control("shows")
    assert isinstance(control, QPlainTextEdit)
    control.setPlainText("That I can")
    own._wait.timeout.emit()
    kept_draft = stand.services.desk.draft(fields_place(steps["project"]))
    assert kept_draft is not None
    assert json.loads(kept_draft.text) == {"shows": "That I can"}
    again = PathsPage(stand)
    put_up(again, qtbot)
    there = opened(again, steps["project"]).control("shows")
    assert isinstance(there, QPlainTextEdit)
    assert there.toPlainText() == "That I can"
    assert "Not saved last time" in words_of(again)


def test_a_duty_at_work_begins_a_story(page: PathsPage, stand: Stand, steps: dict[str, int]) -> None:
    stand.services.learning.set_fields(
        steps["at_work"],
        {"duty": "Wrote the retry rules", "for_whom": "Partners", "measure": "Questions", "before": "14",
         "after": "3"},
    )  # fmt: skip
    opened(page, steps["at_work"])
    detail = page.path.detail
    assert detail is not None
    story = page.path.deeds.begin_story(detail.face)
    assert stand.opened == [("story", story)]
    told = next(face for face in stand.services.interview.stories() if face.id == story)
    assert (told.task, told.result) == ("Wrote the retry rules", "Questions: 14 → 3")
    assert "Partners" in told.situation


def test_a_finished_step_offers_short_checks_of_what_it_taught(
    page: PathsPage, stand: Stand, steps: dict[str, int]
) -> None:
    learning = stand.services.learning
    path = next(row for row in learning.paths() if row.ref.endswith("pm-to-tpm"))
    step = learning.path(path.id).milestones[0].steps[0]
    learning.set_status(step.id, "done")
    opened(page, step.id)
    assert "Short check" in words_of(page)
    detail = page.path.detail
    assert detail is not None
    page.path.deeds.check(detail.face)
    assert 1 <= len(stand.started[0].things) <= 5
    page.path.deeds.check(learning.step(steps["event"]))
    assert stand.notices[-1].startswith("No card and no item tests")


def test_planned_hours_are_changed(
    page: PathsPage, stand: Stand, steps: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask_planned", lambda _parent, _now: 7.5)
    opened(page, steps["reading"])
    detail = page.path.detail
    assert detail is not None
    detail._change_hours()
    assert stand.services.learning.step(steps["reading"]).row.hours == 7.5
