from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.desk import Desk
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.core.interview.service import Interview

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

OUTAGE = StoryDraft(
    " The outage ",
    situation="Checkout was down",
    action="I **wrote** the timeline",
    competencies=("calm", " "),
)


@pytest.fixture
def interview(db: Database, profile_settings: Settings) -> Interview:
    return Interview(db, profile_settings)


def test_a_story_tells_how_many_of_its_five_parts_are_filled(interview: Interview) -> None:
    interview.add_story(OUTAGE)
    (story,) = interview.stories()
    assert (story.title, story.filled, story.competencies) == ("The outage", 2, ("calm",))


def test_the_story_edited_last_stands_first(interview: Interview, clock: FakeClock) -> None:
    first = interview.add_story(OUTAGE)
    clock.pass_by(hours=1)
    second = interview.add_story(replace(OUTAGE, title="The launch"))
    assert [story.id for story in interview.stories()] == [second, first]
    clock.pass_by(hours=1)
    face = interview.edit_story(first, replace(OUTAGE, result="Down from 40 to 5 minutes"))
    assert (face.filled, face.edited_at) == (3, clock.now())
    assert [story.id for story in interview.stories()] == [first, second]


def test_a_story_is_found_by_its_text_until_it_is_thrown_away(interview: Interview, db: Database) -> None:
    story = interview.add_story(OUTAGE)
    assert [hit.thing_id for hit in Catalog(db).find("timeline")] == [story]
    interview.delete_story(story)
    assert (interview.stories(), Catalog(db).find("timeline")) == ((), ())
    Desk(db).undo()
    assert [row.id for row in interview.stories()] == [story]
    assert [hit.thing_id for hit in Catalog(db).find("timeline")] == [story]


def test_a_story_without_a_title_is_refused(interview: Interview) -> None:
    story = interview.add_story(OUTAGE)
    for act in (interview.add_story, lambda draft: interview.edit_story(story, draft)):
        with refuses("story.field", field="title"):
            act(StoryDraft("  "))
    assert [row.title for row in interview.stories()] == ["The outage"]


def test_a_story_that_is_not_there_is_gone(interview: Interview) -> None:
    with refuses("story.gone", id=98_765):
        interview.edit_story(98_765, OUTAGE)
    with refuses("story.gone"):
        interview.delete_story(98_765)
