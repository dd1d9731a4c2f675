from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.db.desk import Desk

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tests.core.learning.conftest import Plan
    from tpmprep.core.db.database import Database
    from tpmprep.core.learning.faces import StepRow
    from tpmprep.core.learning.service import Learning

TODAY = date(2026, 3, 2)


def row(learning: Learning, plan: Plan, name: str) -> StepRow:
    return learning.step(plan[name]).row


def test_a_path_shows_its_stages_and_hours_without_optional_steps(learning: Learning, plan: Plan) -> None:
    face = learning.path(plan.path)
    assert [stage.title for stage in face.milestones] == ["Begin", "Build"]
    assert [step.title for step in face.milestones[1].steps] == ["Project", "Extra"]
    assert (face.hours, face.hours_done) == (18.0, 0.0)
    assert [stage.hours for stage in face.milestones] == [12.0, 6.0]


def test_an_optional_step_counts_once_it_is_begun(learning: Learning, plan: Plan) -> None:
    learning.set_status(plan["extra"], "doing")
    assert learning.path(plan.path).hours == 22.0


def test_a_step_not_for_me_counts_no_longer(learning: Learning, plan: Plan) -> None:
    learning.set_status(plan["course.a"], "not_for_me")
    assert learning.path(plan.path).hours == 8.0
    assert learning.paths()[0].steps == 2


def test_all_needs_must_be_met_and_of_a_choice_any_step_is_enough(learning: Learning, plan: Plan) -> None:
    assert row(learning, plan, "project").open_needs == ("Course.A or Course.B", "Read")
    learning.set_status(plan["read"], "done")
    assert row(learning, plan, "project").open_needs == ("Course.A or Course.B",)
    learning.set_status(plan["course.b"], "done")
    assert row(learning, plan, "project").open_needs == ()
    assert row(learning, plan, "project").needs == ("Course.A or Course.B", "Read")


def test_the_next_step_is_the_first_whose_needs_are_met(learning: Learning, plan: Plan) -> None:
    assert learning.next_step() is None
    learning.follow(plan.path, followed=True)
    assert getattr(learning.next_step(), "id", 0) == plan["read"]
    learning.set_status(plan["read"], "done")
    assert getattr(learning.next_step(), "id", 0) == plan["course.a"]
    learning.set_status(plan["course.a"], "waiting")
    assert learning.next_step() is None


def test_a_step_being_done_goes_before_the_next_one(learning: Learning, plan: Plan) -> None:
    learning.follow(plan.path, followed=True)
    learning.set_status(plan["project"], "doing")
    assert getattr(learning.next_step(), "id", 0) == plan["project"]


def test_a_path_let_go_of_proposes_nothing(learning: Learning, plan: Plan) -> None:
    learning.follow(plan.path, followed=True)
    learning.follow(plan.path, followed=False)
    assert learning.next_step() is None


def test_done_sets_the_day_and_taking_it_back_clears_it(learning: Learning, plan: Plan) -> None:
    assert learning.set_status(plan["read"], "done").row.done_on == TODAY
    assert learning.set_status(plan["read"], "doing").row.done_on is None


def test_a_stage_is_done_on_the_day_of_its_last_step(
    learning: Learning, plan: Plan, clock: FakeClock
) -> None:
    learning.set_status(plan["read"], "done")
    assert learning.path(plan.path).milestones[0].done_on is None
    clock.pass_by(days=3)
    learning.set_status(plan["course.a"], "done")
    assert learning.path(plan.path).milestones[0].done_on == date(2026, 3, 5)


def test_proof_from_before_closes_a_step_and_leaves_the_pace_alone(learning: Learning, plan: Plan) -> None:
    face = learning.set_status(plan["read"], "done", tested_out=True)
    assert face.tested_out
    assert not learning.set_status(plan["read"], "doing", tested_out=True).tested_out


def test_logged_minutes_add_up_and_begin_the_step(learning: Learning, plan: Plan, db: Database) -> None:
    learning.log_minutes(plan["read"], 30)
    assert learning.log_minutes(plan["read"], 45).row.minutes_spent == 75
    assert row(learning, plan, "read").status == "doing"
    Desk(db).undo()
    assert row(learning, plan, "read").minutes_spent == 30
    Desk(db).undo()
    assert (row(learning, plan, "read").minutes_spent, row(learning, plan, "read").status) == (0, "next")


def test_minutes_logged_on_a_finished_step_leave_it_finished(learning: Learning, plan: Plan) -> None:
    learning.set_status(plan["read"], "done")
    assert learning.log_minutes(plan["read"], 10).row.status == "done"


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_odd_minutes_are_refused(learning: Learning, plan: Plan, minutes: int) -> None:
    with refuses("step.minutes", minutes=minutes):
        learning.log_minutes(plan["read"], minutes)


@pytest.mark.parametrize("hours", [0.4, 80.5, -1, float("nan")])
def test_odd_hours_a_week_are_refused(learning: Learning, plan: Plan, hours: float) -> None:
    with refuses("path.hours"):
        learning.set_weekly_hours(plan.path, hours)


def test_hours_a_week_move_the_forecast(learning: Learning, plan: Plan) -> None:
    slow = learning.set_weekly_hours(plan.path, 3).forecast
    fast = learning.set_weekly_hours(plan.path, 9).forecast
    assert (slow.likely_on, fast.likely_on) == (date(2026, 4, 13), date(2026, 3, 16))
    assert slow.late_on is not None
    assert slow.likely_on is not None
    assert slow.late_on > slow.likely_on


def test_notes_cost_and_day_are_kept(learning: Learning, plan: Plan) -> None:
    learning.set_notes(plan["read"], "Chapter *3*")
    learning.set_cost(plan["read"], 49.5)
    learning.set_due(plan["read"], date(2026, 3, 20))
    face = learning.step(plan["read"])
    assert (face.notes, face.cost_spent, face.row.due_on) == ("Chapter *3*", 49.5, date(2026, 3, 20))
    with refuses("step.cost"):
        learning.set_cost(plan["read"], -1)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("note", "  "),
        ("link", "example.org"),
        ("link", "javascript:alert(1)"),
        ("link", "https://"),
        ("x", "y"),
    ],
)
def test_odd_proof_is_refused(learning: Learning, plan: Plan, kind: str, text: str) -> None:
    with refuses("step.evidence"):
        learning.add_evidence(plan["read"], kind, text)
    assert learning.step(plan["read"]).evidence == ()


def test_proof_is_added_and_taken_away(learning: Learning, plan: Plan, db: Database) -> None:
    learning.add_evidence(plan["read"], "link", " https://example.org/repo ")
    face = learning.add_evidence(plan["read"], "note", "Shown to the team")
    assert [proof.text for proof in face.evidence] == ["https://example.org/repo", "Shown to the team"]
    learning.remove_evidence(face.evidence[0].id)
    assert [proof.kind for proof in learning.step(plan["read"]).evidence] == ["note"]
    Desk(db).undo()
    assert len(learning.step(plan["read"]).evidence) == 2


def test_what_is_not_there_is_gone(learning: Learning) -> None:
    with refuses("path.gone"):
        learning.path(98_765)
    with refuses("step.gone"):
        learning.step(98_765)
    with refuses("step.gone"):
        learning.set_status(98_765, "done")
    with refuses("step.gone"):
        learning.add_evidence(98_765, "note", "x")
