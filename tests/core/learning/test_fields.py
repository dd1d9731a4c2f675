from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.refusals import refuses
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.search import find
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.faces import PathDraft, StepDraft, StepField, StepKind
from tpmprep.core.learning.fields import filled, own_values, reminders
from tpmprep.core.learning.shapes import day_of, normal, scores_of
from tpmprep.core.learning.steps import KINDS

if TYPE_CHECKING:
    from tests.core.learning.conftest import Plan
    from tpmprep.core.db.database import Database
    from tpmprep.core.learning.service import Learning

TODAY = date(2026, 3, 2)
# of each kind of step what a person writes, and the value that lists show for it
WRITTEN: dict[str, tuple[dict[str, str], str]] = {
    "course": (
        {"provider": "Codecademy", "language": "JavaScript", "lessons_done": "8", "lessons_total": "12",
         "link": "https://example.org/js", "grade": "91 %"}, "8"),
    "tutorial": (
        {"provider": "AWS", "service": "EC2", "cost_limit": "5", "cost_alarm": "yes", "cleaned_up": "x",
         "link": "https://example.org/lab"}, "EC2"),
    "project": (
        {"repository": "https://example.org/todo", "shows": "An API others can call", "numbers": "p95 1 s"},
        "https://example.org/todo"),
    "certification": (
        {"exam_on": "12 March 2026", "voucher": "V-17", "voucher_until": "2026-06-30",
         "mocks": "2026-02-01 64", "pass_score": "700", "score": "812", "result": "Passed",
         "credential_id": "ABC",
         "credential_link": "https://example.org/c"}, "2026-03-12"),
    "at_work": (
        {"duty": "Wrote the limits of the API", "for_whom": "Partners", "measure": "Questions a week",
         "before": "14", "after": "3"}, "Partners"),
    "job_search": (
        {"company": "Acme", "role": "TPM, payments", "advert": "https://example.org/job", "stage": "applied",
         "next_action": "Write to Ada", "next_on": "2026-03-09", "contact": "Ada, hiring manager"}, "Acme"),
    "reading": ({"chapters_done": "2", "chapters_total": "3", "takeaways": "An error budget is spent"}, "2"),
    "event": ({"name": "ProductTank", "on": "9.4.2026", "people": "Sam"}, "ProductTank"),
    "exercise": ({"result": "Ranked six things", "checked_by": "Kim"}, ""),
    "milestone": ({"where": "Acme, Berlin", "own_band": "€72,000 – €95,000"}, "Acme, Berlin"),
}  # fmt: skip


def kind(name: str) -> StepKind:
    found = KINDS.get(name)
    assert found is not None
    return found


def test_every_kind_of_step_has_fields_of_its_own() -> None:
    assert set(WRITTEN) == set(KINDS.names())
    assert {name for name in WRITTEN if not kind(name).own} == set()


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_into_the_fields_of_a_kind_is_kept_and_listed(name: str) -> None:
    given_, listed = WRITTEN[name]
    kept = filled(kind(name), {}, given_, TODAY)
    assert set(kept) == set(given_)
    shown = [value.text for value in own_values(kind(name), kept) if value.field.listed and value.text]
    assert shown[:1] == ([listed] if listed else [])


@pytest.mark.parametrize("name", WRITTEN)
def test_the_fields_of_a_kind_are_named_once_and_bounded_by_fields_it_has(name: str) -> None:
    fields = kind(name).own
    names = [field.name for field in fields]
    assert len(set(names)) == len(names)
    assert {field.within for field in fields if field.within} <= set(names)
    assert all(bool(field.choices) == (field.shape == "choice") for field in fields)
    assert all(field.shape == "day" for field in fields if field.coming)


def test_what_is_cleared_is_gone_and_what_is_not_given_stays() -> None:
    after = filled(kind("job_search"), {"company": "Acme", "role": "TPM"}, {"role": " "}, TODAY)
    assert after == {"company": "Acme"}


