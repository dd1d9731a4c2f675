"""The tab Practise through its own widgets."""

from __future__ import annotations

from tests.ui.kit.audit import audit
from tests.ui.pages.interview.stage import FakeHost, asked, press
from tpmprep.core.interview.faces import QuestionQuery, TakeDraft
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.interview.page import InterviewPage


def test_space_starts_a_rehearsal_of_the_recommended_question(host: FakeHost) -> None:
    page = host.show(InterviewPage)
    best = page.practise.best
    assert best is not None
    press(page, "interview.say")
    assert asked(host.plans[0], "question") == [best.row.id]


def test_another_one_recommends_a_question_of_another_round(host: FakeHost) -> None:
    page = host.show(InterviewPage)
    first = page.practise.best
    press(page, "interview.other")
    second = page.practise.best
    assert first is not None
    assert second is not None
    assert first.row.round != second.row.round


def test_a_weak_take_brings_its_question_to_the_front_of_its_round(host: FakeHost) -> None:
    rows = host.services.interview.questions(QuestionQuery(round="technical"))
    host.services.interview.save_take(rows[7].id, TakeDraft(60_000, score=1, improve="Slower"))
    page = host.show(InterviewPage)
    page.practise.filter.choose("technical")
    best = page.practise.best
    assert best is not None
    assert best.row.id == rows[7].id
    assert "Score 1" in page.practise.reason(best)


def test_reading_it_first_opens_the_question(host: FakeHost) -> None:
    page = host.show(InterviewPage)
    best = page.practise.best
    assert best is not None
    press(page, "interview.read")
    assert page.place() == Place("interview", "question", best.row.id, "questions")


def test_an_empty_bank_invites_to_write_a_question(bare_host: FakeHost) -> None:
    page = bare_host.show(InterviewPage)
    assert page.practise.best is None
    press(page, "question.new")
    assert page.questions.right.currentWidget() is page.questions.form


def test_every_tab_is_readable_at_the_smallest_window(host: FakeHost) -> None:
    page = host.show(InterviewPage)
    page.resize(816, 640)
    problems = []
    for at in range(3):
        page.bar.setCurrentIndex(at)
        problems += audit(page)
    assert problems == []
