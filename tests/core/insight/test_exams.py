"""How far the subjects of an exam are covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.insight.service import Insight
from tpmprep.core.learning.service import Learning
from tpmprep.core.quiz.faces import Confidence

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


@pytest.fixture
def insight(stocked: Database, profile_settings: Settings) -> Insight:
    return Insight(stocked, profile_settings)


def exam(db: Database, code: str) -> int:
    return next(face.step.row.id for face in Learning(db).certificates() if face.code == code)


def test_the_subjects_stand_with_their_weights_and_what_there_is_on_them(
    insight: Insight, stocked: Database
) -> None:
    parts = insight.exam(exam(stocked, "CLF-C02"))
    assert [(part.title, part.weight) for part in parts][1] == ("Security and compliance", 30)
    assert sum(part.weight or 0 for part in parts) == 100
    assert all(part.concepts and part.items and not part.met and not part.tried for part in parts)


def test_concepts_met_and_items_answered_right_are_counted(
    insight: Insight, stocked: Database, profile_settings: Settings
) -> None:
    step = exam(stocked, "CLF-C02")
    concept = insight.exam(step)[0].concept_ids[0]
    Catalog(stocked).meet(concept)
    assert insight.exam(step)[0].met == 1
    sittings = Sittings(stocked, profile_settings)
    turn = sittings.start(sittings.check(step))
    while turn.exercise is not None and turn.exercise.item is None:
        turn = sittings.go_on()
    assert turn.exercise is not None
    assert turn.exercise.item is not None
    right = tuple(option.key for option in turn.exercise.item.options if option.right)
    sittings.respond(turn.exercise.thing_id, right, Confidence.SURE, 1000)
    parts = insight.exam(step)
    assert sum(part.tried for part in parts) >= 1
    assert sum(part.right for part in parts) == sum(part.tried for part in parts)


def test_an_exam_without_outline_has_its_concepts_as_one_subject(insight: Insight, stocked: Database) -> None:
    (part,) = insight.exam(exam(stocked, "CSPO"))
    assert (part.title, part.weight) == ("", None)
    assert part.concepts > 3


def test_a_step_that_is_gone_has_no_subjects(insight: Insight) -> None:
    with refuses("step.gone"):
        insight.exam(98_765)
