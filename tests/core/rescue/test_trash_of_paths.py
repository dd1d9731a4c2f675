"""Own paths in the trash: they rest with their steps, come back with them, and go with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tests.core.rescue.stage import WORD, Room, words_left
from tpmprep.core.learning.faces import PathDraft, StepDraft

if TYPE_CHECKING:
    from tpmprep.core.learning.faces import PathFace


@pytest.fixture
def mine(room: Room) -> PathFace:
    """An own path with two own steps, the second after the first, and a shipped one; every word told."""
    learning = room.services.learning
    path = learning.make_path(PathDraft(f"Path {WORD}", f"Summary {WORD}", f"Whom {WORD}"))
    stage = path.milestones[0].id
    learning.edit_milestone(stage, f"Stage {WORD}", f"About {WORD}")
    course = learning.add_step(stage, StepDraft("course", f"Course {WORD}", f"What {WORD}")).row.id
    project = learning.add_step(stage, StepDraft("project", f"Project {WORD}")).row.id
    learning.set_needs(project, [[course]])
    learning.set_notes(course, f"Notes {WORD}")
    learning.log_minutes(course, 90)
    learning.add_evidence(course, "note", f"Proof {WORD}")
    learning.set_status(course, "done")
    learning.use_step(stage, shipped_step(room))
    return learning.path(path.id)


def shipped_step(room: Room) -> int:
    query = "SELECT thing_id FROM step WHERE pack_id IS NOT NULL ORDER BY thing_id LIMIT 1"
    return int(str(room.ask(query)[0][0]))


def steps(face: PathFace) -> list[int]:
    return [step.id for stage in face.milestones for step in stage.steps]


def found(room: Room) -> set[int]:
    return {hit.thing_id for hit in room.services.catalog.find(WORD)}


def test_a_deleted_path_rests_with_its_title_steps_and_days(room: Room, mine: PathFace) -> None:
    room.services.learning.delete_path(mine.id)
    room.clock.move(days=4, hours=5)
    (row,) = room.services.trash.rows()
    assert (row.thing_id, row.kind, row.title, row.days_left, row.parts) == (
        mine.id,
        "path",
        f"Path {WORD}",
        26,
        3,
    )


def test_it_comes_back_as_it_was_and_so_it_does_after_undo_and_redo(room: Room, mine: PathFace) -> None:
    services = room.services
    known = found(room)
    services.learning.delete_path(mine.id)
    room.clock.move(minutes=5)
    assert found(room) == set()
    assert services.trash.put_back([mine.id]) == 1
    assert services.learning.path(mine.id) == mine
    assert found(room) == known
    assert services.trash.rows() == ()
    services.desk.undo()
    assert [row.thing_id for row in services.trash.rows()] == [mine.id]
    assert found(room) == set()
    services.desk.redo()
    assert services.learning.path(mine.id) == mine
    assert found(room) == known


def test_a_step_taken_out_before_is_neither_brought_back_nor_purged(room: Room, mine: PathFace) -> None:
    learning = room.services.learning
    course, project, _ = steps(mine)
    learning.take_out(mine.id, project)
    learning.delete_path(mine.id)
    room.services.trash.put_back([mine.id])
    assert steps(learning.path(mine.id)) == [course, shipped_step(room)]
    learning.delete_path(mine.id)
    room.services.trash.empty()
    assert learning.step(project).row.title == f"Project {WORD}"


def test_deleted_for_good_its_words_go_and_hours_and_shipped_steps_stay(room: Room, mine: PathFace) -> None:
    services = room.services
    course, project, shipped = steps(mine)
    services.desk.keep_draft(f"step.notes.{course}", WORD)
    services.learning.delete_path(mine.id)
    assert words_left(room)
    assert services.trash.empty() == 1
    assert words_left(room) == ""
    assert services.trash.rows() == ()
    assert room.ask("SELECT step_id, minutes FROM hour_log") == [(course, 90)]
    assert room.ask("SELECT status, notes, body FROM step_progress") == [("done", "", "{}")]
    assert room.ask("SELECT count(*) FROM thing WHERE id IN (?, ?, ?)", mine.id, course, project) == [(3,)]
    assert services.learning.step(shipped).row.id == shipped
    assert services.desk.undo() is None
    assert services.desk.redo() is None


def test_after_thirty_days_it_goes_by_itself(room: Room, mine: PathFace) -> None:
    room.services.learning.delete_path(mine.id)
    room.clock.move(days=30)
    assert room.services.trash.purge_old() == 0
    room.clock.move(hours=1)
    assert room.services.trash.purge_old() == 1
    assert words_left(room) == ""


def test_a_step_of_two_deleted_paths_comes_back_with_either(room: Room, mine: PathFace) -> None:
    learning, trash = room.services.learning, room.services.trash
    other = learning.copy_path(mine.id)
    learning.delete_path(mine.id)
    room.clock.move(minutes=5)
    learning.delete_path(other.id)
    trash.put_back([mine.id])
    assert steps(learning.path(mine.id)) == steps(mine)
    assert [row.thing_id for row in trash.rows()] == [other.id]
    trash.empty()
    assert learning.path(mine.id) == mine


def test_a_step_stays_as_long_as_another_path_rests_that_holds_it(room: Room, mine: PathFace) -> None:
    learning, trash = room.services.learning, room.services.trash
    other = learning.copy_path(mine.id)
    learning.delete_path(mine.id)
    learning.delete_path(other.id)
    trash.purge([other.id])
    trash.put_back([mine.id])
    assert learning.path(mine.id) == mine
    learning.delete_path(mine.id)
    trash.empty()
    assert words_left(room) == ""


def test_a_step_waits_no_longer_for_one_that_was_deleted(room: Room, mine: PathFace) -> None:
    learning, trash = room.services.learning, room.services.trash
    course, project, _ = steps(mine)
    learning.set_status(course, "next")
    other = learning.make_path(PathDraft("Other"))
    learning.use_step(other.milestones[0].id, project)
    assert learning.step(project).row.open_needs == (f"Course {WORD}",)
    learning.delete_path(mine.id)
    assert learning.step(project).row.open_needs == ()
    assert [title for _, title in learning.step(project).paths] == ["Other"]
    following = learning.next_step()
    assert following is not None
    assert following.id == project
    trash.put_back([mine.id])
    assert learning.step(project).row.open_needs == (f"Course {WORD}",)
    learning.delete_path(mine.id)
    trash.empty()
    assert learning.step(project).needs == ()
    with refuses("step.gone"):
        learning.step(course)