@pytest.mark.parametrize(
    ("shape", "text", "kept"),
    [
        ("line", "  a   b ", "a b"),
        ("text", " a\nb ", "a\nb"),
        ("number", "7,50", "7.5"),
        ("day", "31.3.2026", "2026-03-31"),
        ("day", "1 Apr 2026", "2026-04-01"),
        ("link", "https://example.org", "https://example.org"),
        ("tick", "No", ""),
        ("choice", "B", "b"),
        ("scores", "2026-02-20: 81,5 %\n64", "2026-02-20 81.5\n2026-03-02 64"),
    ],
)
def test_a_value_is_brought_into_one_form(shape: str, text: str, kept: str) -> None:
    field = StepField("f", "Field", shape, choices=("a", "b"))  # type: ignore[arg-type]  # a shape each
    assert normal(field, text, TODAY) == kept
    assert normal(field, kept, TODAY) == kept


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("line", "a" * 501),
        ("number", "ten"),
        ("number", "-1"),
        ("number", "1e3"),
        ("number", "101"),
        ("day", "2026-02-30"),
        ("day", "soon"),
        ("link", "javascript:alert(1)"),
        ("link", "https://"),
        ("link", "https://a b"),
        ("tick", "maybe"),
        ("choice", "c"),
        ("scores", "2026-02-20 101"),
        ("scores", "well"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_the_name_of_its_field(shape: str, text: str) -> None:
    field = StepField("f", "Field", shape, choices=("a", "b"), high=100)  # type: ignore[arg-type]  # a shape each
    with refuses("step.field", label="Field"):
        normal(field, text, TODAY)


@given(st.text(max_size=60))
def test_any_text_is_kept_or_refused_and_what_is_kept_is_kept_again(text: str) -> None:
    for shape in ("line", "text", "number", "day", "link", "tick", "choice", "scores"):
        field = StepField("f", "Field", shape, choices=("a", "b"))
        with suppress(UserError):
            kept = normal(field, text, TODAY)
            assert normal(field, kept, TODAY) == kept


def test_more_lessons_than_there_are_cannot_be_done() -> None:
    with refuses("step.field", label="Lessons done"):
        filled(kind("course"), {"lessons_total": "12"}, {"lessons_done": "13"}, TODAY)
    with refuses("step.field", label="Lessons done"):
        filled(kind("course"), {"lessons_done": "9"}, {"lessons_total": "8"}, TODAY)


def test_a_field_of_another_kind_is_refused() -> None:
    with refuses("step.field", label="company"):
        filled(kind("course"), {}, {"company": "Acme"}, TODAY)


def test_a_day_is_read_as_people_write_it() -> None:
    assert day_of("2026-3-1") == day_of("1.3.2026") == day_of("1 March 2026") == date(2026, 3, 1)
    assert day_of("1 Foo 2026") is None


def test_mock_exams_are_read_oldest_first() -> None:
    assert scores_of("2026-02-01 64\n2026-02-20 81.5") == ((date(2026, 2, 1), 64), (date(2026, 2, 20), 81.5))


def test_cleaning_up_is_called_to_mind_only_where_something_can_cost_money() -> None:
    assert reminders(kind("tutorial"), {}, {}) == ()
    both = reminders(kind("tutorial"), {"cost_limit": "5"}, {})
    assert len(both) == 2
    assert reminders(kind("tutorial"), {"cost_alarm": "yes"}, {"cost_note": "pay by the hour"}) == both[1:]
    assert (
        reminders(kind("tutorial"), {"cost_alarm": "yes", "cleaned_up": "yes", "cost_limit": "5"}, {}) == ()
    )


def test_fields_are_saved_found_by_search_and_undone(learning: Learning, plan: Plan, db: Database) -> None:
    face = learning.set_fields(plan["read"], {"provider": "Zuckmayer School", "lessons_done": "3"})
    assert dict(face.extra) == {"provider": "Zuckmayer School", "lessons_done": "3"}
    assert [value.text for value in face.row.told] == ["3"]
    with db.reading() as session:
        assert [hit.thing_id for hit in find(session, "zuckmayer", ("step",), 5)] == [plan["read"]]
    Desk(db).undo()
    assert dict(learning.step(plan["read"]).extra) == {}
    with db.reading() as session:
        assert find(session, "zuckmayer", ("step",), 5) == []


def test_notes_on_a_step_are_found_by_search(learning: Learning, plan: Plan, db: Database) -> None:
    learning.set_notes(plan["read"], "the **quokka** chapter")
    with db.reading() as session:
        assert [hit.thing_id for hit in find(session, "quokka", ("step",), 5)] == [plan["read"]]


def test_nothing_is_kept_of_values_of_which_one_is_refused(learning: Learning, plan: Plan) -> None:
    with refuses("step.field"):
        learning.set_fields(plan["read"], {"provider": "Udemy", "link": "example.org"})
    assert dict(learning.step(plan["read"]).extra) == {}


def test_reminders_come_with_the_step_once_it_is_begun(learning: Learning, plan: Plan) -> None:
    own = learning.make_path(PathDraft("Mine"))
    step = learning.add_step(own.milestones[0].id, StepDraft("tutorial", "Run a server"))
    assert learning.set_fields(step.row.id, {"cost_limit": "5"}).reminders == ()
    begun = learning.set_status(step.row.id, "doing")
    assert len(begun.reminders) == 2
    done = learning.set_fields(step.row.id, {"cost_alarm": "yes", "cleaned_up": "yes"})
    assert done.reminders == ()


def test_planned_hours_can_be_changed(learning: Learning, plan: Plan) -> None:
    assert learning.set_hours(plan["read"], 7.5).row.hours == 7.5
    with refuses("step.hours"):
        learning.set_hours(plan["read"], float("nan"))
    with refuses("step.hours"):
        learning.set_hours(plan["read"], -1)
