from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.learning.service import Learning

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


@pytest.fixture
def learning(stocked: Database) -> Learning:
    return Learning(stocked)


def test_every_shipped_path_can_be_walked_to_its_end_step_by_step(learning: Learning) -> None:
    for path in learning.paths():
        learning.follow(path.id, followed=True)
        wanted = sum(
            not step.optional
            for stage in learning.path(path.id).milestones
            for step in stage.steps
            if step.status != "done"
        )
        for _ in range(wanted):
            step = learning.next_step()
            assert step is not None
            learning.set_status(step.id, "done")
        face = learning.path(path.id)
        assert all(stage.done_on for stage in face.milestones if any(not s.optional for s in stage.steps))
        assert face.hours_done == pytest.approx(face.hours)
        learning.follow(path.id, followed=False)


def test_a_step_names_its_kind_and_the_fields_of_it_in_words(learning: Learning) -> None:
    steps = [
        step
        for path in learning.paths()
        for stage in learning.path(path.id).milestones
        for step in stage.steps
    ]
    exam = next(step for step in steps if step.kind == "certification")
    assert exam.kind_title == "Certification"
    assert dict(learning.step(exam.id).fields).keys() & {"Exam", "Exam minutes", "Pass mark", "Fee", "Format"}
    assert all(learning.step(step.id).what and learning.step(step.id).paths for step in steps[:10])
