from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from tests.core.refusals import refuses
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.search import find
from tpmprep.core.db.tables.learning import Path, Step
from tpmprep.core.db.tables.packs import Pack
from tpmprep.core.ground.change import Change
from tpmprep.core.learning.faces import PathDraft, StepDraft

if TYPE_CHECKING:
    from tests.core.learning.conftest import Plan
    from tpmprep.core.db.database import Database
    from tpmprep.core.learning.faces import PathFace
    from tpmprep.core.learning.service import Learning


@pytest.fixture
def mine(learning: Learning) -> PathFace:
    """An own path: two steps in the first milestone, one in the second."""
    made = learning.make_path(PathDraft("Mine", "By summer", "Me"))
    first = made.milestones[0].id
    learning.add_step(first, StepDraft("course", "Class", "Do it", hours=10))
    learning.add_step(first, StepDraft("project", "Build", hours=6, url="https://example.org"))
    second = learning.add_milestone(made.id, "Later", "After summer").milestones[1].id
    learning.add_step(second, StepDraft("reading", "Read"))
    return learning.path(made.id)


def titles(face: PathFace) -> list[list[str]]:
    return [[step.title for step in stage.steps] for stage in face.milestones]


def named(face: PathFace, title: str) -> int:
    return next(step.id for stage in face.milestones for step in stage.steps if step.title == title)


@pytest.fixture
def shipped(plan: Plan, db: Database) -> Plan:
    """The plan as if a pack had brought it."""
    with db.unlogged(Change.PACKS) as session:
        pack = Pack(
            ref="p", version="1.0.0", title="P", licence="CC", language="en", digest="",
            installed_at=db.clock.now(),
        )  # fmt: skip
        session.add(pack)
        session.flush()
        session.execute(update(Path).values(pack_id=pack.id))
        session.execute(update(Step).values(pack_id=pack.id))
    return plan


def test_an_own_path_is_followed_and_has_a_first_milestone(learning: Learning) -> None:
    face = learning.make_path(PathDraft("  To   Acme ", "Plan", "Me"))
    assert (face.title, face.summary, face.whom, face.own, face.followed) == (
        "To Acme",
        "Plan",
        "Me",
        True,
        True,
    )
    assert titles(face) == [[]]
    assert learning.paths()[0].whom == "Me"


@pytest.mark.parametrize("kind", ["course", "tutorial", "reading", "project", "certification", "at_work",
                                  "milestone", "exercise", "event", "job_search"])  # fmt: skip
def test_a_step_of_every_kind_can_be_made_shown_and_done(
    kind: str, learning: Learning, mine: PathFace
) -> None:
    face = learning.add_step(mine.milestones[0].id, StepDraft(kind, f"My {kind}", "What", "When", hours=3))
    assert (face.row.kind, face.row.own, face.what, face.done_when) == (kind, True, "What", "When")
    assert face.own
    assert learning.set_status(face.row.id, "done").row.status == "done"


def test_steps_are_ordered_across_milestones(learning: Learning, mine: PathFace) -> None:
    build = named(mine, "Build")
    assert titles(learning.move_step(mine.id, build, -1)) == [["Build", "Class"], ["Read"]]
    assert titles(learning.move_step(mine.id, build, -1)) == [["Build", "Class"], ["Read"]]
    assert titles(learning.move_step(mine.id, build, 1)) == [["Class", "Build"], ["Read"]]
    assert titles(learning.move_step(mine.id, build, 1)) == [["Class"], ["Build", "Read"]]
    assert titles(learning.move_step(mine.id, build, 1)) == [["Class"], ["Read", "Build"]]
    assert titles(learning.move_step(mine.id, build, 1)) == [["Class"], ["Read", "Build"]]


def test_a_step_that_exists_can_stand_in_an_own_path_too(
    learning: Learning, mine: PathFace, plan: Plan
) -> None:
    face = learning.use_step(mine.milestones[0].id, plan["read"])
    assert titles(face) == [["Class", "Build", "Read"], ["Read"]]
    face = learning.use_step(mine.milestones[1].id, named(mine, "Class"))
    assert titles(face) == [["Build", "Read"], ["Read", "Class"]]
    assert titles(learning.take_out(mine.id, plan["read"])) == [["Build"], ["Read", "Class"]]
    assert learning.step(plan["read"]).row.title == "Read"


def test_needs_of_an_own_step_are_set_and_a_loop_is_refused(learning: Learning, mine: PathFace) -> None:
    class_, build, read = (named(mine, title) for title in ("Class", "Build", "Read"))
    assert learning.set_needs(build, [[class_, read]]).row.open_needs == ("Class or Read",)
    assert learning.set_needs(build, []).needs == ()
    assert learning.set_needs(build, [[class_]]).row.open_needs == ("Class",)
    assert learning.set_needs(read, [[build], [class_]]).row.open_needs == ("Build", "Class")
    with refuses("step.loop", title="Class"):
        learning.set_needs(class_, [[read]])
    with refuses("step.loop", title="Class"):
        learning.set_needs(class_, [[class_]])


