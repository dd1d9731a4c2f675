from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.learning.certificates import ends_on
from tpmprep.core.learning.faces import PathDraft, StepDraft

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tpmprep.core.learning.service import Learning

TODAY = date(2026, 3, 2)


@pytest.fixture
def exam(learning: Learning) -> int:
    """A certification of twenty hours on an own path."""
    path = learning.make_path(PathDraft("Mine"))
    return learning.add_step(path.milestones[0].id, StepDraft("certification", "AZ-900", hours=20)).row.id


def test_a_booked_exam_says_what_preparing_takes_a_week(learning: Learning, exam: int) -> None:
    learning.set_fields(exam, {"exam_on": "2026-03-30", "mocks": "2026-02-01 64\n2026-02-20 81"})
    learning.log_minutes(exam, 240)
    (face,) = learning.certificates()
    assert face.exam_on == date(2026, 3, 30)
    assert (face.hours_left, face.weekly) == (16, 4)
    assert face.mocks == ((date(2026, 2, 1), 64), (date(2026, 2, 20), 81))


def test_an_exam_of_today_or_before_asks_for_no_hours_a_week(learning: Learning, exam: int) -> None:
    learning.set_fields(exam, {"exam_on": TODAY.isoformat()})
    assert learning.certificates()[0].weekly is None


@pytest.mark.parametrize(
    ("days", "warns"),
    [(400, ""), (181, ""), (180, "soon"), (31, "soon"), (30, "now"), (0, "now"), (-1, "past")],
)
def test_a_passed_certificate_warns_before_it_runs_out(
    days: int, warns: str, learning: Learning, exam: int
) -> None:
    learning.set_status(exam, "done")
    learning.set_fields(exam, {"expires_on": (TODAY + timedelta(days=days)).isoformat()})
    (face,) = learning.certificates()
    assert (face.passed_on, face.warns) == (TODAY, warns)
    assert face.hours_left == 0


def test_the_years_it_is_valid_count_from_the_day_it_was_passed() -> None:
    leap = date(2024, 2, 29)
    assert ends_on({}, {"valid_years": "3 (please verify)"}, leap) == date(2027, 3, 1)
    assert ends_on({}, {"valid_years": "does not expire"}, leap) is None
    assert ends_on({}, {"valid_years": "not verified"}, leap) is None
    assert ends_on({"expires_on": "2028-01-01"}, {"valid_years": "3"}, leap) == date(2028, 1, 1)
    assert ends_on({"expires_on": "2028-01-01"}, {"valid_years": "3"}, None) is None


def test_days_that_lie_ahead_come_soonest_first_and_go_when_the_step_is_done(
    learning: Learning, exam: int
) -> None:
    learning.set_fields(exam, {"exam_on": "2026-05-01", "voucher_until": "2026-04-01"})
    learning.set_due(exam, date(2026, 4, 10))
    said = [(day.on.isoformat(), day.what) for day in learning.dates()]
    assert said == [("2026-04-01", "Voucher ends"), ("2026-04-10", "Due"), ("2026-05-01", "Exam")]
    learning.set_status(exam, "done")
    learning.set_fields(exam, {"expires_on": "2029-03-02"})
    assert [(day.on.year, day.what) for day in learning.dates()] == [(2029, "Certificate ends")]


def test_a_day_that_is_over_is_no_longer_ahead(learning: Learning, exam: int, clock: FakeClock) -> None:
    learning.set_fields(exam, {"exam_on": "2026-03-03"})
    clock.pass_by(days=1)
    assert len(learning.dates()) == 1
    clock.pass_by(days=1)
    assert learning.dates() == ()


def test_an_application_brings_its_next_action(learning: Learning, exam: int) -> None:
    stage = learning.path(learning.step(exam).paths[0][0]).milestones[0].id
    step = learning.add_step(stage, StepDraft("job_search", "Acme, TPM")).row.id
    learning.set_fields(step, {"next_on": "2026-03-09", "next_action": "Write to Ada", "stage": "applied"})
    assert [(day.title, day.what) for day in learning.dates()] == [("Acme, TPM", "Next action")]
