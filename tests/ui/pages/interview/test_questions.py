"""The question bank and the answer note through their own widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.interview.stage import FakeHost, asked, press
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.faces import QuestionQuery, TakeDraft
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.interview.answer import draft_place
from tpmprep.ui.pages.interview.folds import Fold
from tpmprep.ui.pages.interview.page import InterviewPage

if TYPE_CHECKING:
    from datetime import datetime


@pytest.fixture
def page(host: FakeHost) -> InterviewPage:
    page = host.show(InterviewPage)
    page.show_place(Place("interview", tab="questions"))
    return page


def some(host: FakeHost, at: int = 0) -> int:
    return host.services.interview.questions(QuestionQuery())[at].id


def write(page: InterviewPage, text: str) -> None:
    field = page.questions.detail.answer.editor.field
    field.setFocus()
    QTest.keyClicks(field, text)


def test_moving_down_the_list_shows_each_question(page: InterviewPage) -> None:
    rows = page.questions.list.rows
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    first = page.questions.question_id()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert first
    assert page.questions.question_id() not in {0, first}


def test_where_it_is_narrow_enter_opens_the_question_and_escape_closes_it(page: InterviewPage) -> None:
    page.resize(816, 640)
    audit(page)
    rows = page.questions.list.rows
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert page.questions.question_id() == 0
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert page.questions.question_id() != 0
    assert not rows.isVisible()
    assert page.step_back()
    assert rows.isVisible()
    assert page.questions.question_id() == 0


def test_down_from_the_search_marks_the_first_found_and_enter_opens_it(page: InterviewPage) -> None:
    search, rows = page.questions.list.search, page.questions.list.rows
    search.setFocus()
    QTest.keyClicks(search, "yourself")
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert rows.hasFocus()
    marked = rows.chosen()
    assert marked is not None
    assert page.questions.question_id() == 0
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert page.questions.question_id() == marked.id


def test_a_page_that_is_not_shown_keeps_no_new_place(page: InterviewPage, host: FakeHost) -> None:
    page.show_place(Place("interview", "question", some(host)))
    page.hide()
    host.services.desk.keep("interview.stood", {"tab": "stories"})
    page.questions.resize(500, 640)
    QApplication.sendEvent(page.questions, QEvent(QEvent.Type.StyleChange))
    assert not page.questions.split.is_wide()
    assert host.services.desk.kept("interview.stood") == {"tab": "stories"}


def test_ctrl_s_saves_the_answer_and_says_when(page: InterviewPage, host: FakeHost) -> None:
    at = some(host)
    page.show_place(Place("interview", "question", at))
    write(page, "I said no, with a number")
    assert page.questions.detail.answer.status.text() == "Not saved yet"
    press(page, "question.keep")
    assert host.services.interview.question(at).answer == "I said no, with a number"
    assert page.questions.detail.answer.status.text().startswith("Saved ")
    assert host.stale == []


def test_two_seconds_of_silence_save_the_answer_as_one_step(page: InterviewPage, host: FakeHost) -> None:
    at = some(host)
    page.show_place(Place("interview", "question", at))
    write(page, "One sentence")
    page.questions.detail.answer.auto._silence.timeout.emit()
    assert host.services.interview.question(at).answer == "One sentence"
    host.services.desk.undo()
    assert host.services.interview.question(at).answer == ""


def test_an_answer_typed_without_a_pause_is_a_draft_and_is_there_after_a_restart(
    page: InterviewPage, host: FakeHost
) -> None:
    at = some(host, 3)
    page.show_place(Place("interview", "question", at))
    write(page, "Half a sent")
    page.questions.detail.answer.auto._while_typing.timeout.emit()
    assert host.services.interview.question(at).answer == ""
    page.questions.detail.answer.auto.forget()
    after_a_crash = host.show(InterviewPage)
    assert after_a_crash.place() == Place("interview", "question", at, "questions")
    assert after_a_crash.questions.detail.answer.editor.text() == "Half a sent"
    after_a_crash.leave()
    assert host.services.interview.question(at).answer == "Half a sent"
    assert host.services.desk.draft(draft_place(at)) is None


def test_going_to_another_question_saves_the_first_ones_answer(page: InterviewPage, host: FakeHost) -> None:
    first, second = some(host), some(host, 1)
    page.show_place(Place("interview", "question", first))
    write(page, "Mine")
    page.show_place(Place("interview", "question", second))
    assert host.services.interview.question(first).answer == "Mine"
    assert page.questions.detail.answer.editor.text() == ""


def test_loading_again_leaves_the_words_being_typed(page: InterviewPage, host: FakeHost) -> None:
    page.show_place(Place("interview", "question", some(host)))
    write(page, "still typing")
    page.load()
    assert page.questions.detail.answer.editor.text() == "still typing"


def test_an_answer_that_cannot_be_saved_stays_a_draft(
    page: InterviewPage, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_question_id: int, _text: str) -> datetime:
        raise UserError("profile.disk_full", file="profile.db")

    at = some(host)
    page.show_place(Place("interview", "question", at))
    monkeypatch.setattr(host.services.interview, "save_answer", full)
    write(page, "precious")
    page.leave()
    kept = host.services.desk.draft(draft_place(at))
    assert len(host.errors) == 1
    assert kept is not None
    assert kept.text == "precious"


def test_r_rehearses_and_s_stars_the_question(page: InterviewPage, host: FakeHost) -> None:
    at = some(host)
    page.show_place(Place("interview", "question", at))
    press(page, "question.rehearse")
    press(page, "question.star")
    assert asked(host.plans[0], "question") == [at]
    assert host.services.interview.question(at).starred
    press(page, "question.star")
    assert not host.services.interview.question(at).starred
    assert host.stale == []


def test_help_is_folded_and_opens_on_request(page: InterviewPage, host: FakeHost) -> None:
    page.show_place(Place("interview", "question", some(host)))
    folds = page.questions.detail.findChildren(Fold)
    assert folds
    assert not any(fold.is_open() for fold in folds)
    folds[0].head.click()
    assert folds[0].is_open()


def test_takes_tell_score_and_improvement(page: InterviewPage, host: FakeHost) -> None:
    at = some(host)
    host.services.interview.save_take(at, TakeDraft(171_000, score=3, improve="Result sooner"))
    page.show_place(Place("interview", "question", at))
    words = [one.text() for one in page.questions.detail.findChildren(type(page.questions.detail.crumb))]
    assert {"Take 1", "Score 3", "Result sooner"} <= set(words)


def test_two_takes_stand_side_by_side_and_escape_brings_the_list_back(
    page: InterviewPage, host: FakeHost
) -> None:
    at = some(host)
    parts = host.services.interview.question(at).parts
    for ms, score, said in ((171_000, 2, parts[:2]), (120_000, 2, parts[:1]), (130_000, 4, parts[1:3])):
        host.services.interview.save_take(at, TakeDraft(ms, f"In {ms} words", said, score, "Sooner"))
    page.show_place(Place("interview", "question", at))
    press(page, "take.compare")
    compare = page.questions.detail.takes.compare
    assert compare is not None
    assert (compare.left.currentData(), compare.right.currentData()) == (2, 3)
    assert compare.finding.text() == (
        f"Take 3 was 0:10 longer, scored 2 higher, said {parts[1]}, {parts[2]}, left out {parts[0]}."
    )
    compare.left.setCurrentIndex(compare.left.findData(1))
    assert compare.finding.text().startswith("Take 3 was 0:41 shorter, scored 2 higher")
    settle(page)
    assert audit(page) == []
    assert page.step_back()
    assert not page.questions.detail.takes.is_side_by_side()
    assert page.questions.detail.takes.side.hasFocus()


def test_the_takes_tell_how_the_score_went(page: InterviewPage, host: FakeHost) -> None:
    at = some(host)
    for score in (2, 3, 4):
        host.services.interview.save_take(at, TakeDraft(100_000, score=score))
    page.show_place(Place("interview", "question", at))
    words = [one.text() for one in page.questions.detail.findChildren(type(page.questions.detail.crumb))]
    assert "From 2 to 4 in 3 takes." in words


def test_one_take_alone_offers_nothing_to_compare(page: InterviewPage, host: FakeHost) -> None:
    at = some(host)
    host.services.interview.save_take(at, TakeDraft(100_000, score=3))
    page.show_place(Place("interview", "question", at))
    assert "take.compare" not in [key.action for key in page.questions.keys()]  # noqa: SIM118 - the keys of a page


def test_search_and_filters_narrow_the_list_and_escape_shows_all(page: InterviewPage, host: FakeHost) -> None:
    everything = page.questions.list.rows.rows_model.rowCount()
    page.questions.list.search.setText("estimate")
    QTest.keyClick(page.questions.list.search, Qt.Key.Key_Return)
    assert 0 < page.questions.list.rows.rows_model.rowCount() < everything
    page.questions.list.state.setCurrentIndex(page.questions.list.state.findData("starred"))
    assert page.questions.list.rows.rows_model.rowCount() == 0
    assert page.step_back()
    assert page.questions.list.rows.rows_model.rowCount() == everything


def test_a_question_of_ones_own_is_written_kept_and_deleted_with_undo(
    page: InterviewPage, host: FakeHost
) -> None:
    press(page, "question.new")
    form = page.questions.form
    QTest.keyClicks(form.prompt, "What did they ask me?")
    press(page, "question.save")
    at = page.questions.question_id()
    assert host.services.interview.question(at).prompt == "What did they ask me?"
    press(page, "question.delete")
    assert host.notices == ["Deleted your question [undo]"]
    with pytest.raises(UserError):
        host.services.interview.question(at)
    host.services.desk.undo()
    assert host.services.interview.question(at).prompt == "What did they ask me?"


def test_an_empty_question_is_not_kept_and_its_field_says_why(page: InterviewPage, host: FakeHost) -> None:
    press(page, "question.new")
    press(page, "question.save")
    assert page.questions.form._prompt_field.problem()
    assert host.services.interview.questions(QuestionQuery(state="own")) == ()


def test_a_half_typed_question_is_back_when_the_form_opens_again(page: InterviewPage) -> None:
    press(page, "question.new")
    QTest.keyClicks(page.questions.form.prompt, "Half a quest")
    assert page.step_back()
    press(page, "question.new")
    assert page.questions.form.prompt.toPlainText() == "Half a quest"
    assert page.questions.form.prompt.textCursor().atEnd()


def test_a_shipped_question_offers_no_deleting(page: InterviewPage, host: FakeHost) -> None:
    page.show_place(Place("interview", "question", some(host)))
    keys = page.keys()
    assert "question.delete" not in {key.action for key in keys}
    assert not page.questions.detail.delete.isVisible()


def test_a_question_in_full_is_readable_at_the_smallest_window(page: InterviewPage, host: FakeHost) -> None:
    page.show_place(Place("interview", "question", some(host)))
    page.resize(816, 640)
    assert audit(page) == []


def test_the_page_cares_for_what_it_shows() -> None:
    assert InterviewPage.cares & Change.TAKES
    assert InterviewPage.cares & Change.ANSWER_NOTES