def test_an_own_step_is_edited_and_keeps_what_was_filled_in(learning: Learning, mine: PathFace) -> None:
    step = named(mine, "Class")
    learning.set_fields(step, {"language": "SQL"})
    face = learning.edit_step(step, StepDraft("course", "SQL class", "New", hours=4, cost=20, currency="EUR"))
    assert (face.row.title, face.what, face.row.hours, face.cost, face.currency) == (
        "SQL class", "New", 4, 20, "EUR",
    )  # fmt: skip
    assert dict(face.extra) == {"language": "SQL"}


@pytest.mark.parametrize(
    "draft",
    [
        StepDraft("course", "  "),
        StepDraft("nonsense", "T"),
        StepDraft("course", "T", url="example.org"),
        StepDraft("course", "T", hours=-1),
        StepDraft("course", "T", hours=float("nan")),
        StepDraft("course", "T", cost=-1),
        StepDraft("course", "T" * 301),
    ],
)
def test_an_odd_step_is_refused(draft: StepDraft, learning: Learning, mine: PathFace) -> None:
    with refuses("step.draft"):
        learning.add_step(mine.milestones[0].id, draft)
    assert learning.path(mine.id) == mine


def test_a_path_without_title_is_refused(learning: Learning, mine: PathFace) -> None:
    with refuses("path.field"):
        learning.make_path(PathDraft(" "))
    with refuses("path.field"):
        learning.edit_path(mine.id, PathDraft(""))
    with refuses("path.field"):
        learning.add_milestone(mine.id, "")


def test_a_milestone_goes_only_when_it_is_empty(learning: Learning, mine: PathFace) -> None:
    last = mine.milestones[1]
    with refuses("path.milestone_full", title="Later", steps=1):
        learning.remove_milestone(last.id)
    learning.take_out(mine.id, last.steps[0].id)
    assert len(learning.remove_milestone(last.id).milestones) == 1
    assert learning.edit_milestone(mine.milestones[0].id, "Begin", "Now").milestones[0].title == "Begin"


def test_what_a_pack_brought_stays_as_it_is(learning: Learning, shipped: Plan) -> None:
    stage = learning.path(shipped.path).milestones[0].id
    with refuses("path.shipped"):
        learning.edit_path(shipped.path, PathDraft("X"))
    with refuses("path.shipped"):
        learning.add_step(stage, StepDraft("course", "T"))
    with refuses("path.shipped"):
        learning.move_step(shipped.path, shipped["read"], 1)
    with refuses("path.shipped"):
        learning.delete_path(shipped.path)
    with refuses("step.shipped"):
        learning.edit_step(shipped["read"], StepDraft("course", "T"))
    with refuses("step.shipped"):
        learning.set_needs(shipped["read"], [])


def test_a_copy_of_a_shipped_path_can_be_changed(learning: Learning, shipped: Plan) -> None:
    copy = learning.copy_path(shipped.path)
    assert (copy.title, copy.own, copy.followed) == ("To TPM (mine)", True, True)
    assert titles(copy) == titles(learning.path(shipped.path))
    assert [step.optional for step in copy.milestones[1].steps] == [False, True]
    changed = learning.set_optional(copy.id, shipped["project"], optional=True)
    assert changed.milestones[1].steps[0].optional
    learning.take_out(copy.id, shipped["read"])
    assert titles(learning.path(shipped.path))[0] == ["Read", "Course.A"]


def test_a_deleted_path_takes_its_own_steps_along_and_undo_brings_all_back(
    learning: Learning, mine: PathFace, plan: Plan, db: Database
) -> None:
    learning.use_step(mine.milestones[0].id, plan["course.a"])
    before = learning.path(mine.id)
    learning.delete_path(mine.id)
    assert mine.id not in {row.id for row in learning.paths()}
    with refuses("step.gone"):
        learning.step(named(mine, "Class"))
    assert learning.step(plan["course.a"]).row.title == "Course.A"
    with db.reading() as session:
        assert find(session, "Mine", ("path",), 5) == []
    Desk(db).undo()
    assert learning.path(mine.id) == before


def test_every_change_of_an_own_path_can_be_undone(learning: Learning, mine: PathFace, db: Database) -> None:
    class_, build = named(mine, "Class"), named(mine, "Build")
    acts = (
        lambda: learning.move_step(mine.id, class_, 1),
        lambda: learning.take_out(mine.id, class_),
        lambda: learning.set_needs(build, [[class_]]),
        lambda: learning.edit_step(class_, StepDraft("exercise", "New")),
        lambda: learning.add_step(mine.milestones[0].id, StepDraft("event", "Meet")),
        lambda: learning.edit_path(mine.id, PathDraft("Other")),
        lambda: learning.add_milestone(mine.id, "Third"),
        lambda: learning.set_optional(mine.id, class_, optional=True),
    )
    for act in acts:
        act()
        assert learning.path(mine.id) != mine or learning.step(build).needs
        Desk(db).undo()
        assert learning.path(mine.id) == mine
        assert learning.step(build).needs == ()


def test_an_own_step_is_found_by_search(mine: PathFace, db: Database) -> None:
    with db.reading() as session:
        assert [hit.thing_id for hit in find(session, "Build", ("step",), 5)] == [named(mine, "Build")]


def test_a_path_of_ones_own_is_walked_and_forecast_like_any_other(learning: Learning, mine: PathFace) -> None:
    step = learning.next_step()
    assert step is not None
    assert step.title == "Class"
    assert learning.path(mine.id).forecast.likely_on is not None
