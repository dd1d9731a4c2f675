"""What going back would change is told for everything a person can make or change, however small."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import StillClock
from tests.promises.released import RELEASES, put
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.backups.difference import difference
from tpmprep.core.ground.folders import prepare
from tpmprep.core.interview.faces import QuestionQuery, StoryDraft
from tpmprep.core.learning.faces import PathDraft, StepDraft
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tpmprep.core.learning.faces import PathFace
    from tpmprep.core.services import Services

STORY = StoryDraft(title="The outage", situation="At night")


class Own:
    """A profile in which a person made one thing of each kind."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.cards, self.interview, self.learning = services.cards, services.interview, services.learning
        services.aim.choose(AimDraft("interview", due_on=date(2026, 4, 14)))
        self.deck = self.cards.add_deck("Mine")
        self.draft = NoteDraft("basic", self.deck, {"front": "What is an SLO?", "back": "A target"})
        self.note = self.cards.add(self.draft)
        self.story = self.interview.add_story(STORY)
        self.question = self.interview.questions(QuestionQuery())[0].id
        self.path = self.learning.make_path(PathDraft("My way")).id
        self.stage = self.learning.add_milestone(self.path, "Begin").milestones[-1].id
        self.first, self.step = (
            self.learning.add_step(self.stage, StepDraft("at_work", title)).row.id
            for title in ("Read", "Write")
        )
        self.learning.set_notes(self.step, "ask first")

    def name(self, concept: int) -> None:
        """Names a concept in the note, and changes nothing else."""
        why = self.cards.note(self.note).explanation
        self.cards.edit(self.note, replace(self.draft, explanation=why, concept_ids=(concept,)))

    @property
    def way(self) -> PathFace:
        return self.learning.path(self.path)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    profile = open_for_writing(prepare(tmp_path_factory.mktemp("profile")), clock=StillClock())
    yield Own(profile.services)
    profile.close()


CHANGED: dict[str, tuple[Callable[[Own], object], str]] = {
    "a field of a step": (lambda o: o.learning.set_fields(o.step, {"before": "5 days"}), "step"),
    "what a step cost": (lambda o: o.learning.set_cost(o.step, 12.5), "step"),
    "a step renamed": (lambda o: o.learning.edit_step(o.step, StepDraft("at_work", "Say")), "path_step"),
    "steps in another order": (lambda o: o.learning.move_step(o.path, o.step, -1), "order"),
    "a stage renamed": (lambda o: o.learning.edit_milestone(o.stage, "End"), "milestone"),
    "the hours of a path": (lambda o: o.learning.set_weekly_hours(o.path, 9), "path"),
    "a path followed": (lambda o: o.learning.follow(o.path, followed=not o.way.followed), "path"),
    "a deck renamed": (lambda o: o.cards.rename_deck(o.deck, "Ours"), "deck"),
    "a note's explanation": (lambda o: o.cards.edit(o.note, replace(o.draft, explanation="why")), "note"),
    "a card suspended": (lambda o: o.cards.suspend(o.cards.note(o.note).cards, suspended=True), "suspended"),
    "a question starred": (lambda o: o.interview.star(o.question, starred=True), "question"),
    "what a story taught": (
        lambda o: o.interview.edit_story(o.story, replace(STORY, reflection="Ask sooner")),
        "story",
    ),
    "the concepts of a note": (lambda o: o.name(o.services.catalog.concepts()[0].id), "concepts"),
    "what a step waits for": (lambda o: o.learning.set_needs(o.step, ((o.first,),)), "needs"),
    "the day of the aim": (lambda o: o.services.aim.move(date(2026, 5, 1)), "aim"),
}
MADE: dict[str, tuple[Callable[[Own], object], str]] = {
    "a deck": (lambda o: o.cards.add_deck("Another"), "deck"),
    "a path": (lambda o: o.learning.make_path(PathDraft("Another way")), "path milestone"),
    "a stage": (lambda o: o.learning.add_milestone(o.path, "Next"), "milestone"),
    "a step": (lambda o: o.learning.add_step(o.stage, StepDraft("at_work", "Ask")), "path_step"),
    "tags": (lambda o: o.cards.retag([o.note], {"hard"}, ()), "tag"),
    "a concept met": (lambda o: o.services.catalog.meet(o.services.catalog.concepts()[0].id), "met"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_since_is_told(own: Own, what: str) -> None:
    act, kind = CHANGED[what]
    row = own.services.backups.make()
    act(own)
    face = own.services.backups.preview(row.file)
    assert [(one.kind, one.number > 0) for one in face.changes] == [(kind, True)]
    assert (face.set_aside, face.comes_back) == ((), ())


@pytest.mark.parametrize("what", MADE)
def test_what_was_made_since_is_told_and_comes_back_the_other_way(own: Own, what: str) -> None:
    act, kinds = MADE[what]
    told = [(kind, 1) for kind in kinds.split()]
    row = own.services.backups.make()
    act(own)
    face = own.services.backups.preview(row.file)
    later = own.services.backups.make()
    back = difference(row.file, later.file)
    assert [(one.kind, one.number) for one in face.set_aside] == told
    assert [(one.kind, one.number) for one in back.comes_back] == told
    assert (face.comes_back, face.changes, back.set_aside, back.changes) == ((), (), (), ())


@pytest.mark.parametrize("release", RELEASES)
def test_a_backup_of_every_release_can_be_looked_at(own: Own, tmp_path: Path, release: str) -> None:
    put(release, tmp_path / "old.sqlite3")
    face = own.services.backups.preview(tmp_path / "old.sqlite3")
    assert "review" in {one.kind for one in face.comes_back}
    assert "deck" in {one.kind for one in face.set_aside}
