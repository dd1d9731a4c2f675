"""The stories through their own widgets."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from tests.ui.kit.audit import audit
from tests.ui.pages.interview.stage import FakeHost, press
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.interview.page import InterviewPage
from tpmprep.ui.pages.interview.story_form import draft_place, read, written

LAUNCH = StoryDraft(
    "Launch", "Sales wanted the date.", "The plan was mine.", competencies=("conflict", "own word")
)


@pytest.fixture
def page(host: FakeHost) -> InterviewPage:
    page = host.show(InterviewPage)
    page.show_place(Place("interview", tab="stories"))
    return page


def test_without_stories_the_tab_invites_to_write_the_first(page: InterviewPage) -> None:
    assert page.stories._empty.isVisible()
    page.stories._empty.action.click()
    assert page.place() == Place("interview", "story", 0, "stories")


def test_a_named_story_is_kept_and_counts_its_parts(page: InterviewPage, host: FakeHost) -> None:
    page.show_place(Place("interview", "story", 0))
    form = page.stories.form
    QTest.keyClicks(form.title, "Launch")
    QTest.keyClicks(form.parts["situation"].editor.field, "Sales wanted the date")
    QTest.keyClicks(form.parts["result"].editor.field, "9 of 10 stayed")
    press(page, "story.save")
    [story] = host.services.interview.stories()
    assert (story.title, story.filled) == ("Launch", 2)
    assert form._filled.text() == "2 of 5 parts"
    assert form.status.text().startswith("Saved ")
    assert page.place() == Place("interview", "story", story.id, "stories")


def test_a_story_without_a_name_is_a_draft_and_is_back_after_a_restart(
    page: InterviewPage, host: FakeHost
) -> None:
    page.show_place(Place("interview", "story", 0))
    QTest.keyClicks(page.stories.form.parts["action"].editor.field, "I called them")
    page.leave()
    assert host.services.interview.stories() == ()
    again = host.show(InterviewPage)
    assert again.place() == Place("interview", "story", 0, "stories")
    assert again.stories.form.parts["action"].text() == "I called them"
    assert again.stories.form.parts["action"].editor.field.textCursor().atEnd()


def test_a_change_is_saved_when_another_story_is_opened(page: InterviewPage, host: FakeHost) -> None:
    interview = host.services.interview
    first, second = interview.add_story(LAUNCH), interview.add_story(StoryDraft("Other"))
    page.load()
    page.show_place(Place("interview", "story", first))
    QTest.keyClicks(page.stories.form.parts["result"].editor.field, "It held")
    page.show_place(Place("interview", "story", second))
    kept = next(one for one in interview.stories() if one.id == first)
    assert kept.result == "It held"
    assert kept.competencies == ("conflict", "own word")


def test_what_a_story_shows_is_chosen_by_chips(page: InterviewPage, host: FakeHost) -> None:
    at = host.services.interview.add_story(LAUNCH)
    page.load()
    page.show_place(Place("interview", "story", at))
    page.stories.form.chips.chip("influence").click()
    press(page, "story.save")
    [story] = host.services.interview.stories()
    assert story.competencies == ("conflict", "influence", "own word")


def test_a_deleted_story_comes_back_by_undo(page: InterviewPage, host: FakeHost) -> None:
    at = host.services.interview.add_story(LAUNCH)
    page.load()
    page.show_place(Place("interview", "story", at))
    press(page, "story.delete")
    assert host.services.interview.stories() == ()
    assert host.notices == ["Deleted the story “Launch” [undo]"]
    assert page.stories._empty.isVisible()
    host.services.desk.undo()
    page.load()
    assert [one.id for one in host.services.interview.stories()] == [at]


def test_an_unreadable_draft_is_passed_over() -> None:
    assert read(written(LAUNCH)) == LAUNCH
    assert read("{not json") is None
    assert read('{"title": "x", "unknown": 1}') is None
    assert draft_place(0) == "interview.story.0"


def test_a_story_is_readable_at_the_smallest_window(page: InterviewPage, host: FakeHost) -> None:
    at = host.services.interview.add_story(LAUNCH)
    page.load()
    page.show_place(Place("interview", "story", at))
    page.resize(816, 640)
    assert audit(page) == []
